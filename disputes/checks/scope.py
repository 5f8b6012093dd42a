"""SCOPE: whether each invoice line is a line of the contract's schedule."""

from __future__ import annotations

from decimal import Decimal

from disputes.checks.facts import Facts, not_checkable, refuted
from models.dispute import ClaimCheck

NAME = "map lines to the contract's schedule"


def check_scope(facts: Facts) -> ClaimCheck:
    """Supported for lines that name no line of the schedule; delta is their sum."""
    lines = facts.invoice.lines if facts.invoice is not None else ()
    named = [line for line in lines if line.schedule_line is not None]
    if facts.schedule is None or not named:
        return not_checkable(NAME, "needs the schedule and the schedule line of each invoice line")
    strange = [line for line in named if facts.scheduled(line.schedule_line) is None]
    detail = f"{len(named) - len(strange)} of {len(named)} lines are in the schedule"
    if not strange:
        return refuted(NAME, detail)
    return facts.supported(NAME, sum((line.charged or Decimal(0) for line in strange), Decimal(0)), detail)
