"""Who is asking, and what their key allows."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer

from api.refusals import Forbidden, Unauthorized

SCOPES = ("read", "write", "review", "approve", "admin")
BEARER = HTTPBearer(
    auto_error=False,
    scheme_name="apiKey",
    description="An API key: `Authorization: Bearer engross_live_...`. Scopes: " + ", ".join(SCOPES) + ".",
)


def caller_of(request: Request) -> Any:
    """The key that the gate let through."""
    caller = getattr(request.state, "caller", None)
    if caller is None:
        raise Unauthorized
    return caller


def needs(scope: str) -> Any:
    """A dependency that lets only keys with this scope through; `admin` holds every scope."""

    def check(request: Request, _shown: Annotated[Any, Security(BEARER)]) -> Any:
        caller = caller_of(request)
        if not {scope, "admin"} & set(caller.scopes):
            raise Forbidden(f"This operation needs a key with the scope '{scope}'.")
        return caller

    return Depends(check)
