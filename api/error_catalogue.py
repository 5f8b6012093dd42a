"""Every kind of error with its code: the pages behind `type`, and docs/errors.md by `make docs`."""

from __future__ import annotations

from collections.abc import Sequence

from api.refusals import Refused
from models.errors import EngrossError, error_kinds

HEAD = """# Errors

Every error has a stable code. On the API it leaves as problem+json (RFC 9457) with the status, title and code
below, its `detail` says what happened and what to do, and `/problems/CODE` shows the row of the code. The
command line writes title and detail to stderr. The OpenAPI document names the codes of each operation; beside
those, `unknown_path` and `method_not_allowed` answer addresses that no operation has. This page is made from
the error classes by `make docs`; a test fails where it is not current.
"""


def every_error() -> dict[str, type[EngrossError]]:
    """The kinds of errors by code, those that only HTTP knows among them."""
    return error_kinds()


def meaning(kind: type[EngrossError]) -> str:
    """What an error of this kind says, as its docstring has it."""
    return (kind.__doc__ or "").strip().splitlines()[0]


def document() -> str:
    """The page as Markdown."""
    kinds = every_error().values()
    shared = [kind for kind in kinds if not issubclass(kind, Refused)]
    refusals = [kind for kind in kinds if issubclass(kind, Refused)]
    parts = [
        *_section("Of documents, terms and what is stored", shared),
        *_section("Of requests, by HTTP only", refusals),
    ]
    return "\n".join([HEAD, *parts])


def _section(title: str, kinds: Sequence[type[EngrossError]]) -> list[str]:
    rows = [
        f"| `{kind.code}` | {kind.status} | {kind.title} | {meaning(kind)} | {kind.advice} |"
        for kind in kinds
    ]
    head = ["| code | status | title | what it means | what to do |", "|---|---|---|---|---|"]
    return [f"## {title}", "", *head, *rows, ""]
