"""Progress by cost: what has been spent over what all of it is planned to cost, never above the whole.

**Clause:** The lump sum of USD 175,000.00 is payable in proportion to the cost incurred, of a budget of USD
150,000.00.

**Terms:** {"currency": "USD", "lines": [{"id": "1", "billing_method": "progress", "amount": "175000.00",
"progress_basis": "cost", "budget": "150000.00"}]}

**Events:** [{"type": "engross.cost.reported", "data": {"line": "1", "cost": "45000.00", "date":
"2026-03-31"}}, {"type": "engross.cost.reported", "data": {"line": "1", "cost": "160000.00", "date":
"2026-05-31"}}]

**Schedule:**
    2026-03-31 charge 52500.00
    2026-05-31 charge 122500.00

**Source:** R04: 45,000 of 150,000 are 30%; Oracle bills percent spent on the budget, up to all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.event import CostReported
from models.extraction import Finding
from models.working import HUNDRED, Working, fixed, over, reported, term, times
from rules.agreement.contract import ContractHistory, LineHistory, LineVersion
from rules.agreement.inbox import instant

RULE = "R04"


@dataclass(frozen=True, slots=True)
class Reached:
    """How much of a line is done on a day, in percent, and the event that says so."""

    on: date
    percent: Working
    event: str


def percent_spent(history: LineHistory, contract: ContractHistory) -> list[Reached]:
    """The percent of the budget spent by each report of cost; none where no budget is stated."""
    return [
        Reached(report.data.date, _percent(report, history.on(report.data.date) or history.latest), report.id)
        for report in cost_reports(history.id, contract)
        if budget_of(history.on(report.data.date) or history.latest)
    ]


def cost_reports(line: str, contract: ContractHistory) -> list[CostReported]:
    """The reports of a line's cost, by the day that they are for."""
    mine = [report for report in contract.inbox.all(CostReported) if report.data.line == line]
    return sorted(mine, key=lambda report: (report.data.date, instant(report)))


def budget_of(version: LineVersion) -> Working | None:
    """What all of a line is planned to cost; None where it is not stated, or nothing."""
    if not version.line.budget:
        return None
    return term("budget", version.line.budget, version.pointer("budget"))


def _percent(report: CostReported, version: LineVersion) -> Working:
    cost = reported("cost", report.data.cost, report.id)
    budget = budget_of(version) or fixed("no budget", 1, RULE)
    return over(times(cost, HUNDRED), budget, "percent spent")


def no_budget(history: LineHistory) -> tuple[Finding, ...]:
    """The finding for a line that bills by cost and states no budget."""
    latest = history.latest
    if latest.line.progress_basis != "cost" or latest.line.budget:
        return ()
    message = "this line bills by the cost spent of a budget that is not stated; state the budget"
    return (
        Finding(code="no_budget", severity="error", message=message, pointers=(latest.pointer("budget"),)),
    )
