"""Cases of files: a contract or its terms, events, records, a master agreement, the firm's policy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from connectors.records import read_record_file
from models.errors import InvalidEvent, InvalidSchedule, InvalidTerms, NotFound
from models.event import EVENT, Event
from models.extraction import Extraction
from models.problem import field_problems
from models.record import RecordTerms
from models.shape import Shape
from models.terms import Terms
from policy.files import read_policy
from rules.agreement.family import Precedence
from workflows.case import Case, FirmPolicy, Master

SHOWN_ERRORS = 5
Read = TypeVar("Read", bound=Shape)


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """The files of a case; only the contract must be there."""

    contract: Path
    events: Path | None = None
    records: tuple[Path, ...] = ()
    master: Path | None = None
    precedence: Precedence | None = None
    policy: Path | None = None

    def case(self, as_of: date, known_on: date | None = None) -> Case:
        """The case on a day.

        Raises:
            NotFound: A file is not there.
            DocumentError: The contract or its master cannot be read.
            InvalidTerms: Terms as JSON that are none; InvalidEvent and InvalidPolicy likewise.
        """
        terms, extraction = contract_terms(self.contract, self.records)
        master = contract_terms(self.master)[0] if self.master else None
        return Case(
            own_terms=terms,
            as_of=as_of,
            extraction=extraction,
            events=tuple(read_events(self.events)),
            known_on=known_on,
            master=Master(master, self.precedence) if master else None,
            policy=read_firm_policy(self.policy) if self.policy else None,
        )


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


def contract_terms(path: Path, records: Sequence[Path] = ()) -> tuple[Terms, Extraction | None]:
    """The terms of a contract file, or those in a JSON file, with the evidence where there is some."""
    data = read_bytes(path)
    if path.suffix.lower() == ".json":
        return parse_terms(data, path.name)
    from workflows.read import read  # noqa: PLC0415 - loads the parsers

    extraction = read(data, path.name, records=read_records(records))
    return extraction.terms, extraction


def parse_terms(data: bytes, name: str) -> tuple[Terms, Extraction | None]:
    """The terms in JSON: bare terms, or an extraction result with its evidence.

    Raises:
        InvalidTerms: Neither of them; the message names the places.
    """
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


def read_events(path: Path | None) -> list[Event]:
    """The events of a JSON Lines file, one CloudEvent a line.

    Raises:
        InvalidEvent: A line is not an event; the message names line and place.
    """
    events: list[Event] = []
    if path is None:
        return events
    for number, row in numbered_lines(read_bytes(path)):
        try:
            events.append(EVENT.validate_json(row))
        except ValidationError as error:
            raise InvalidEvent(f"{path.name} line {number}: {told(error)}") from None
    return events


def read_records(paths: Sequence[Path]) -> list[RecordTerms]:
    """The CLM and CRM records in JSON files."""
    return [read_record_file(path) for path in paths]


def read_firm_policy(path: Path) -> FirmPolicy:
    """The firm's policy in a file (.yaml, .xlsx)."""
    data = read_bytes(path)
    return FirmPolicy(read_policy(data, path.name), sha256(data).hexdigest())


def read_shape(shape: type[Read], path: Path) -> Read:
    """The shape in a JSON file: a schedule, its certificate.

    Raises:
        InvalidSchedule: Not that shape; the message names the places.
    """
    try:
        return shape.model_validate_json(read_bytes(path))
    except ValidationError as error:
        raise InvalidSchedule(f"{path.name} is not a {shape.__name__.lower()}: {told(error)}") from None


def numbered_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers from 1."""
    for number, row in enumerate(data.splitlines(), start=1):
        if row.strip():
            yield number, row


def told(error: ValidationError) -> str:
    """What is wrong at which pointers, without the values."""
    problems = field_problems(error)
    shown = "; ".join(f"{problem.pointer or '/'}: {problem.detail}" for problem in problems[:SHOWN_ERRORS])
    more = len(problems) - SHOWN_ERRORS
    return f"{shown}; and {more} more" if more > 0 else shown
