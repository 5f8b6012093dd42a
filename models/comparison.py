"""The difference between two schedules of one contract, line by line and month by month, in money."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from models.extraction import Finding
from models.schedule import LineKind, Status
from models.shape import Amount, CurrencyCode, Shape

LineField = Literal[
    "amount",
    "bill_on",
    "due_on",
    "status",
    "kind",
    "line",
    "description",
    "period",
    "trigger",
    "estimate",
    "currency",
    "proof",
    "coding",
]
Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$", examples=["2026-03"])]


class LineState(Shape):
    """A billing line as one of the two schedules has it.

    Attributes:
        formula: The arithmetic of its proof.
    """

    amount: Amount | None = None
    bill_on: date | None = None
    due_on: date | None = None
    status: Status
    formula: str


class LineDelta(Shape):
    """A billing line that the two schedules do not share, or have differently.

    Attributes:
        changed: The fields that differ; empty for a line that was added or removed.
        delta: The amount after less the amount before, an amount that is not there or not known being nought;
            None where neither side has an amount.
        certain: Whether both amounts are known, a line that is not there counting as nought.
    """

    id: str
    line: str | None
    kind: LineKind
    description: str
    change: Literal["added", "removed", "changed"]
    changed: tuple[LineField, ...] = ()
    before: LineState | None = None
    after: LineState | None = None
    delta: Amount | None = None
    certain: bool


class MonthDelta(Shape):
    """What falls into one calendar month on each side; month None holds what has no date."""

    month: Month | None
    before: Amount
    after: Amount
    delta: Amount


class ScheduleDelta(Shape):
    """From one schedule to another: what is added, removed and changed, and what it comes to.

    Totals count what stands on an invoice: write-downs and unknown amounts do not.

    Attributes:
        lines: In bill order, undated ones last.
        months: Billing by the month of bill_on, every month that either side has.
        revenue_months: Revenue by the month in which its period ends.
        findings_added: Doubts that only the schedule after has; findings_removed: only the one before.
    """

    before_sha256: str
    after_sha256: str
    before_as_of: date
    after_as_of: date
    currency: CurrencyCode | None = None
    lines: tuple[LineDelta, ...] = ()
    months: tuple[MonthDelta, ...] = ()
    revenue_months: tuple[MonthDelta, ...] = ()
    before_total: Amount
    after_total: Amount
    delta: Amount
    findings_added: tuple[Finding, ...] = ()
    findings_removed: tuple[Finding, ...] = ()
