"""`engross classify`: dispute messages to codes, checked against the contract."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from cli.billing import AsOf, EventsFile, contract_terms
from cli.inputs import (
    as_of_day,
    events_of,
    numbered_lines,
    read_bytes,
    standard_input,
    tell,
    told,
    write_json,
)

if TYPE_CHECKING:
    from models.schedule import Schedule
    from models.terms import Terms


def classify(
    file: Annotated[Path | None, typer.Argument(help="Messages, one JSON per line; stdin if absent.")] = None,
    contract: Annotated[Path | None, typer.Option(help="The contract to check the claims against.")] = None,
    events: EventsFile = None,
    as_of: AsOf = None,
) -> None:
    """Tag billing disputes: code, confidence, the phrases it rests on, checks against the contract."""
    from disputes import tag_dispute
    from models.dispute import DisputeMessage

    data = read_bytes(file) if file and str(file) != "-" else standard_input()
    terms, schedule = _contract(contract, events, as_of)
    refused = 0
    for number, row in numbered_lines(data):
        try:
            message = DisputeMessage.model_validate_json(row)
        except ValidationError as error:
            refused += 1
            tell(f"engross: line {number}: {told(error)}")
            continue
        write_json(tag_dispute(message, terms=terms, schedule=schedule).model_dump(mode="json"))
    if refused:
        raise typer.Exit(3)


def _contract(
    path: Path | None, events: Path | None, as_of: str | None
) -> tuple[Terms | None, Schedule | None]:
    if path is None:
        return None, None
    from models.event import without_invoices
    from rules import build_schedule

    terms, _ = contract_terms(path, [])
    return terms, build_schedule(terms, without_invoices(events_of(events)), as_of=as_of_day(as_of))
