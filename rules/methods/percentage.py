"""A percent of a reported amount; cost plus is the amount itself with the percent on top.

**Clause:** Agency receives a commission of 2.5% of net media spend, and the cost of its subcontractors plus
8%. Invoices are due in 20 days.

**Terms:** {"currency": "USD", "payment": {"net_days": 20}, "lines": [{"id": "1", "billing_method":
"percentage", "percent": "2.5", "basis": "net media spend"}, {"id": "2", "billing_method": "cost_plus",
"percent": "8"}]}

**Events:** [{"type": "engross.basis.reported", "data": {"line": "1", "amount": "1284000.00", "date":
"2026-03-31"}}, {"type": "engross.basis.reported", "data": {"line": "2", "amount": "46250.40", "date":
"2026-04-08"}}]

**Schedule:**
    2026-03-31 charge 32100.00 due 2026-04-20
    2026-04-08 charge 49950.43 due 2026-04-28

**Source:** R22 and R35.
"""

from __future__ import annotations

from decimal import Decimal

from models.event import BasisReported
from models.extraction import Finding
from models.schedule import Proof, Trigger
from models.working import HUNDRED, Working, percent_of, reported, rounded, term, total_of
from rules.agreement.contract import ContractHistory, LineHistory
from rules.agreement.inbox import instant
from rules.draft import Draft, Outcome
from rules.methods.success_fee import bill_success, is_cumulative

RULE = "R22"


def bill_percentage(history: LineHistory, contract: ContractHistory) -> Outcome:
    """Bill one charge per report of the basis."""
    mine = [report for report in contract.inbox.all(BasisReported) if report.data.line == history.id]
    reports = sorted(mine, key=lambda report: (report.data.date, instant(report)))
    latest = history.latest.line
    findings = (_no_percent(history),) if latest.percent is None and not latest.percent_tiers else ()
    if is_cumulative(latest):
        return Outcome(bill_success(reports, history, contract), findings=findings)
    lines = tuple(_charge(number, report, history, contract) for number, report in enumerate(reports, 1))
    return Outcome(tuple(line for line in lines if line.amount != 0), findings=findings)


def _charge(number: int, report: BasisReported, history: LineHistory, contract: ContractHistory) -> Draft:
    version = history.on(report.data.date) or history.latest
    line, basis = version.line, report.data.amount
    plus = Decimal(100) if line.billing_method == "cost_plus" else Decimal(0)
    amount, working = None, None
    if line.percent is not None:
        amount = contract.round(basis * (plus + line.percent) / 100)
        percent: Working = term("percent", line.percent, version.pointer("percent"))
        whole = total_of([HUNDRED, percent], "the amount and the percent on top") if plus else percent
        share = percent_of(whole, reported("basis", basis, report.id))
        working = rounded(share, contract.currency)
    return Draft(
        id=f"{history.id}-{number}",
        line=history.id,
        kind="charge",
        description=f"{line.name or 'Charge'} on {line.basis or 'the reported amount'}",
        proof=Proof(
            rule=RULE,
            formula=f"{basis} x {'(100 + ' if plus else '('}{line.percent})%",
            pointers=(version.pointer("percent"),),
            events=(report.id,),
            working=working,
        ),
        amount=amount,
        bill_on=report.data.date,
        trigger=Trigger(event="basis.reported"),
        held=amount is None,
    )


def _no_percent(history: LineHistory) -> Finding:
    message = "this line charges a percent that is not stated, so its reports are held; state the percent"
    pointers = (history.latest.pointer("percent"),)
    return Finding(code="no_amount", severity="error", message=message, pointers=pointers)
