"""`engross schedule`, `reconcile` and `export`: terms and events to dated money."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cli import proofs
from cli.inputs import as_of_day, day_of, events_of, read_bytes, records_of, tell, terms_of, write_json
from models.errors import NotAvailable

if TYPE_CHECKING:
    from models.extraction import Extraction, Finding
    from models.schedule import Schedule
    from models.terms import Terms

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
Master = Annotated[
    Path | None,
    typer.Option("--master", help="The master agreement (contract or terms) that the contract is under."),
]
Since = Annotated[
    str | None,
    typer.Option("--since", help="Show only what changed since it was known on this day, in money."),
]
Records = Annotated[list[Path] | None, typer.Option("--record", help="A CLM or CRM record (JSON).")]
PolicyFile = Annotated[
    Path | None, typer.Option("--policy", help="The firm's policy (.yaml, .xlsx): codes, conventions.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; stdout if absent.")]


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


def schedule(
    file: Contract,
    events: EventsFile = None,
    as_of: AsOf = None,
    *,
    known_on: KnownOn = None,
    since: Since = None,
    record: Records = None,
    master: Master = None,
    precedence: Annotated[
        Prevails | None, typer.Option(help="Which prevails where the contract and its master differ.")
    ] = None,
    policy: PolicyFile = None,
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
    if since is not None:
        show_changes(
            file, record or [], events=events, as_of=as_of, known_on=known_on, since=since, form=form
        )
        return
    made, extraction = scheduled(
        file,
        record or [],
        events=events,
        as_of=as_of,
        known_on=known_on,
        policy=policy,
        master=master,
        precedence=precedence,
    )
    if certificate is not None:
        proofs.write_certificate(made, events, certificate, policy=policy)
    if explain is not None:
        proofs.explain(made, extraction, explain)
        return
    match form:
        case ScheduleFormat.JSON:
            write_json(made.model_dump(mode="json"))
        case ScheduleFormat.TABLE:
            from cli.show import show_schedule

            show_schedule(made)
        case _:
            write_file(rendered(made, extraction, form.value), output)


def show_changes(
    file: Path,
    record_files: list[Path],
    *,
    events: Path | None,
    as_of: str | None,
    known_on: str | None,
    since: str,
    form: ScheduleFormat,
) -> None:
    """What a schedule says that it could not say on an earlier day; as JSON, or as a table.

    Raises:
        NotAvailable: Another format.
    """
    from rules import compare

    if form not in {ScheduleFormat.JSON, ScheduleFormat.TABLE}:
        raise NotAvailable(f"changes are not written as {form.value}; choose json or table")
    before, _ = scheduled(file, record_files, events=events, as_of=as_of, known_on=since, option="--since")
    after, _ = scheduled(file, record_files, events=events, as_of=as_of, known_on=known_on)
    changes = compare(before, after)
    if form is ScheduleFormat.TABLE:
        from cli.show import show_comparison

        show_comparison(changes)
    else:
        write_json(changes.model_dump(mode="json"))


def export(
    file: Contract,
    to: Annotated[ExportTarget, typer.Option("--to", help="xlsx, csv, html, or an ERP's payloads.")],
    events: EventsFile = None,
    as_of: AsOf = None,
    record: Records = None,
    *,
    policy: PolicyFile = None,
    output: Output = None,
) -> None:
    """Write a contract's schedule for finance (xlsx, csv, html) or for an ERP."""
    if to not in {ExportTarget.XLSX, ExportTarget.CSV, ExportTarget.HTML}:
        raise NotAvailable(f"payloads for {to.value} are not there yet; export xlsx, csv or html instead")
    made, extraction = scheduled(file, record or [], events=events, as_of=as_of, policy=policy)
    write_file(rendered(made, extraction, to.value), output)


def reconcile(
    file: Contract,
    invoices: Annotated[Path, typer.Option(help="engross.invoice.posted events, one per line (JSON Lines).")],
    events: EventsFile = None,
    as_of: AsOf = None,
    record: Records = None,
    form: Annotated[str, typer.Option("--format", help="json or table.")] = "json",
) -> None:
    """Check issued invoices against the contract: wrong amounts, early, double, unknown and missed lines."""
    from workflows.reconcile import reconcile_invoices

    terms, _ = contract_terms(file, record or [])
    report = reconcile_invoices(
        terms, events_of(events), invoices=events_of(invoices), as_of=as_of_day(as_of)
    )
    if form == "table":
        from cli.show import show_reconciliation

        show_reconciliation(report)
    else:
        write_json(report.model_dump(mode="json"))


def scheduled(
    file: Path,
    record_files: list[Path],
    *,
    events: Path | None,
    as_of: str | None,
    known_on: str | None = None,
    option: str = "--known-on",
    policy: Path | None = None,
    master: Path | None = None,
    precedence: Prevails | None = None,
) -> tuple[Schedule, Extraction | None]:
    """The schedule of a contract file or of terms, with the evidence where there is some."""
    from rules import build_schedule

    day, known = as_of_day(as_of), day_of(known_on, option)
    terms, extraction = contract_terms(file, record_files)
    findings: tuple[Finding, ...] = ()
    if master is not None:
        from rules.agreement.family import govern

        prevails = PREVAILS[precedence] if precedence else None
        family = govern(terms, contract_terms(master, [])[0], precedence=prevails)
        terms, findings = family.terms, family.findings
    if policy is not None:
        from cli.policy import policy_of
        from workflows.policy import schedule_under

        made = schedule_under(policy_of(policy), terms, events_of(events), as_of=day, known_on=known)
    else:
        made = build_schedule(terms, events_of(events), as_of=day, known_on=known)
    return made.model_copy(update={"findings": (*findings, *made.findings)}), extraction


def contract_terms(file: Path, record_files: list[Path]) -> tuple[Terms, Extraction | None]:
    """The terms of a contract file, or those in a JSON file, with the evidence where there is some."""
    data = read_bytes(file)
    if file.suffix.lower() == ".json":
        return terms_of(data, file.name)
    from extractor import extract

    extraction = extract(data, file.name, records=records_of(record_files))
    return extraction.terms, extraction


def rendered(made: Schedule, extraction: Extraction | None, form: str) -> bytes:
    """The schedule as the bytes of an xlsx, csv or html file."""
    if form == "xlsx":
        from exports.workbook import export_xlsx

        return export_xlsx(made, extraction)
    if form == "csv":
        from exports.csv_file import export_csv

        return export_csv(made).encode()
    from exports.report import export_html

    return export_html(made, extraction).encode()


def write_file(content: bytes, output: Path | None) -> None:
    """The content into the file named, or onto stdout."""
    if output is None:
        sys.stdout.buffer.write(content)
        return
    output.write_bytes(content)
    tell(f"wrote {output} ({len(content):,} bytes)")
