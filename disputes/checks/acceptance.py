"""ACCEPT: whether the schedule has the invoiced lines as billable already."""

from __future__ import annotations

from decimal import Decimal

from disputes.checks.facts import Facts, not_checkable, refuted
from models.dispute import ClaimCheck

NAME = "acceptance state of the scheduled lines"


def check_acceptance(facts: Facts) -> ClaimCheck:
    """Supported for lines that still wait for their event; delta is their sum."""
    lines = facts.invoice.lines if facts.invoice is not None else ()
    known = [(line, found) for line in lines if (found := facts.scheduled(line.schedule_line)) is not None]
    if not known:
        return not_checkable(NAME, "needs the schedule and the schedule line of each invoice line")
    waiting = [line for line, found in known if found.status in {"awaiting_event", "held", "scheduled"}]
    detail = f"{len(waiting)} of {len(known)} lines wait for acceptance or another event"
    if not waiting:
        return refuted(NAME, detail)
    return facts.supported(NAME, sum((line.charged or Decimal(0) for line in waiting), Decimal(0)), detail)
