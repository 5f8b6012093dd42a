"""When fees are earned: by milestone, over time, by reported progress, or as they are invoiced.

What a line earns sums to what it bills: its fees with their discounts, write-downs left out. Where lines
state what they would be sold for on their own, what all of them bill is shared by that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.extraction import Finding
from models.schedule import RevenueLine
from models.terms import Line
from rules.agreement.contract import ContractHistory, LineHistory
from rules.agreement.conventions import RevenueMethod
from rules.draft import Draft
from rules.revenue.allocation import allocate_price
from rules.revenue.cost_to_cost import earn_by_cost, estimated, expected_losses
from rules.revenue.earned_on_event import earn_on_events
from rules.revenue.modification import earn_modified, modified
from rules.revenue.straight_line import earn_over_dates, earn_over_periods

BY_COST = frozenset({"fixed_price", "milestone", "progress"})
EARNING_KINDS = frozenset({"expense", "discount"})


def recognise(
    drafts: Sequence[Draft], contract: ContractHistory
) -> tuple[tuple[RevenueLine, ...], tuple[Finding, ...]]:
    """The revenue of every line whose price is known, and what it leaves in doubt."""
    by_line: defaultdict[str | None, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_line[draft.line].append(draft)
    billed = tuple(
        earned for history in contract.lines for earned in _earn(history, by_line[history.id], contract)
    )
    earned, findings = allocate_price(billed, contract)
    return earned, (*findings, *expected_losses(earned, contract))


def _earn(history: LineHistory, mine: list[Draft], contract: ContractHistory) -> list[RevenueLine]:
    known = [draft for draft in mine if draft.is_fee or draft.kind in EARNING_KINDS]
    version = history.latest
    if any(draft.held for draft in known):
        return []
    stated = contract.conventions.method_of(version.line)
    by_cost = stated in {None, "input"} and version.line.billing_method in BY_COST
    if by_cost and estimated(history.id, contract):
        return earn_by_cost(version, known, contract)
    method = stated or _method(version.line)
    if method != "straight_line":
        return earn_on_events(version, known, contract, method=method)
    if version.line.billing_method in {"recurring", "retainer"}:
        return earn_over_periods(version, known, contract)
    if modified(history, contract):
        return earn_modified(history, known, contract)
    return earn_over_dates(version, known, contract)


def _method(line: Line) -> RevenueMethod:
    """How a billing method earns where the firm does not say otherwise."""
    match line.billing_method:
        case "fixed_price" if not line.milestones:
            return "straight_line"
        case "fixed_price" | "milestone":
            return "milestone"
        case "progress":
            return "input"
        case "recurring" | "retainer":
            return "straight_line"
        case _:
            return "as_invoiced"
