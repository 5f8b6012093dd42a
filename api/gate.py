"""The gate in front of every route: request id, API key, size limit, security headers, access log.

Pure ASGI, so that a request without a key is refused before a byte of its body is read. The framework's own
`max_body_size` answers in plain text; this limit answers in problem+json.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import answer_bug, answer_error
from api.refusals import Refused, TooLarge, Unauthorized
from workflows.settings import Settings

LOG = logging.getLogger("engross.access")
OPEN_PATHS = ("/health", "/ready", "/problems/")
REQUEST_ID = re.compile(r"^[A-Za-z0-9_.-]{8,64}$")
MULTIPART_ROOM = 64 * 1024
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}

Authenticate = Callable[[str], Any]
"""The caller that a key belongs to, or None."""


class Gate:
    """ASGI middleware around the whole API."""

    def __init__(self, app: ASGIApp, *, settings: Settings, authenticate: Authenticate) -> None:
        self.app = app
        self.settings = settings
        self.authenticate = authenticate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a problem."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _request_id(headers)
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        exchange = _Exchange(scope, send, request_id)
        refusal = await self._refusal(scope, headers)
        if refusal is not None:
            await answer_error(refusal, request_id=request_id)(scope, receive, exchange.send)
        else:
            await self._let_through(scope, _limited(receive, self._limit(headers)), exchange)
        exchange.log()

    async def _let_through(self, scope: Scope, receive: Receive, exchange: _Exchange) -> None:
        try:
            await self.app(scope, receive, exchange.send)
        except Exception as error:
            # The edge: the framework's own 500 would leave without headers and request id.
            answer = answer_bug(error, request_id=exchange.request_id)
            if exchange.status:
                raise
            await answer(scope, receive, exchange.send)

    async def _refusal(self, scope: Scope, headers: Headers) -> Refused | None:
        if not scope["path"].startswith(OPEN_PATHS):
            caller = await self._caller(headers)
            if caller is None:
                return Unauthorized()
            scope["state"]["caller"] = caller
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:18]) > self._limit(headers):
            return _too_large(self._limit(headers))
        return None

    async def _caller(self, headers: Headers) -> Any:
        scheme, _, key = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key.strip().startswith("engross_"):
            return None
        return await run_in_threadpool(self.authenticate, key.strip())

    def _limit(self, headers: Headers) -> int:
        if headers.get("content-type", "").startswith("multipart/"):
            return self.settings.max_upload_bytes + self.settings.max_json_bytes + MULTIPART_ROOM
        return self.settings.max_json_bytes


class _Exchange:
    """One request and its answer: adds the headers, remembers the status, writes the log line."""

    def __init__(self, scope: Scope, send: Send, request_id: str) -> None:
        self.scope = scope
        self.answer = send
        self.request_id = request_id
        self.status = 0
        self.started = time.perf_counter()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self.request_id
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await self.answer(message)

    def log(self) -> None:
        route = self.scope.get("route")
        line = {
            "request_id": self.request_id,
            "method": self.scope["method"],
            # The template, not the path: a path can hold anything.
            "route": getattr(route, "path", None),
            "status": self.status,
            "milliseconds": round((time.perf_counter() - self.started) * 1000, 1),
            "key": getattr(self.scope["state"].get("caller"), "id", None),
        }
        LOG.info(json.dumps(line))


def _limited(receive: Receive, limit: int) -> Receive:
    seen = 0

    async def receive_some() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise _too_large(limit)
        return message

    return receive_some


def _too_large(limit: int) -> Refused:
    return TooLarge(f"The limit is {limit} bytes; send less at a time.", headers={"Connection": "close"})


def _request_id(headers: Headers) -> str:
    given = headers.get("x-request-id") or headers.get("x-correlation-id") or ""
    return given if REQUEST_ID.match(given) else secrets.token_hex(12)
