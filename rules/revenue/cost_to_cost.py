"""Revenue by cost: what a line has cost over what all of it is expected to cost, cumulative.

**Clause:** The fee of USD 175,000.00 for the year 2026 is payable on December 31, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-12-31", "lines": [{"id": "1",
"billing_method": "fixed_price", "amount": "175000.00"}]}

**Events:** [{"type": "engross.cost.reported", "data": {"line": "1", "cost": "45000.00", "estimate":
"150000.00", "date": "2026-03-31"}}, {"type": "engross.cost.reported", "data": {"line": "1", "cost":
"108000.00", "estimate": "180000.00", "date": "2026-05-31"}}]

**Schedule:**
    2026-12-31 instalment 175000.00

**Source:** R40; ASC 606-10-25-31 and 55-20: 30% earn 52,500, then 60% earn 105,000 in all, 52,500 more. The
expected loss of 5,000 is provided in full, 2,000 above the 3,000 recognised. Material not yet used earns
its cost (606-10-55-21).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from models.event import CostReported
from models.extraction import Finding
from models.period import DAY
from models.schedule import Proof, RevenueLine, ShownPeriod
from models.working import (
    Working,
    fixed,
    least,
    less,
    over,
    reported,
    rounded,
    so_far,
    times,
    total_of,
    value_of,
)
from rules.agreement.contract import ContractHistory, LineVersion
from rules.draft import Draft
from rules.methods.percent_spent import cost_reports

RULE = "R40"
ALL = fixed("all of it", 1, RULE)


def estimated(line: str, contract: ContractHistory) -> list[CostReported]:
    """The reports of a line's cost that say what all of it will cost."""
    return [report for report in cost_reports(line, contract) if report.data.estimate]


def earn_by_cost(
    version: LineVersion, drafts: Sequence[Draft], contract: ContractHistory
) -> list[RevenueLine]:
    """What each report adds to what is earned; the rest is earned by the line's last day."""
    total = sum((draft.amount or Decimal(0) for draft in drafts), Decimal(0))
    price = so_far("price", total, version.line.id)
    lines: list[RevenueLine] = []
    earned, since = Decimal(0), version.first_day
    for report in estimated(version.line.id, contract):
        upto = rounded(_earned(report, price), contract.currency, "earned to date")
        working = less(upto, so_far("earned before", earned, version.line.id))
        formula = f"{total} x {report.data.cost}/{report.data.estimate} - {earned} earned before"
        lines.append(_line(version, (since, report.data.date), working, formula))
        earned, since = value_of(upto), report.data.date + DAY
    last = version.last_day
    end = last if last and since and last >= since else since
    rest = less(price, so_far("earned before", earned, version.line.id))
    lines.append(_line(version, (since, end or contract.as_of), rest, f"{total} - {earned} earned before"))
    return [line for line in lines if line.amount]


def _earned(report: CostReported, price: Working) -> Working:
    """The share of the price by cost; material that is not yet used earns what it cost, and no margin."""
    cost: Working = reported("cost", report.data.cost, report.id)
    estimate: Working = reported("expected cost", report.data.estimate or Decimal(0), report.id)
    unused = report.data.uninstalled
    if not unused or unused >= (report.data.estimate or Decimal(0)):
        return times(price, least(ALL, over(cost, estimate)), name="earned")
    material = reported("material not yet used", unused, report.id)
    share = least(ALL, over(less(cost, material), less(estimate, material)))
    return total_of([times(less(price, material), share), material], "earned")


def _line(
    version: LineVersion, dates: tuple[date | None, date], working: Working, formula: str
) -> RevenueLine:
    since, until = dates
    return RevenueLine(
        obligation=version.line.id,
        period=ShownPeriod(start=min(since or until, until), end=until),
        amount=value_of(working),
        method="input",
        proof=Proof(rule=RULE, formula=formula, pointers=(version.pointer("amount"),), working=working),
    )


def expected_losses(earned: Sequence[RevenueLine], contract: ContractHistory) -> tuple[Finding, ...]:
    """The finding for every line that will cost more than it earns: what is to be provided by now."""
    found = []
    for history in contract.lines:
        reports = estimated(history.id, contract)
        if not reports:
            continue
        mine = [each for each in earned if each.obligation == history.id]
        if not any(each.method == "input" for each in mine):
            continue
        price = sum((each.amount for each in mine), Decimal(0))
        if not mine or price >= (reports[-1].data.estimate or Decimal(0)):
            continue
        latest = reports[-1].data
        loss = (latest.estimate or Decimal(0)) - price
        to_date = sum((each.amount for each in mine if each.period.end <= latest.date), Decimal(0))
        margin = to_date - latest.cost
        message = (
            f"line {history.id} is expected to cost {latest.estimate} and to earn {price}: of the loss of"
            f" {loss}, {-margin} is recognised by {latest.date}; provide a further {loss + margin}"
        )
        pointers = (history.latest.pointer("amount"),)
        found.append(Finding(code="expected_loss", severity="warning", message=message, pointers=pointers))
    return tuple(found)
