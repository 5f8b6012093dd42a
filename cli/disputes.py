"""`engross classify`: dispute messages to codes, checked against the contract."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from cli.inputs import AsOf, EventsFile, as_of_day, standard_input
from cli.output import tell, write_json


def classify(
    file: Annotated[Path | None, typer.Argument(help="Messages, one JSON per line; stdin if absent.")] = None,
    contract: Annotated[Path | None, typer.Option(help="The contract to check the claims against.")] = None,
    events: EventsFile = None,
    as_of: AsOf = None,
) -> None:
    """Tag billing disputes: code, confidence, the phrases it rests on, checks against the contract."""
    from models.dispute import DisputeMessage
    from workflows.disputes import tag
    from workflows.files import CaseFiles, numbered_lines, read_bytes, told

    data = read_bytes(file) if file and str(file) != "-" else standard_input()
    case = CaseFiles(contract, events).case(as_of_day(as_of)) if contract else None
    refused = 0
    for number, row in numbered_lines(data):
        try:
            message = DisputeMessage.model_validate_json(row)
        except ValidationError as error:
            refused += 1
            tell(f"engross: line {number}: {told(error)}")
            continue
        write_json(tag(message, case).model_dump(mode="json"))
    if refused:
        raise typer.Exit(3)
