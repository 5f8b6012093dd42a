"""Disputes of an invoice: what is disputed in time may bear no interest, what is disputed late is accepted.

**Clause:** Customer must dispute an invoice in writing within fifteen (15) days of its date. Overdue
amounts bear interest at 12% per year, amounts in dispute do not. Net 30. The fee of USD 36,500.00 is billed
on January 1, 2026.

**Terms:** {"currency": "USD", "payment": {"net_days": 30, "late_interest_percent": "12",
"late_interest_period": "year", "dispute_days": 15, "interest_on_disputed": false}, "lines": [{"id": "1",
"billing_method": "fixed_price", "amount": "36500.00", "end_date": "2026-01-01"}]}

**Events:** [{"type": "engross.invoice.posted", "data": {"invoice_id": "i1", "date": "2026-01-01", "lines":
[{"schedule_line": "1-1", "amount": "36500.00"}]}}, {"type": "engross.dispute.raised", "data":
{"dispute_id": "d1", "invoice_id": "i1", "date": "2026-01-16", "amount_claimed": "6500.00", "text": "hours
not worked"}}, {"type": "engross.payment.received", "data": {"invoice_id": "i1", "date": "2026-03-02",
"amount": "36500.00"}}]

**Schedule:**
    2026-01-01 instalment 36500.00 due 2026-01-31
    2026-03-02 interest 295.89 due 2026-04-01

**Source:** R32: 30,000 x 12% x 30/365; the undisputed part is payable when due.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from models.event import DisputeRaised, InvoicePosted
from models.extraction import Finding
from models.terms import Payment
from rules.agreement.contract import ContractHistory


def without_interest(
    invoice_id: str, invoiced_on: date, terms: Payment, contract: ContractHistory
) -> Decimal:
    """The part of an invoice that bears no interest since it was disputed in time."""
    if terms.interest_on_disputed is not False:
        return Decimal(0)
    mine = [event for event in contract.inbox.all(DisputeRaised) if event.data.invoice_id == invoice_id]
    latest = {event.data.dispute_id: event.data for event in mine}
    return sum(
        (
            dispute.amount_claimed
            for dispute in latest.values()
            if dispute.amount_claimed is not None and _in_time(dispute.date, invoiced_on, terms)
        ),
        Decimal(0),
    )


def _in_time(disputed_on: date | None, invoiced_on: date, terms: Payment) -> bool:
    if disputed_on is None or terms.dispute_days is None:
        return True
    return disputed_on <= invoiced_on + timedelta(days=terms.dispute_days)


def late_disputes(contract: ContractHistory) -> tuple[Finding, ...]:
    """The finding for disputes that came after the days for them."""
    posted = {event.data.invoice_id: event.data.date for event in contract.inbox.all(InvoicePosted)}
    late = [
        event.id
        for event in contract.inbox.all(DisputeRaised)
        if (invoiced_on := posted.get(event.data.invoice_id or "")) is not None
        and not _in_time(event.data.date, invoiced_on, contract.on(invoiced_on).payment or Payment())
    ]
    if not late:
        return ()
    message = f"disputes came after the days for them: {', '.join(late)}; the invoice counts as accepted"
    return (
        Finding(code="dispute_late", severity="info", message=message, pointers=("/payment/dispute_days",)),
    )
