"""Files given on the command line: terms, events, records, messages; and the day that counts as today."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from models.errors import InvalidEvent, InvalidTerms, NotFound
from models.problem import field_problems

if TYPE_CHECKING:
    from models.event import Event
    from models.extraction import Extraction
    from models.record import RecordTerms
    from models.terms import Terms

SHOWN_ERRORS = 5


def read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        NotFound: There is no such file, or it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise NotFound(f"{path}: {reason.lower()}; check the path and its permissions") from error


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


def told(error: ValidationError) -> str:
    """What is wrong at which pointers, without the values."""
    problems = field_problems(error)
    shown = "; ".join(f"{problem.pointer or '/'}: {problem.detail}" for problem in problems[:SHOWN_ERRORS])
    more = len(problems) - SHOWN_ERRORS
    return f"{shown}; and {more} more" if more > 0 else shown


def terms_of(data: bytes, name: str) -> tuple[Terms, Extraction | None]:
    """The terms in a JSON file: bare terms, or an extraction result with its evidence.

    Raises:
        InvalidTerms: Neither of them; the message names the places.
    """
    from models.extraction import Extraction
    from models.terms import Terms

    try:
        value = json.loads(data)
        if isinstance(value, dict) and "terms" in value:
            extraction = Extraction.model_validate_json(data)
            return extraction.terms, extraction
        return Terms.model_validate_json(data), None
    except ValidationError as error:
        raise InvalidTerms(f"{name}: {told(error)}") from None
    except ValueError:
        raise InvalidTerms(f"{name} is not JSON; give a contract file or terms as JSON") from None


def events_of(path: Path | None) -> list[Event]:
    """The events of a JSON Lines file, one CloudEvent a line.

    Raises:
        InvalidEvent: A line is not an event; the message names line and place.
    """
    from models.event import EVENT

    events: list[Event] = []
    if path is None:
        return events
    for number, row in numbered_lines(read_bytes(path)):
        try:
            events.append(EVENT.validate_json(row))
        except ValidationError as error:
            raise InvalidEvent(f"{path.name} line {number}: {told(error)}") from None
    return events


def records_of(paths: list[Path]) -> list[RecordTerms]:
    """The CLM and CRM records in JSON files."""
    from connectors.records import read_record_file

    return [read_record_file(path) for path in paths]


def numbered_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers from 1."""
    for number, row in enumerate(data.splitlines(), start=1):
        if row.strip():
            yield number, row


def standard_input() -> bytes:
    """Everything on standard input."""
    return sys.stdin.buffer.read()


def write_json(value: Any) -> None:
    """One JSON value on a line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def tell(message: str) -> None:
    """A word for people, on stderr."""
    sys.stderr.write(message + "\n")
