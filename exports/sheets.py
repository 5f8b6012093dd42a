"""The sheets of the workbook as plain tables: columns, rows and totals, before any spreadsheet library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from exports.presentation import (
    code_columns,
    contract_value,
    is_billed,
    label_of,
    shown_value,
    stated_terms,
    totals_by_currency,
)
from models import pointer as pointers
from models.extraction import Extraction, Finding
from models.schedule import BillingLine, Reading, Schedule
from models.terms import Milestone

Value = str | int | Decimal | dt.date | None
Row = tuple[Value, ...]
Kind = Literal["text", "date", "money", "number", "currency"]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title, what it holds, and its width in characters."""

    title: str
    kind: Kind = "text"
    width: int = 16


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet: rows as values, totals below them."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    wide: bool = True
    filtered: bool = True


def billing(schedule: Schedule, extraction: Extraction | None) -> SheetTable:
    """The billing lines; the totals row sums what is billed, the next one shows the contract value."""
    columns = (
        SheetColumn("Id", width=10),
        SheetColumn("Contract line", width=12),
        SheetColumn("Kind", width=16),
        SheetColumn("Description", width=44),
        SheetColumn("Period start", "date", 12),
        SheetColumn("Period end", "date", 12),
        SheetColumn("Bill on", "date", 12),
        SheetColumn("Due on", "date", 12),
        SheetColumn("Waits for", width=24),
        SheetColumn("Amount", "money", 16),
        SheetColumn("Estimate", "money", 16),
        SheetColumn("Currency", "currency", 9),
        SheetColumn("Status", width=14),
        SheetColumn("Rule", width=8),
        SheetColumn("Formula", width=40),
        SheetColumn("Rests on", width=40),
    )
    codes = code_columns(schedule)
    more = tuple(SheetColumn(name.replace("_", " ").capitalize(), width=16) for name in codes)
    rows = tuple((*_billing_row(line), *_codes(line, codes)) for line in schedule.billing)
    blank: Row = (None,) * len(codes)
    totals = tuple((*row, *blank) for row in _billing_totals(schedule, extraction))
    return SheetTable("Schedule", (*columns, *more), rows, totals)


def _codes(line: BillingLine, names: Sequence[str]) -> Row:
    return tuple((line.coding or {}).get(name) for name in names)


def _billing_row(line: BillingLine) -> Row:
    period, trigger = line.period, line.trigger
    waits = " ".join(filter(None, (trigger.event, trigger.ref))) if trigger else None
    return (
        line.id,
        line.line,
        line.kind,
        line.description,
        period.start if period else None,
        period.end if period else None,
        line.bill_on,
        line.due_on,
        waits,
        line.amount,
        line.estimate,
        line.currency,
        line.status,
        line.proof.rule,
        line.proof.formula,
        " ".join(line.proof.pointers),
    )


def _billing_totals(schedule: Schedule, extraction: Extraction | None) -> tuple[Row, ...]:
    rows = [
        _total_row("Total billed (without write-downs)", total, currency or None)
        for currency, total in totals_by_currency(schedule.billing).items()
    ] or [_total_row("Total billed (without write-downs)", Decimal(0), schedule.project.currency)]
    value = contract_value(schedule, extraction)
    return (*rows, _total_row("Contract value", value, schedule.project.currency))


def _total_row(label: str, amount: Decimal | None, currency: str | None) -> Row:
    return (label, *(None,) * 8, amount, None, currency, *(None,) * 4)


def summary(schedule: Schedule, extraction: Extraction | None) -> SheetTable:
    """The contract at a glance: who, when, how much, and what is open."""
    columns = (
        SheetColumn("Item", width=34),
        SheetColumn("Value", width=48),
        SheetColumn("Amount", "money", 18),
    )
    rows = (*_particulars(schedule, extraction), *_figures(schedule, extraction), *_open_points(schedule))
    return SheetTable("Summary", columns, rows, wide=False, filtered=False)


def _particulars(schedule: Schedule, extraction: Extraction | None) -> Iterator[Row]:
    project = schedule.project
    yield "Contract", project.name, None
    if extraction:
        yield "Reference", extraction.terms.reference, None
        yield "File", extraction.document.filename, None
    yield "Customer", project.customer, None
    yield "Provider", project.provider, None
    yield "Currency", project.currency, None
    yield "Starts", project.start_date, None
    yield "Ends", project.end_date, None
    yield "As of", schedule.as_of, None
    if schedule.policy:
        versions = ", ".join(schedule.policy.versions)
        yield "Policy", f"{schedule.policy.policy}, version {versions}", None
    for name, code in (project.coding or {}).items():
        yield name.replace("_", " ").capitalize(), code, None


def _figures(schedule: Schedule, extraction: Extraction | None) -> Iterator[Row]:
    yield "Contract value", None, contract_value(schedule, extraction)
    for currency, total in totals_by_currency(schedule.billing).items():
        yield "Total billed", f"{currency} without write-downs".strip(), total
    for status in ("invoiced", "billable", "scheduled", "awaiting_event"):
        lines = [line for line in schedule.billing if line.status == status and is_billed(line)]
        total = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
        yield f"of which {status.replace('_', ' ')}", f"{len(lines)} lines", total


def _open_points(schedule: Schedule) -> Iterator[Row]:
    held = sum(line.status == "held" for line in schedule.billing)
    unknown = sum(line.amount is None and line.status != "held" for line in schedule.billing)
    unanswered = sum(reading.chosen is None for reading in schedule.readings)
    yield "Lines held (amount in doubt)", str(held), None
    yield "Lines whose amount comes with events", str(unknown), None
    yield "Open readings", str(unanswered), None
    yield "Findings", str(len(schedule.findings)), None


