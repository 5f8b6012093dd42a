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

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from models.event import InvoicePosted, PaymentReceived
from models.extraction import Finding
from models.payload import InvoicePosting
from models.schedule import Proof
from models.terms import Payment
from models.working import HUNDRED, Working, less, negative, over, reported, rounded, term, times, total_of
from rules.adjust.dispute_window import late_disputes
from rules.adjust.late_interest import bill_interest, compensation, payment_line
from rules.agreement.contract import ContractHistory
from rules.agreement.inbox import instant
from rules.draft import Draft, Outcome, merge

DISCOUNT = "R19"


def settle_payments(drafts: Sequence[Draft], contract: ContractHistory) -> Outcome:
    """Bill the interest of payments that were late and the discount of those that were early."""
    posted = {event.data.invoice_id: event.data for event in contract.inbox.all(InvoicePosted)}
    payments = sorted(
        contract.inbox.all(PaymentReceived), key=lambda event: (event.data.date, instant(event))
    )
    fees = {draft.id for draft in drafts if draft.is_fee}
    outcomes: list[Outcome] = []
    late: set[str] = set()
    for number, payment in enumerate(payments, 1):
        invoice = posted.get(payment.data.invoice_id)
        if invoice is None:
            continue
        outcome = _settle(number, payment, invoice, contract=contract, fees=fees)
        if any(line.kind == "interest" for line in outcome.lines) and invoice.invoice_id not in late:
            late.add(invoice.invoice_id)
            outcomes.append(_compensate(number, payment, invoice, contract))
        outcomes.append(outcome)
    unknown = [event.id for event in payments if event.data.invoice_id not in posted]
    findings = (*((_unknown(unknown),) if unknown else ()), *late_disputes(contract))
    return merge([*outcomes, Outcome(findings=findings)])


def _settle(
    number: int,
    payment: PaymentReceived,
    invoice: InvoicePosting,
    *,
    contract: ContractHistory,
    fees: set[str],
) -> Outcome:
    terms = contract.on(invoice.date).payment or Payment()
    late = bill_interest(f"interest-{number}", payment, terms, invoiced_on=invoice.date, contract=contract)
    if late is not None:
        return Outcome(tuple(line for line in late.lines if line.amount != 0), late.doubts)
    early = _early(number, payment, terms, invoice=invoice, contract=contract, fees=fees)
    return Outcome((early,) if early and early.amount != 0 else ())


def _compensate(
    number: int, payment: PaymentReceived, invoice: InvoicePosting, contract: ContractHistory
) -> Outcome:
    """What a statute adds once to an invoice that is paid late."""
    terms = contract.on(invoice.date).payment or Payment()
    owed = sum((line.amount for line in invoice.lines), Decimal(0)) or payment.data.amount
    line = compensation(f"compensation-{number}", payment, owed, terms=terms, contract=contract)
    return Outcome((line,) if line else ())


def _early(
    number: int,
    payment: PaymentReceived,
    terms: Payment,
    *,
    invoice: InvoicePosting,
    contract: ContractHistory,
    fees: set[str],
) -> Draft | None:
    percent, days = terms.early_discount_percent, terms.early_discount_days
    if percent is None or days is None or percent >= 100 or _days(payment, invoice.date) > days:
        return None
    pointers: tuple[str, ...] = ("/payment/early_discount_percent", "/payment/early_discount_days")
    paid = reported("paid", payment.data.amount, payment.id)
    stated = term("percent", percent, pointers[0])
    formula = f"{payment.data.amount} x {percent} / (100 - {percent})"
    given: Working = over(times(paid, stated), less(HUNDRED, stated))
    if terms.early_discount_base == "fees" and invoice.lines:
        given, formula = _on_fees(paid, stated, invoice, fees=fees)
        pointers = (*pointers, "/payment/early_discount_base")
    working = negative(rounded(given, contract.currency))
    proof = Proof(rule=DISCOUNT, formula=formula, pointers=pointers, events=(payment.id,), working=working)
    return payment_line(f"early-payment-{number}", payment, amount=working.value, proof=proof)


def _days(payment: PaymentReceived, invoiced_on: date) -> int:
    return (payment.data.date - invoiced_on).days


def _on_fees(
    paid: Working, percent: Working, invoice: InvoicePosting, *, fees: set[str]
) -> tuple[Working, str]:
    """The discount that fees alone earn: in full where the rest is paid, else in proportion."""
    stated = {True: list[Working](), False: list[Working]()}
    for line in invoice.lines:
        amount = reported(line.schedule_line, line.amount, invoice.invoice_id)
        stated[line.schedule_line in fees].append(amount)
    base = total_of(stated[True], "fees")
    whole = total_of([*stated[True], *stated[False]], "invoice")
    earned = times(base, percent)
    settles = less(times(whole, HUNDRED), earned)
    formula = f"{paid.value} x {percent.value}% of the fees {base.value}, of the invoice {whole.value}"
    return over(times(paid, earned), settles), formula


def _unknown(events: list[str]) -> Finding:
    message = f"payments name invoices that were not posted: {', '.join(events)}; post the invoices first"
    return Finding(code="payment_without_invoice", severity="warning", message=message)
