"""What routes share: store, settings, the version of If-Match, and answers given once per idempotency key."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, Header, Path, Query, Request, Response
from pydantic import BaseModel

from api.problems import MEDIA_TYPE
from api.refusals import (
    Forbidden,
    InternalError,
    InvalidRequest,
    PreconditionRequired,
    TooLarge,
    Unauthorized,
)
from api.security import Caller, TheCaller
from models.errors import EngrossError, StaleVersion
from models.problem import Problem, problem_like
from store import Store
from store.records import StoredResponse
from workflows.settings import Settings

ETAG = re.compile(r'^"(\d{1,9})"$')


def store_of(request: Request) -> Store:
    """The store that the application was made with."""
    return cast("Store", request.app.state.store)


def settings_of(request: Request) -> Settings:
    """The settings that the application was made with."""
    return cast("Settings", request.app.state.settings)


def today() -> dt.date:
    """The day in UTC; the only clock of the API."""
    return dt.datetime.now(tz=dt.UTC).date()


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


TheStore = Annotated[Store, Depends(store_of)]
TheSettings = Annotated[Settings, Depends(settings_of)]
Version = Annotated[int, Depends(version_of)]
OnceKey = Annotated[str | None, Depends(idempotency_key_of)]
Id = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_.:-]+$")]
IdQuery = Annotated[str | None, Query(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_.:-]+$")]


@dataclass(frozen=True, slots=True)
class Once:
    """A request that happens once under its idempotency key, and each time without one."""

    store: Store
    caller: Caller
    key: str | None
    operation: str

    def answer(self, *parts: bytes, give: Callable[[], Response]) -> Response:
        """The answer to a request of these parts: a repetition gets the first answer again.

        Raises:
            IdempotencyMismatch: The key was used for another request.
        """
        if self.key is None:
            return give()
        names = {
            "operation": self.operation,
            "scope": self.caller.key.id,
            "fingerprint": fingerprint_of(*parts),
        }
        if (kept := self.store.answers.load(self.key, **names)) is not None:
            return _again(kept)
        with self.store.transaction():
            # Whoever came second waited for this transaction and finds the first answer.
            if (kept := self.store.answers.load(self.key, **names)) is not None:
                return _again(kept)
            given = give()
            kept = StoredResponse(status=given.status_code, body=bytes(given.body).decode())
            self.store.answers.save(self.key, kept, **names)
        return Response(kept.body, kept.status, media_type="application/json")


def once_of(request: Request, store: TheStore, caller: TheCaller, key: OnceKey) -> Once:
    """How often this request happens."""
    return Once(store, caller, key, request.scope["route"].operation_id)


TheOnce = Annotated[Once, Depends(once_of)]


def _again(kept: StoredResponse) -> Response:
    return Response(kept.body, kept.status, {"Idempotency-Replayed": "true"}, media_type="application/json")


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


def check_batch(size: int, *, most: int) -> None:
    """Refuse a batch that is empty or larger than one request may be."""
    if size > most:
        raise TooLarge(f"Send at most {most} at a time.")
    if size == 0:
        raise InvalidRequest("The list is empty; send at least one.")


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
