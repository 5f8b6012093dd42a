"""What commands are given: the options that they share, days, and what stands on standard input."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from models.errors import InvalidEvent

Contract = Annotated[
    Path, typer.Argument(metavar="FILE", help="A contract, or its terms or extraction result as JSON.")
]
EventsFile = Annotated[
    Path | None, typer.Option("--events", help="CloudEvents of delivery, one per line (JSON Lines).")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="The day to stand on, YYYY-MM-DD; today if absent.")
]
KnownOn = Annotated[
    str | None, typer.Option("--known-on", help="Leave out what happened after this day, YYYY-MM-DD.")
]
MasterFile = Annotated[
    Path | None,
    typer.Option("--master", help="The master agreement (contract or terms) that the contract is under."),
]
Since = Annotated[
    str | None,
    typer.Option("--since", help="Show only what changed since it was known on this day, in money."),
]
Records = Annotated[list[Path] | None, typer.Option("--record", help="A CLM or CRM record (JSON).")]
PolicyOption = Annotated[
    Path | None, typer.Option("--policy", help="The firm's policy (.yaml, .xlsx): codes, conventions.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; stdout if absent.")]


def today() -> date:
    """The day in UTC; the only clock of the command line."""
    return datetime.now(tz=UTC).date()


def as_of_day(text: str | None) -> date:
    """The day given as YYYY-MM-DD, or today.

    Raises:
        InvalidEvent: Not a date.
    """
    return day_of(text, "--as-of") or today()


def day_of(text: str | None, option: str) -> date | None:
    """The day given to an option as YYYY-MM-DD, or None.

    Raises:
        InvalidEvent: Not a date.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidEvent(f"{option} {text!r} is not a date; write it like 2026-01-31") from None


def standard_input() -> bytes:
    """Everything on standard input."""
    return sys.stdin.buffer.read()
