"""`engross demo`: a PDF and a Word contract all the way to dated money, on the samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from cli.output import tell

if TYPE_CHECKING:
    from rich.console import Console

    from models.dispute import DisputeMessage
    from models.extraction import Extraction
    from models.schedule import Schedule
    from workflows.case import Case

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
CONTRACT = SAMPLES / "contracts" / "fixed-price-milestones"
CHANGE_ORDER = SAMPLES / "contracts" / "change-order"
AS_OF = date(2026, 3, 31)


def run_demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the xlsx and HTML go.")] = Path("out"),
) -> None:
    """Read a PDF statement of work and a Word change order, schedule them, tag a batch of disputes."""
    from cli.show import console

    out = console()
    output.mkdir(parents=True, exist_ok=True)
    written = []
    for number, folder in enumerate((CONTRACT, CHANGE_ORDER), start=1):
        extraction, schedule = _read_and_schedule(folder, out, number)
        written += _write(schedule, extraction, output / folder.name)
    _tag_disputes(out)
    out.rule("[bold]4. Written")
    for path in written:
        out.print(str(path))
    tell("next: open the HTML report, or try `engross schedule YOUR_CONTRACT.pdf --format table`")


def _read_and_schedule(folder: Path, out: Console, number: int) -> tuple[Extraction, Schedule]:
    from cli.show import show_schedule, show_terms
    from workflows.schedule import schedule as make_schedule

    case = _case(folder, AS_OF)
    schedule = make_schedule(case)
    extraction = cast("Extraction", case.extraction)
    out.rule(f"[bold]{number}. {folder.name}: {extraction.document.filename}")
    show_terms(extraction, out=out)
    show_schedule(schedule, out=out)
    return extraction, schedule


@cache
def _case(folder: Path, as_of: date) -> Case:
    """A sample contract as it is read, with the events beside it."""
    from workflows.files import CaseFiles

    path = next(path for path in sorted(folder.iterdir()) if path.stem == "contract")
    events = folder / "events.jsonl"
    return CaseFiles(path, events if events.exists() else None).case(as_of)


def _write(schedule: Schedule, extraction: Extraction, stem: Path) -> list[Path]:
    from workflows.export import ExportForm, export

    written = []
    forms: tuple[ExportForm, ...] = ("xlsx", "html")
    for form in forms:
        path = stem.with_suffix(f".{form}")
        path.write_bytes(export(schedule, extraction, form))
        written.append(path)
    return written


def _tag_disputes(out: Console) -> None:
    from cli.show import show_disputes
    from models.dispute import DisputeMessage
    from workflows.disputes import tag
    from workflows.files import numbered_lines, read_bytes

    out.rule("[bold]3. A batch of billing disputes, checked against the contracts that they name")
    rows = numbered_lines(read_bytes(SAMPLES / "disputes.jsonl"))
    messages = [DisputeMessage.model_validate_json(row) for _, row in rows]
    show_disputes([(message.text, tag(message, _case_of(message))) for message in messages], out=out)


def _case_of(message: DisputeMessage) -> Case | None:
    """The sample contract that a message names, on the day it came."""
    folder = SAMPLES / "contracts" / str(message.contract)
    if message.contract is None or not folder.is_dir():
        return None
    return replace(_case(folder, AS_OF), as_of=message.received_on or AS_OF)
