"""Ending the contract early: what bills later is cancelled, and a fee on it may be due.

**Clause:** On termination for convenience Customer pays 15% of the fixed fees not yet invoiced. The fee of
USD 240,000.00 is payable in four quarterly instalments from March 31, 2026.

**Terms:** {"currency": "USD", "termination": {"fee_percent": "15"}, "lines": [{"id": "1", "billing_method":
"fixed_price", "amount": "240000.00", "instalments": {"count": 4, "period": "quarter", "first_on":
"2026-03-31"}}]}

**Events:** [{"type": "engross.contract.terminated", "data": {"date": "2026-05-15"}}]

**Schedule:**
    2026-03-31 instalment 60000.00
    2026-05-15 charge 27000.00
    2026-06-30 instalment null
    2026-09-30 instalment null
    2026-12-31 instalment null

**Source:** R34: 15% of 180,000 are 27,000. FAR 52.249: accepted work and work in progress are paid.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.event import ContractTerminated
from models.period import DAY, Period
from models.schedule import Proof
from models.working import fixed, over, percent_of, rounded, so_far, term, times, total_of
from rules.agreement.contract import ContractHistory
from rules.draft import Doubt, Draft, Outcome

RULE = "R34"
FIXED = frozenset({"fixed_price", "milestone", "progress"})
PRORATION = "/termination/proration"
READINGS = (("its share by days", "actual"), ("all of it", "none"))


def end_early(drafts: tuple[Draft, ...], contract: ContractHistory) -> Outcome:
    """The fees and expenses as the end of the contract leaves them."""
    ended = contract.inbox.all(ContractTerminated)
    if not ended:
        return Outcome(drafts)
    event = ended[0]
    made = tuple(_ended(draft, event, contract) for draft in drafts)
    open_periods = any(line.held and line.proof.rule == RULE for line in made)
    question = "What does the period in which the contract ends bill?"
    return Outcome(made, (Doubt(PRORATION, question, READINGS),) if open_periods else ())


def _ended(draft: Draft, event: ContractTerminated, contract: ContractHistory) -> Draft:
    day = event.data.date
    if _is_later(draft, day):
        proof = Proof(
            rule=RULE,
            formula=f"the contract ends on {day}",
            pointers=draft.proof.pointers,
            events=(event.id,),
        )
        return replace(draft, amount=None, held=False, cancelled=True, pieces=(), proof=proof)
    cut = draft.kind == "recurring" and draft.period is not None and day < draft.period.last
    return _cut(draft, draft.period, event, contract=contract) if cut and draft.period else draft


def _is_later(draft: Draft, day: date) -> bool:
    """Whether a line is for the time after a day."""
    if draft.period is not None:
        return draft.period.start > day
    return draft.bill_on is None or draft.bill_on > day


def _cut(draft: Draft, period: Period, event: ContractTerminated, *, contract: ContractHistory) -> Draft:
    """The fee of the period in which the contract ends."""
    day = event.data.date
    termination = contract.latest.termination
    proration = termination.proration if termination else None
    if proration == "none" or draft.amount is None:
        return draft
    used = Period(period.start, day + DAY)
    working = None
    if proration == "actual":
        price = so_far("fee of the period", draft.amount, draft.id)
        days = (fixed("days", used.days, RULE), fixed("days of the period", period.days, RULE))
        working = rounded(over(times(price, days[0]), days[1]), contract.currency)
    proof = Proof(
        rule=RULE,
        formula=f"{draft.amount} x {used.days}/{period.days}",
        pointers=(*draft.proof.pointers, PRORATION),
        events=(event.id,),
        working=working,
    )
    amount = working.value if working else None
    return replace(
        draft, amount=amount, held=amount is None, period=used, proof=proof, bill_on=_bill_on(draft, day)
    )


def _bill_on(draft: Draft, day: date) -> date | None:
    """A fee in arrears bills when the contract ends."""
    return min(draft.bill_on, day) if draft.bill_on else None


def charge_termination(billed: tuple[Draft, ...], contract: ContractHistory) -> Outcome:
    """The fee on the fixed fees that the end of the contract cancels."""
    ended = contract.inbox.all(ContractTerminated)
    termination = contract.latest.termination
    if not ended or termination is None or termination.fee_percent is None:
        return Outcome()
    event = ended[0]
    methods = {history.id: history.latest.line.billing_method for history in contract.lines}
    lost = [
        draft
        for draft in billed
        if methods.get(draft.line or "") in FIXED and draft.amount and _is_later(draft, event.data.date)
    ]
    if not lost:
        return Outcome()
    unbilled = total_of([so_far("cancelled", line.amount or Decimal(0), line.id) for line in lost])
    percent = term("fee percent", termination.fee_percent, "/termination/fee_percent")
    working = rounded(percent_of(percent, unbilled), contract.currency)
    fee = Draft(
        id="termination-fee",
        line=None,
        kind="charge",
        description="Termination fee",
        proof=Proof(
            rule=RULE,
            formula=f"{termination.fee_percent}% x {unbilled.value} not billed",
            pointers=("/termination/fee_percent",),
            events=(event.id,),
            working=working,
        ),
        amount=working.value,
        bill_on=event.data.date,
    )
    return Outcome((fee,) if fee.amount else ())