def milestones(schedule: Schedule, extraction: Extraction | None) -> SheetTable:
    """Each milestone of the terms beside the billing line that it leads to."""
    columns = (
        SheetColumn("Contract line", width=14),
        SheetColumn("Milestone", width=12),
        SheetColumn("Name", width=40),
        SheetColumn("Percent", "number", 10),
        SheetColumn("Amount in the terms", "money", 18),
        SheetColumn("Planned on", "date", 12),
        SheetColumn("Trigger", width=32),
        SheetColumn("Bill on", "date", 12),
        SheetColumn("Billed amount", "money", 18),
        SheetColumn("Status", width=16),
    )
    lines = extraction.terms.lines if extraction else ()
    by_id = {line.id: line for line in schedule.billing}
    rows = tuple(
        _milestone_row(line.id, milestone, by_id.get(f"{line.id}-{milestone.id}"))
        for line in lines
        for milestone in line.milestones
    )
    return SheetTable("Milestones", columns, rows)


def _milestone_row(line: str, milestone: Milestone, billed: BillingLine | None) -> Row:
    return (
        line,
        milestone.id,
        milestone.name,
        milestone.percent,
        milestone.amount,
        milestone.due_date,
        milestone.trigger,
        billed.bill_on if billed else None,
        billed.amount if billed else None,
        billed.status if billed else None,
    )


def exceptions(schedule: Schedule) -> SheetTable:
    """What a person should look at: findings, readings with their money, lines held."""
    columns = (
        SheetColumn("Kind", width=10),
        SheetColumn("Code", width=14),
        SheetColumn("Severity", width=10),
        SheetColumn("What", width=70),
        SheetColumn("Where", width=44),
        SheetColumn("Total if so", "money", 18),
        SheetColumn("Ask", width=20),
        SheetColumn("Words that would settle it", width=60),
    )
    rows = (
        *(_finding_row(finding) for finding in schedule.findings),
        *(row for reading in schedule.readings for row in _reading_rows(reading, "reading")),
        *(row for reading in schedule.assumptions for row in _reading_rows(reading, "assumption")),
        *(_held_row(line) for line in schedule.billing if line.status == "held"),
    )
    return SheetTable("Exceptions", columns, rows)


def _finding_row(finding: Finding) -> Row:
    return (
        "finding",
        finding.code,
        finding.severity,
        finding.message,
        " ".join(finding.pointers),
        *(None,) * 3,
    )


def _reading_rows(reading: Reading, kind: str) -> Iterator[Row]:
    state = f"chosen: {reading.chosen}" if reading.chosen else "open"
    for option in reading.options:
        yield (
            kind,
            state,
            "warning" if reading.chosen is None else "info",
            f"{reading.question} {option.reading}",
            reading.pointer,
            option.total,
            reading.ask,
            option.settled_by,
        )


def _held_row(line: BillingLine) -> Row:
    where = " ".join(line.proof.pointers)
    return "held line", line.id, "warning", line.description, where, line.estimate, None, None


def evidence(extraction: Extraction | None) -> SheetTable:
    """Each stated term with the words that state it, and each absent one with why."""
    columns = (
        SheetColumn("Pointer", width=34),
        SheetColumn("Term", width=34),
        SheetColumn("Value", width=24),
        SheetColumn("Page", "number", 7),
        SheetColumn("Quote", width=80),
        SheetColumn("Confidence", "number", 11),
        SheetColumn("Source", width=12),
    )
    return SheetTable("Evidence", columns, tuple(_evidence_rows(extraction)) if extraction else ())


def _evidence_rows(extraction: Extraction) -> Iterator[Row]:
    values = extraction.terms.model_dump(mode="json")
    for ground in stated_terms(extraction):
        if not ground.evidence:
            yield ground.pointer, ground.label, ground.value, None, None, None, None
    for at, entries in extraction.evidence.items():
        value = shown_value(pointers.resolve(values, at))
        for entry in entries:
            sure = Decimal(str(round(entry.confidence, 4)))
            yield at, label_of(at), value, entry.page, entry.quote, sure, entry.origin or entry.source
    for at, reason in extraction.absent.items():
        yield at, label_of(at), None, None, None, None, reason.replace("_", " ")


def read_me(schedule: Schedule, extraction: Extraction | None) -> SheetTable:
    """How to read the workbook, and what it was made from."""
    columns = (SheetColumn("About", width=24), SheetColumn("Explanation", width=96))
    rows: list[Row] = [
        ("Summary", "The contract at a glance, the totals by status, and how many points are open."),
        (
            "Schedule",
            "One row per thing that will stand on an invoice. Amount empty: held, or known only with events.",
        ),
        ("Totals", "The total counts every known amount but write-downs and cancelled lines."),
        ("Milestones", "The milestones as the contract states them, beside what is billed for each."),
        ("Exceptions", "Findings, readings of unclear or silent clauses with their money, and lines held."),
        ("Evidence", "The quoted words behind each term, with page and calibrated confidence from 0 to 1."),
        (
            "Rule and Formula",
            "The billing rule that made an amount, and its arithmetic; Rests on names the terms used.",
        ),
        ("As of", schedule.as_of),
        ("Terms (SHA-256)", schedule.terms_sha256),
    ]
    if extraction:
        rows.append(("Document (SHA-256)", extraction.document.sha256))
    return SheetTable("Read-me", columns, tuple(rows), wide=False, filtered=False)
