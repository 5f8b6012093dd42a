"""A fixed total by reported progress, cumulative from the start.

**Clause:** The lump sum of USD 240,000.00 is payable in proportion to the progress certified. Net 30.

**Terms:** {"currency": "USD", "payment": {"net_days": 30}, "lines": [{"id": "1", "billing_method":
"progress", "amount": "240000.00"}]}

**Events:** [{"type": "engross.progress.reported", "data": {"line": "1", "percent": "35", "date":
"2026-02-28"}}, {"type": "engross.progress.reported", "data": {"line": "1", "percent": "60", "date":
"2026-03-31"}}, {"type": "engross.progress.reported", "data": {"line": "1", "percent": "55", "date":
"2026-04-30"}}]

**Schedule:**
    2026-02-28 charge 84000.00 due 2026-03-30
    2026-03-31 charge 60000.00 due 2026-04-30
    2026-04-30 credit -12000.00 due 2026-05-30
    - charge 108000.00

**Source:** R03; Oracle bills inception to date, so a correction downwards is a credit.
"""

from __future__ import annotations

from decimal import Decimal

from models.event import ProgressReported
from models.extraction import Finding
from models.schedule import Proof, Trigger
from models.working import (
    HUNDRED,
    Working,
    least,
    less,
    percent_of,
    reported,
    rounded,
    so_far,
    term,
    value_of,
)
from rules.agreement.contract import ContractHistory, LineHistory
from rules.agreement.inbox import instant
from rules.draft import Draft, Outcome
from rules.lines.cancelled import cancelled
from rules.methods.percent_spent import RULE as SPENT
from rules.methods.percent_spent import Reached, no_budget, percent_spent

RULE = "R03"
TRIGGER = Trigger(event="progress.reported")
COST = Trigger(event="cost.reported")


def bill_progress(history: LineHistory, contract: ContractHistory) -> Outcome:
    """Bill what each report adds to the last; what is not yet reported stands as one charge."""
    if history.latest.total is None:
        return _held(history)
    billed, lines = Decimal(0), []
    spent = history.latest.line.progress_basis == "cost"
    reached = percent_spent(history, contract) if spent else _reports(history, contract)
    for number, report in enumerate(reached, 1):
        version = history.on(report.on) or history.latest
        total = version.total if version.total is not None else history.latest.total
        pointer = version.total_pointer() if version.total is not None else history.latest.total_pointer()
        done = least(report.percent, HUNDRED)
        upto = rounded(percent_of(done, term("total", total, pointer)), contract.currency, "to date")
        due = value_of(upto)
        proof = Proof(
            rule=SPENT if spent else RULE,
            formula=f"{_shown(done)}% x {total} - {billed} billed before",
            pointers=(pointer, version.pointer("budget")) if spent else (version.total_pointer(),),
            events=(report.event,),
            working=less(upto, so_far("billed before", billed, history.id)),
        )
        lines.append(_line(history, str(number), amount=due - billed, proof=proof, report=report))
        billed = due
    rest = contract.round(history.latest.total) - billed
    formula = f"{contract.round(history.latest.total)} - {billed} billed before"
    pointer = history.latest.total_pointer()
    total_working = rounded(term("total", history.latest.total, pointer), contract.currency)
    working = less(total_working, so_far("billed before", billed, history.id))
    proof = Proof(rule=RULE, formula=formula, pointers=(pointer,), working=working)
    lines.append(_line(history, "rest", amount=rest, proof=proof))
    made = tuple(cancelled(line, history) for line in lines if line.amount)
    return Outcome(made, findings=no_budget(history))


def _reports(history: LineHistory, contract: ContractHistory) -> list[Reached]:
    mine = [report for report in contract.inbox.all(ProgressReported) if report.data.line == history.id]
    return [
        Reached(report.data.date, reported("percent done", report.data.percent, report.id), report.id)
        for report in sorted(mine, key=lambda report: (report.data.date, instant(report)))
    ]


def _shown(percent: Working) -> Decimal:
    """The percent as a person reads it, at most four digits after the point."""
    if percent.value is not None:
        return percent.value
    return value_of(percent).quantize(Decimal("0.0001"))


def _line(
    history: LineHistory,
    suffix: str,
    *,
    amount: Decimal,
    proof: Proof,
    report: Reached | None = None,
) -> Draft:
    name = history.latest.line.name or "Progress"
    return Draft(
        id=f"{history.id}-{suffix}",
        line=history.id,
        kind="credit" if amount < 0 else "charge",
        description=f"{name}, {_shown(report.percent)}% done" if report else f"{name}, not yet reported",
        proof=proof,
        amount=amount,
        bill_on=report.on if report else None,
        trigger=COST if history.latest.line.progress_basis == "cost" else TRIGGER,
        planned=history.latest.last_day,
    )


def _held(history: LineHistory) -> Outcome:
    latest = history.latest
    message = "this line bills progress on a total that is not stated; state the amount of the line"
    finding = Finding(
        code="no_amount", severity="error", message=message, pointers=(latest.pointer("amount"),)
    )
    proof = Proof(rule=RULE, formula="no total stated", pointers=(latest.pointer("amount"),))
    draft = Draft(
        id=f"{history.id}-rest",
        line=history.id,
        kind="charge",
        description=latest.line.name or "Progress",
        proof=proof,
        trigger=TRIGGER,
        held=True,
    )
    return Outcome((draft,), findings=(finding,))
