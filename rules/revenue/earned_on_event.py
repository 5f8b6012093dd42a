"""Revenue earned at a point: a milestone accepted, progress reported, work that the customer is billed for.

**Clause:** The fee of USD 100.00 is due upon acceptance of the report. The services end on June 30, 2026.

**Terms:** {"currency": "USD", "end_date": "2026-06-30", "lines": [{"id": "1", "billing_method":
"milestone", "milestones": [{"id": "M1", "amount": "100.00", "trigger": "acceptance of the report"}]}]}

**Events:** [{"type": "engross.milestone.accepted", "data": {"milestone": "M1", "date": "2026-05-04"}}]

**Schedule:**
    2026-05-04 charge 100.00

**Source:** R41; ASC 606-10-55-17 and 55-18, output methods and the right to invoice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from models.period import Period
from models.schedule import Proof, RevenueLine, ShownPeriod, shown_period
from models.working import from_line
from rules.agreement.contract import ContractHistory, LineVersion
from rules.catalogue import source_of
from rules.draft import Draft

RULE = "R41"


def earn_on_events(
    version: LineVersion,
    drafts: Sequence[Draft],
    contract: ContractHistory,
    *,
    method: Literal["milestone", "input", "as_invoiced"],
) -> list[RevenueLine]:
    """One line per billing line: in its period, on its day, or where it is expected."""
    return [
        RevenueLine(
            obligation=version.line.id,
            period=_period(draft, version, contract),
            amount=draft.amount,
            method=method,
            proof=Proof(
                rule=RULE,
                formula=f"{draft.amount} of {draft.id}",
                pointers=draft.proof.pointers,
                source=source_of(RULE),
                working=from_line("billed", draft.amount, draft.id),
            ),
        )
        for draft in drafts
        if draft.amount is not None
    ]


def _period(draft: Draft, version: LineVersion, contract: ContractHistory) -> ShownPeriod:
    if draft.period is not None and draft.bill_on is not None:
        return shown_period(draft.period)
    day = draft.bill_on or draft.planned or version.last_day or contract.as_of
    return shown_period(Period.through(day, day))
