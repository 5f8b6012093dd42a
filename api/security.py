"""Who is asking, and what their key allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer

from api.refusals import Forbidden, Unauthorized
from store.audit import Trail
from store.keys import SCOPES
from store.records import ApiKey

BEARER = HTTPBearer(
    auto_error=False,
    scheme_name="apiKey",
    description="An API key: `Authorization: Bearer engross_live_...`. Scopes: " + ", ".join(SCOPES) + ".",
)


@dataclass(frozen=True, slots=True)
class Caller:
    """The key that the gate let through, and the request that it came with."""

    key: ApiKey
    request_id: str

    @property
    def trail(self) -> Trail:
        """What the audit chain says of a change that this caller makes."""
        return Trail(self.key.id, self.request_id)


def caller_of(request: Request) -> Caller:
    """The caller of a request.

    Raises:
        Unauthorized: No key came with it.
    """
    key = getattr(request.state, "caller", None)
    if not isinstance(key, ApiKey):
        raise Unauthorized
    return Caller(key, request.state.request_id)


TheCaller = Annotated[Caller, Depends(caller_of)]


def needs(scope: str) -> Any:
    """A dependency that lets only keys with this scope through; `admin` holds every scope."""

    def check(caller: TheCaller, _shown: Annotated[Any, Security(BEARER)]) -> None:
        if not {scope, "admin"} & set(caller.key.scopes):
            raise Forbidden(f"This operation needs a key with the scope '{scope}'.")

    return Depends(check)
