"""`engross schedule`, `reconcile` and `export`: terms and events to dated money."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cli import proofs
from cli.inputs import (
    AsOf,
    Contract,
    EventsFile,
    KnownOn,
    MasterFile,
    Output,
    PolicyOption,
    Records,
    Since,
    as_of_day,
    day_of,
)
from cli.output import write_file, write_json
from models.errors import NotAvailable

if TYPE_CHECKING:
    from datetime import date

    from workflows.export import ExportForm
    from workflows.files import CaseFiles


class ScheduleFormat(StrEnum):
    """How a schedule is written."""

    JSON = "json"
    TABLE = "table"
    CSV = "csv"
    XLSX = "xlsx"
    HTML = "html"


class Prevails(StrEnum):
    """Which of two documents of a family prevails, by its clause on precedence."""

    STATEMENT_OF_WORK = "statement_of_work"
    MASTER_AGREEMENT = "master_agreement"


PREVAILS: dict[Prevails, Literal["statement_of_work", "master_agreement"]] = {
    Prevails.STATEMENT_OF_WORK: "statement_of_work",
    Prevails.MASTER_AGREEMENT: "master_agreement",
}


class ExportTarget(StrEnum):
    """Where an export goes."""

    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"
    TRYTON = "tryton"
    NETSUITE = "netsuite"
    DYNAMICS365 = "dynamics365"
    ORACLE = "oracle"


FORMS: dict[ExportTarget, ExportForm] = {
    ExportTarget.XLSX: "xlsx",
    ExportTarget.CSV: "csv",
    ExportTarget.HTML: "html",
}


def schedule(
    file: Contract,
    events: EventsFile = None,
    as_of: AsOf = None,
    *,
    known_on: KnownOn = None,
    since: Since = None,
    record: Records = None,
    master: MasterFile = None,
    precedence: Annotated[
        Prevails | None, typer.Option(help="Which prevails where the contract and its master differ.")
    ] = None,
    policy: PolicyOption = None,
    form: Annotated[ScheduleFormat, typer.Option("--format")] = ScheduleFormat.JSON,
    output: Output = None,
    explain: Annotated[
        str | None, typer.Option(metavar="LINE_ID", help="Print the proof of one line as a tree.")
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(help="Write a certificate here: input hashes and invariants.")
    ] = None,
) -> None:
    """Make the billing schedule of a contract: project tree, dated lines with proofs, findings."""
    from workflows.export import export as export_schedule
    from workflows.files import CaseFiles
    from workflows.schedule import schedule as make_schedule

    files = CaseFiles(
        file,
        events,
        tuple(record or ()),
        master,
        PREVAILS[precedence] if precedence else None,
        policy,
    )
    day, known = as_of_day(as_of), day_of(known_on, "--known-on")
    if since is not None:
        show_changes(files, day, known, since=since, form=form)
        return
    case = files.case(day, known)
    made = make_schedule(case)
    if certificate is not None:
        proofs.write_certificate(case, made, certificate)
    if explain is not None:
        proofs.explain(made, case.extraction, explain)
        return
    match form:
        case ScheduleFormat.JSON:
            write_json(made.model_dump(mode="json"))
        case ScheduleFormat.TABLE:
            from cli.show import show_schedule

            show_schedule(made)
        case _:
            target = FORMS[ExportTarget(form.value)]
            write_file(export_schedule(made, case.extraction, target), output)


def show_changes(
    files: CaseFiles, day: date, known: date | None, *, since: str, form: ScheduleFormat
) -> None:
    """What a schedule says that it could not say on an earlier day; as JSON, or as a table.

    Raises:
        NotAvailable: Another format.
    """
    from workflows.schedule import changes

    if form not in {ScheduleFormat.JSON, ScheduleFormat.TABLE}:
        raise NotAvailable(f"changes are not written as {form.value}; choose json or table")
    earlier = day_of(since, "--since") or day
    found = changes(files.case(day, known), since=earlier)
    if form is ScheduleFormat.TABLE:
        from cli.show import show_comparison

        show_comparison(found)
    else:
        write_json(found.model_dump(mode="json"))


def export(
    file: Contract,
    to: Annotated[ExportTarget, typer.Option("--to", help="xlsx, csv, html, or an ERP's payloads.")],
    events: EventsFile = None,
    as_of: AsOf = None,
    record: Records = None,
    *,
    policy: PolicyOption = None,
    output: Output = None,
) -> None:
    """Write a contract's schedule for finance (xlsx, csv, html) or for an ERP."""
    from workflows.export import export as export_schedule
    from workflows.files import CaseFiles
    from workflows.schedule import schedule as make_schedule

    form = FORMS.get(to)
    if form is None:
        raise NotAvailable(f"payloads for {to.value} are not there yet; export xlsx, csv or html instead")
    case = CaseFiles(file, events, tuple(record or ()), policy=policy).case(as_of_day(as_of))
    write_file(export_schedule(make_schedule(case), case.extraction, form), output)


def reconcile(
    file: Contract,
    invoices: Annotated[Path, typer.Option(help="engross.invoice.posted events, one per line (JSON Lines).")],
    events: EventsFile = None,
    as_of: AsOf = None,
    record: Records = None,
    form: Annotated[str, typer.Option("--format", help="json or table.")] = "json",
) -> None:
    """Check issued invoices against the contract: wrong amounts, early, double, unknown and missed lines."""
    from workflows.files import CaseFiles, read_events
    from workflows.reconcile import reconcile as reconcile_case

    case = CaseFiles(file, events, tuple(record or ())).case(as_of_day(as_of))
    report = reconcile_case(case, read_events(invoices))
    if form == "table":
        from cli.show import show_reconciliation

        show_reconciliation(report)
    else:
        write_json(report.model_dump(mode="json"))
