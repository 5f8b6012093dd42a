"""What becomes of the hours that a retainer has left at the end of its term.

**Clause:** The monthly fee of USD 2,000.00 includes ten hours; unused hours roll over and are credited at USD
150.00 per hour at the end of the term, which runs from January 1, 2026 to February 28, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-02-28", "lines": [{"id": "1",
"billing_method": "retainer", "amount": "2000.00", "period": "month", "proration": "none", "included_hours":
"10", "rollover": {"end_of_term": "credit", "credit_rate": "150.00"}}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "date":
"2026-01-12", "hours": "7"}}, {"type": "engross.time.approved", "data": {"entry_id": "t2", "person": "p1",
"date": "2026-02-12", "hours": "9"}}]

**Schedule:**
    2026-01-31 recurring 2000.00
    2026-02-28 recurring 2000.00
    2026-02-28 credit -600.00

**Source:** R11: 3 and 1 hours are left. Forfeit, credit and refund are what contracts choose from.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.schedule import Proof
from models.working import Working, negative, rounded, so_far, term, times
from rules.agreement.contract import ContractHistory, LineHistory, LineVersion
from rules.draft import Doubt, Draft, Outcome
from rules.methods.recurring import FeePeriod

RULE = "R11"
QUESTION = "At what rate is an hour left at the end of the term credited?"


def credit_unused(
    history: LineHistory, contract: ContractHistory, *, periods: Sequence[FeePeriod], hours: Decimal
) -> Outcome:
    """The credit for the hours left once the term is over; forfeited unless the terms say otherwise."""
    version = history.latest
    rollover, end = version.line.rollover, version.last_day
    if rollover is None or rollover.end_of_term not in {"credit", "refund"}:
        return Outcome()
    if not hours or end is None or contract.as_of < end:
        return Outcome()
    pointer = version.pointer("rollover", "credit_rate")
    working: Working | None = None
    doubts: tuple[Doubt, ...] = ()
    if rollover.credit_rate is None:
        doubts = (Doubt(pointer, QUESTION, _rates(version, contract)),)
    else:
        rate = term("rate of an hour left", rollover.credit_rate, pointer)
        left = so_far("hours left", hours, history.id)
        working = negative(rounded(times(left, rate), contract.currency))
    amount = working.value if working else None
    draft = Draft(
        id=f"{history.id}-unused",
        line=history.id,
        kind="credit",
        description=f"{version.line.name or 'Retainer'}, hours left at the end: {rollover.end_of_term}",
        proof=Proof(
            rule=RULE,
            formula=f"{hours} h left x {rollover.credit_rate}",
            pointers=(pointer, version.pointer("rollover", "end_of_term")),
            working=working,
        ),
        amount=amount,
        bill_on=max(end, periods[-1].part.last),
        held=amount is None,
    )
    return Outcome((draft,) if amount != 0 else (), doubts)


def _rates(version: LineVersion, contract: ContractHistory) -> tuple[tuple[str, str], ...]:
    """The rates that the clause can mean: of an hour included, or of one beyond."""
    line = version.line
    found = []
    if line.amount is not None and line.included_hours:
        found.append(("at the fee for an hour", f"{contract.round(line.amount / line.included_hours)}"))
    if line.overage_rate is not None:
        found.append(("at the rate of further hours", f"{line.overage_rate}"))
    return (*found, ("not at all", "0"))
