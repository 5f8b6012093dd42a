"""HOURS: each line's amount against what its hours and the schedule come to."""

from __future__ import annotations

from decimal import Decimal

from disputes.checks.facts import Facts, not_checkable, refuted
from disputes.invoice import InvoiceLine
from models.dispute import ClaimCheck

NAME = "compare billed hours with the schedule"


def check_hours(facts: Facts) -> ClaimCheck:
    """Supported where time lines were billed above the schedule, or above hours x rate."""
    lines = facts.invoice.lines if facts.invoice is not None else ()
    excesses = [excess for line in lines if (excess := _excess(line, facts)) is not None]
    if not excesses:
        return not_checkable(NAME, "needs a scheduled amount, or hours, rate and amount, of a line")
    delta = sum(excesses, Decimal(0))
    detail = f"{len(excesses)} of {len(lines)} lines compared"
    return facts.supported(NAME, delta, detail) if delta > 0 else refuted(NAME, detail)


def _excess(line: InvoiceLine, facts: Facts) -> Decimal | None:
    if line.charged is None:
        return None
    scheduled = facts.scheduled(line.schedule_line)
    if scheduled is not None and scheduled.kind == "time" and scheduled.amount is not None:
        return line.charged - scheduled.amount
    # Hours x rate refutes nothing about the hours themselves: it only shows a sum that is wrong.
    if line.hours is not None and line.rate is not None and line.charged > line.hours * line.rate:
        return line.charged - line.hours * line.rate
    return None
