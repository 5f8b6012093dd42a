"""Time that is approved too long after the work: it is not billed.

**Clause:** Time not submitted within ninety (90) days of the work may not be invoiced. The rate is USD 100.00
per hour, billed monthly from January 1, 2026 to January 31, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-01-31", "payment":
{"billing_frequency": "monthly", "stale_days": 90}, "lines": [{"id": "1", "billing_method":
"time_and_materials", "rates": [{"amount": "100.00", "unit": "hour"}]}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "date":
"2026-01-12", "hours": "3"}}]

**Schedule:**
    2026-01-31 time 300.00

**Source:** R31; X12 adjustment reason 45 is 'Stale Bill Over 180 Days'.
"""

from __future__ import annotations

from datetime import timedelta

from models.event import TimeApproved
from models.extraction import Finding
from rules.agreement.contract import ContractHistory
from rules.agreement.inbox import instant


def without_stale(
    entries: list[TimeApproved], contract: ContractHistory
) -> tuple[list[TimeApproved], tuple[Finding, ...]]:
    """The entries that were approved in time, and the finding for the others."""
    limited = any(
        version.terms.payment is not None and version.terms.payment.stale_days is not None
        for version in contract.versions
    )
    stale = [entry for entry in entries if _is_stale(entry, contract)] if limited else []
    if not stale:
        return entries, ()
    ids = ", ".join(entry.id for entry in stale)
    message = f"time approved too long after the work is not billed: {ids}; agree on it or leave it out"
    finding = Finding(
        code="stale_time", severity="warning", message=message, pointers=("/payment/stale_days",)
    )
    return [entry for entry in entries if entry not in stale], (finding,)


def _is_stale(entry: TimeApproved, contract: ContractHistory) -> bool:
    payment = contract.on(entry.data.date).payment
    if payment is None or payment.stale_days is None:
        return False
    return instant(entry).date() > entry.data.date + timedelta(days=payment.stale_days)
