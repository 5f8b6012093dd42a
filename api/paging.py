"""Pages of lists. A cursor leaves in base64, so that clients do not read meaning into it."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Query

from api.refusals import InvalidRequest
from store.records import ListPage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Window:
    """Which items a list shows: at most `limit`, after the one that `cursor` names."""

    limit: int
    cursor: str | None = None

    @property
    def after(self) -> str | None:
        """The store's own cursor; InvalidRequest where the client made one up."""
        if self.cursor is None:
            return None
        try:
            return base64.urlsafe_b64decode(self.cursor.encode()).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise InvalidRequest("The cursor is not one that a list gave.") from None


def window_of(
    limit: Annotated[int, Query(ge=1, le=200, description="At most this many items.")] = 50,
    cursor: Annotated[
        str | None,
        Query(max_length=200, pattern=r"^[A-Za-z0-9_=-]+$", description="`next_cursor` of the page before."),
    ] = None,
) -> Window:
    """The page that the query asks for."""
    return Window(limit=limit, cursor=cursor)


TheWindow = Annotated[Window, Depends(window_of)]


def sealed(page: ListPage[T]) -> ListPage[T]:
    """The page with its cursor as clients get it."""
    if page.next_cursor is None:
        return page
    cursor = base64.urlsafe_b64encode(page.next_cursor.encode()).decode()
    return page.model_copy(update={"next_cursor": cursor})
