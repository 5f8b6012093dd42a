"""What routes share: the desk, the version of If-Match, pages, and answers given once per idempotency key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Annotated, Any, cast

from fastapi import Depends, Header, Path, Query, Request, Response
from pydantic import BaseModel

from api.desk import Caller, Desk, Window
from api.problems import MEDIA_TYPE
from api.refusals import (
    Forbidden,
    InternalError,
    InvalidRequest,
    PreconditionRequired,
    TooLarge,
    Unauthorized,
)
from api.security import caller_of
from models.errors import EngrossError, StaleVersion
from models.problem import Problem, problem_like
from store.records import StoredResponse

ETAG = re.compile(r'^"(\d{1,9})"$')


def desk_of(request: Request) -> Desk:
    """The desk that the application was made with."""
    return cast("Desk", request.app.state.desk)


def window_of(
    limit: Annotated[int, Query(ge=1, le=200, description="At most this many items.")] = 50,
    cursor: Annotated[
        str | None,
        Query(max_length=200, pattern=r"^[A-Za-z0-9_=-]+$", description="`next_cursor` of the page before."),
    ] = None,
) -> Window:
    """The page that the query asks for."""
    return Window(limit=limit, cursor=cursor)


def version_of(
    if_match: Annotated[
        str | None, Header(max_length=100, description='The ETag as last read, e.g. "3".')
    ] = None,
) -> int:
    """The version that the client saw last."""
    if if_match is None:
        raise PreconditionRequired
    if (stated := ETAG.match(if_match.strip())) is None:
        raise StaleVersion("If-Match is not an ETag of this resource; read it again.")
    return int(stated[1])


def idempotency_key_of(
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=8,
            max_length=128,
            pattern=r"^[\x21-\x7e]+$",
            description="Repeat a request under the same key and it happens once.",
        ),
    ] = None,
) -> str | None:
    """The key under which a request happens once."""
    return idempotency_key


TheDesk = Annotated[Desk, Depends(desk_of)]
TheWindow = Annotated[Window, Depends(window_of)]
Version = Annotated[int, Depends(version_of)]
OnceKey = Annotated[str | None, Depends(idempotency_key_of)]
Id = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_.:-]+$")]


def fingerprint_of(*parts: bytes) -> str:
    """One hash of everything that makes a request what it is."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


def json_response(
    value: BaseModel, *, status: int = 200, etag: int | None = None, location: str | None = None
) -> Response:
    """A shape as a JSON response."""
    headers = {"ETag": f'"{etag}"'} if etag is not None else {}
    if location:
        headers["Location"] = location
    return Response(value.model_dump_json(), status, headers, media_type="application/json")


def caller_in(request: Request) -> Caller:
    """Who asks, under which request id."""
    return Caller(actor=caller_of(request).id, request_id=request.state.request_id)


def answer_once(
    request: Request, key: str | None, *, fingerprint: str, give: Callable[[], Response]
) -> Response:
    """The answer to a request, given once per key: a repetition gets the first answer again."""
    if key is None:
        return give()

    def keep() -> StoredResponse:
        given = give()
        return StoredResponse(status=given.status_code, body=bytes(given.body).decode())

    operation = request.scope["route"].operation_id
    scope = caller_of(request).id
    kept, replayed = desk_of(request).give_once(
        keep, key=key, operation=operation, scope=scope, fingerprint=fingerprint
    )
    headers = {"Idempotency-Replayed": "true"} if replayed else {}
    return Response(kept.body, kept.status, headers, media_type="application/json")


def problems(*kinds: type[EngrossError]) -> dict[int | str, dict[str, Any]]:
    """The problem responses of an operation, for OpenAPI; every operation can refuse a key or a request."""
    return open_problems(Unauthorized, Forbidden, InvalidRequest, *kinds)


def open_problems(*kinds: type[EngrossError]) -> dict[int | str, dict[str, Any]]:
    """The problem responses of an operation that needs no key: by status, an example of each kind."""
    by_status: dict[int, list[type[EngrossError]]] = {}
    every: tuple[type[EngrossError], ...] = (TooLarge, InternalError, *kinds)
    for kind in every:
        by_status.setdefault(kind.status, []).append(kind)
    return {status: _response(same) for status, same in by_status.items()}


def _response(kinds: Sequence[type[EngrossError]]) -> dict[str, Any]:
    examples = {kind.code: {"summary": kind.title, "value": _example(kind)} for kind in kinds}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}}
    return {"model": Problem, "description": "; ".join(kind.title for kind in kinds), "content": content}


def _example(kind: type[EngrossError]) -> dict[str, Any]:
    told = problem_like(kind).model_dump(mode="json", exclude_none=True)
    return told | {"request_id": "5f1c0e6f9a3b4d2e8c7a6b5d"}
