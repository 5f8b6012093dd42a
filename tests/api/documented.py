"""Errors as the OpenAPI document names them: the client of the tests refuses any other."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.types import Message, Receive, Scope, Send

from api.problems import MEDIA_TYPE
from api.refusals import InternalError, MethodNotAllowed, TooLarge, Unauthorized, UnknownPath

OUTSIDE = {kind.code for kind in (InternalError, MethodNotAllowed, TooLarge, Unauthorized, UnknownPath)}
"""What the service answers where no operation was reached."""


def documented(responses: dict[Any, Any]) -> set[str]:
    """The error codes of the responses of an operation, of its route or of the OpenAPI document."""
    return {
        code
        for response in responses.values()
        for code in response.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
    }


class Documented:
    """The service, with a failure where it sends an error that the operation does not document."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = bytearray()
        refused = False

        async def listen(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                refused = (b"content-type", MEDIA_TYPE.encode()) in message["headers"]
            body.extend(message.get("body", b""))
            await send(message)

        await self.app(scope, receive, listen)
        if refused:
            code, route = json.loads(body)["code"], scope.get("route")
            reached = isinstance(route, APIRoute) and scope["method"] in (route.methods or ())
            known = documented(scope["route"].responses) if reached else OUTSIDE
            assert code in known, (
                f"{scope['method']} {scope['path']} sends {code}, which it does not document"
            )
