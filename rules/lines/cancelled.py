"""What an amendment leaves out is cancelled: the fixed fees of a contract line that were not billed before.

**Clause:** The fee of USD 90.00 is payable in three equal monthly instalments from January 31, 2026. [Change
Order:] The services end on February 15, 2026; no further instalment falls due.

**Terms:** {"currency": "USD", "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "90.00",
"instalments": {"count": 3, "period": "month", "first_on": "2026-01-31"}}]}

**Events:** [{"type": "engross.contract.amended", "data": {"effective_on": "2026-02-15", "patch": [{"op":
"remove", "path": "/lines/0"}]}}]

**Schedule:**
    2026-01-31 instalment 30.00
    2026-02-28 instalment null
    2026-03-31 instalment null

**Source:** R02 and R33: a milestone that falls away is cancelled, never deleted.
"""

from __future__ import annotations

from dataclasses import replace

from models.schedule import Proof
from rules.agreement.contract import LineHistory
from rules.draft import Draft

RULE = "R33"


def cancelled(draft: Draft, history: LineHistory) -> Draft:
    """The line, cancelled where an amendment leaves its contract line out before it bills."""
    ended_on = history.ended_on
    if ended_on is None or (draft.bill_on and draft.bill_on < ended_on):
        return draft
    formula = f"the contract line ends with the amendment of {ended_on}"
    proof = Proof(rule=RULE, formula=formula, pointers=draft.proof.pointers, events=draft.proof.events)
    return replace(draft, amount=None, held=False, cancelled=True, proof=proof)
