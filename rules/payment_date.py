"""What the date of a payment costs or saves: interest when late, a discount when early.

**Clause:** Net 30. Overdue amounts bear interest at 1.5% per month. The fee of USD 40,000.00 is billed on
January 1, 2026.

**Terms:** {"currency": "USD", "payment": {"net_days": 30, "late_interest_percent": "1.5",
"late_interest_period": "month"}, "lines": [{"id": "1", "billing_method": "fixed_price", "amount":
"40000.00", "end_date": "2026-01-01"}]}

**Events:** [{"type": "engross.invoice.posted", "data": {"invoice_id": "i1", "date": "2026-01-01", "lines":
[{"schedule_line": "1-1", "amount": "40000.00"}]}}, {"type": "engross.payment.received", "data":
{"invoice_id": "i1", "date": "2026-03-19", "amount": "40000.00"}}]

**Schedule:**
    2026-01-01 instalment 40000.00 due 2026-01-31
    2026-03-19 interest 927.12 due 2026-04-18

**Source:** R19 and R20: 40,000 x 18% x 47/365; never rounded by the day.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.event import InvoicePosted, PaymentReceived
from models.extraction import Finding
from models.schedule import LineKind, Proof
from models.terms import Payment
from models.working import HUNDRED, Working, fixed, less, negative, over, reported, rounded, term, times
from rules.contract import Contract
from rules.draft import Draft, Outcome
from rules.due_date import due_on
from rules.inbox import instant

INTEREST, DISCOUNT = "R20", "R19"


def settle_payments(contract: Contract) -> Outcome:
    """Bill the interest of payments that were late and the discount of those that were early."""
    posted = {event.data.invoice_id: event.data.date for event in contract.inbox.all(InvoicePosted)}
    payments = sorted(
        contract.inbox.all(PaymentReceived), key=lambda event: (event.data.date, instant(event))
    )
    lines: list[Draft] = []
    for number, payment in enumerate(payments, 1):
        invoiced_on = posted.get(payment.data.invoice_id)
        if invoiced_on is not None:
            lines += _settle(number, payment, invoiced_on, contract=contract)
    unknown = [event.id for event in payments if event.data.invoice_id not in posted]
    return Outcome(tuple(lines), findings=(_unknown(unknown),) if unknown else ())


def _settle(number: int, payment: PaymentReceived, invoiced_on: date, *, contract: Contract) -> list[Draft]:
    terms = contract.on(invoiced_on).payment or Payment()
    line = _late(number, payment, terms, invoiced_on=invoiced_on, contract=contract) or _early(
        number, payment, terms, invoiced_on=invoiced_on, contract=contract
    )
    return [line] if line and line.amount != 0 else []


def _late(
    number: int, payment: PaymentReceived, terms: Payment, *, invoiced_on: date, contract: Contract
) -> Draft | None:
    due = due_on(invoiced_on, terms)
    if terms.late_interest_percent is None or due is None or payment.data.date <= due:
        return None
    days = (payment.data.date - due).days
    yearly = terms.late_interest_percent * (12 if terms.late_interest_period == "month" else 1)
    amount = contract.round(payment.data.amount * yearly * days / 36500)
    formula = f"{payment.data.amount} x {yearly}% x {days}/365"
    pointers = ("/payment/late_interest_percent", "/payment/late_interest_period")
    known = terms.late_interest_period is not None
    paid = reported("paid", payment.data.amount, payment.id)
    rate: Working = term("percent", terms.late_interest_percent, pointers[0])
    if terms.late_interest_period == "month":
        rate = times(rate, fixed("months of a year", 12, INTEREST), name="percent a year")
    product = times(paid, rate, fixed("days late", days, INTEREST))
    working = rounded(over(product, fixed("hundred times 365 days", 36500, INTEREST)), contract.currency)
    proof = Proof(rule=INTEREST, formula=formula, pointers=pointers, events=(payment.id,), working=working)
    return _line(f"interest-{number}", "interest", payment, amount=amount if known else None, proof=proof)


def _early(
    number: int, payment: PaymentReceived, terms: Payment, *, invoiced_on: date, contract: Contract
) -> Draft | None:
    percent, days = terms.early_discount_percent, terms.early_discount_days
    if percent is None or days is None or percent >= 100 or (payment.data.date - invoiced_on).days > days:
        return None
    amount = contract.round(payment.data.amount * percent / (100 - percent))
    formula = f"{payment.data.amount} x {percent} / (100 - {percent})"
    pointers = ("/payment/early_discount_percent", "/payment/early_discount_days")
    paid = reported("paid", payment.data.amount, payment.id)
    stated = term("percent", percent, pointers[0])
    given = over(times(paid, stated), less(HUNDRED, stated))
    working = negative(rounded(given, contract.currency))
    proof = Proof(rule=DISCOUNT, formula=formula, pointers=pointers, events=(payment.id,), working=working)
    return _line(f"early-payment-{number}", "discount", payment, amount=-amount, proof=proof)


def _line(
    line_id: str, kind: LineKind, payment: PaymentReceived, *, amount: Decimal | None, proof: Proof
) -> Draft:
    return Draft(
        id=line_id,
        line=None,
        kind=kind,
        description=f"Payment of invoice {payment.data.invoice_id}",
        proof=proof,
        amount=amount,
        bill_on=payment.data.date,
        held=amount is None,
    )


def _unknown(events: list[str]) -> Finding:
    message = f"payments name invoices that were not posted: {', '.join(events)}; post the invoices first"
    return Finding(code="payment_without_invoice", severity="warning", message=message)
