"""When fees are earned: by milestone, over time, by reported progress, or as they are invoiced.

What a line earns sums to what it bills: its fees with their discounts, write-downs left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.schedule import RevenueLine
from rules.contract import Contract, LineHistory
from rules.draft import Draft
from rules.revenue.earned_on_event import earn_on_events
from rules.revenue.straight_line import earn_over_dates, earn_over_periods

EARNING_KINDS = frozenset({"expense", "discount"})


def recognise(drafts: Sequence[Draft], contract: Contract) -> tuple[RevenueLine, ...]:
    """The revenue of every line whose price is known."""
    return tuple(
        earned
        for history in contract.lines
        for earned in _earn(history, [draft for draft in drafts if draft.line == history.id], contract)
    )


def _earn(history: LineHistory, mine: list[Draft], contract: Contract) -> list[RevenueLine]:
    known = [draft for draft in mine if draft.is_fee or draft.kind in EARNING_KINDS]
    version = history.latest
    if any(draft.held for draft in known):
        return []
    match version.line.billing_method:
        case "fixed_price" if not version.line.milestones:
            return earn_over_dates(version, known, contract)
        case "fixed_price" | "milestone":
            return earn_on_events(version, known, contract, method="milestone")
        case "progress":
            return earn_on_events(version, known, contract, method="input")
        case "recurring" | "retainer":
            return earn_over_periods(version, known, contract)
        case _:
            return earn_on_events(version, known, contract, method="as_invoiced")
