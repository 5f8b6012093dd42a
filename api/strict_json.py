"""JSON bodies read strictly: what two parsers could understand differently is refused, not guessed."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response, params
from fastapi.routing import APIRoute

from api.refusals import MalformedBody, UnsupportedMediaType

LONGEST_NUMBER = 40
DEEPEST = 60
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class StrictRequest(Request):
    """A request whose JSON is read by `read_json`."""

    async def json(self) -> Any:
        """The body as JSON.

        Raises:
            MalformedBody: It is not JSON that every parser reads the same way.
        """
        if not hasattr(self, "_json"):
            self._json = read_json(await self.body())
        return self._json


class StrictRoute(APIRoute):
    """A route whose JSON bodies are read strictly."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler, given a strict request."""
        answer = super().get_route_handler()
        takes_json = self.body_field is not None and not isinstance(self.body_field.field_info, params.Form)

        async def answer_strictly(request: Request) -> Response:
            strict = StrictRequest(request.scope, request.receive)
            if takes_json and not _says_json(request.headers.get("content-type", "")):
                raise UnsupportedMediaType("Send the body as application/json.")
            return await answer(strict)

        return answer_strictly


def _says_json(content_type: str) -> bool:
    media_type = content_type.partition(";")[0].strip().lower()
    return media_type == "application/json" or media_type.endswith("+json")


def read_json(data: bytes) -> Any:
    """Bytes as JSON: UTF-8, finite numbers of a sane length, no key twice, no NUL, no broken characters.

    Raises:
        MalformedBody: It is anything else.
    """
    try:
        value = json.loads(
            data.decode("utf-8"),
            parse_constant=_refuse_constant,
            parse_int=_read_int,
            parse_float=_read_float,
            object_pairs_hook=_read_object,
        )
    except (ValueError, RecursionError):
        raise MalformedBody from None
    _check(value, DEEPEST)
    return value


def _refuse_constant(_name: str) -> Any:
    raise MalformedBody("NaN and Infinity are not JSON; send null or leave the field out.")


def _read_int(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise MalformedBody(f"A number has more than {LONGEST_NUMBER} digits; send money as strings.")
    return int(digits)


def _read_float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise MalformedBody("A number is too large; send money as strings.")
    return number


def _read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise MalformedBody("An object has the same key twice; keep one of them.")
    return value


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise MalformedBody(f"The JSON is nested deeper than {DEEPEST} levels.")
    if isinstance(value, str):
        if UNSTORABLE.search(value):
            raise MalformedBody("A text holds a NUL or half a character; send whole Unicode text.")
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check(key, depth)
            _check(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth - 1)
