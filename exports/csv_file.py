"""A billing schedule as CSV (RFC 4180): one row per billing line, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from exports.presentation import code_columns
from models.schedule import BillingLine, Schedule
from models.shape import plain

COLUMNS = (
    "id",
    "line",
    "kind",
    "description",
    "period_start",
    "period_end",
    "bill_on",
    "due_on",
    "trigger",
    "amount",
    "estimate",
    "currency",
    "status",
    "rule",
    "formula",
    "pointers",
)
# What makes a spreadsheet read a cell as a formula; the full-width forms are folded to these by some imports.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width on purpose


def export_csv(schedule: Schedule) -> str:
    """The billing schedule as CSV with a header row, lines in the schedule's order.

    Numbers and dates stand as they are. A text that a spreadsheet would run as a formula gets a leading
    apostrophe. Where a policy gave codes, a column for each of them stands behind the others.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    codes = code_columns(schedule)
    writer.writerow([*COLUMNS, *(guarded(name) for name in codes)])
    writer.writerows([*_cells(line), *_codes(line, codes)] for line in schedule.billing)
    return out.getvalue()


def guarded(text: str) -> str:
    """The text, with a leading apostrophe where a spreadsheet would run it as a formula.

    >>> guarded("=1+1")
    "'=1+1"
    """
    risky = text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return f"'{text}" if risky else text


def _codes(line: BillingLine, names: Sequence[str]) -> Iterator[str]:
    coding = line.coding or {}
    return (guarded(coding.get(name, "")) for name in names)


def _cells(line: BillingLine) -> Iterator[str]:
    period, trigger = line.period, line.trigger
    yield guarded(line.id)
    yield guarded(line.line or "")
    yield line.kind
    yield guarded(line.description)
    yield period.start.isoformat() if period else ""
    yield period.end.isoformat() if period else ""
    yield line.bill_on.isoformat() if line.bill_on else ""
    yield line.due_on.isoformat() if line.due_on else ""
    yield guarded(" ".join(filter(None, (trigger.event, trigger.ref)))) if trigger else ""
    yield plain(line.amount) if line.amount is not None else ""
    yield plain(line.estimate) if line.estimate is not None else ""
    yield line.currency or ""
    yield line.status
    yield guarded(line.proof.rule)
    yield guarded(line.proof.formula)
    yield guarded(" ".join(line.proof.pointers))
