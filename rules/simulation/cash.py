"""When the money of billing lines arrives: as paid, else when due, late, or in time for the discount."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from models.event import InvoicePosted, PaymentReceived
from models.schedule import BillingLine
from models.simulation import CashMonth
from models.terms import Payment
from rules.agreement.inbox import Inbox
from rules.readings.expected_payments import Conduct

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money on a day; None where it is not known when.

    Attributes:
        billed_on: The day of the invoice, from which the days to cash count.
    """

    on: date | None
    billed_on: date | None
    amount: Decimal
    received: bool = False


def receipts_of(
    lines: Iterable[BillingLine], inbox: Inbox, payment: Payment | None, *, conduct: Conduct
) -> tuple[Receipt, ...]:
    """The payments that events report, and what is still to come of each line with a known amount."""
    invoice_of = {
        line.schedule_line: event.data.invoice_id
        for event in inbox.all(InvoicePosted)
        for line in event.data.lines
    }
    paid = _paid(inbox)
    known = [line for line in lines if line.amount is not None and line.kind != "write_down"]
    found = [
        Receipt(event.data.date, _posted_on(event.data.invoice_id, inbox), event.data.amount, received=True)
        for event in inbox.all(PaymentReceived)
    ]
    for line in known:
        invoice = invoice_of.get(line.id) or _invoice_of_payment(line, inbox)
        if invoice not in paid:
            found.append(_expected(line, payment or Payment(), conduct=conduct))
    return (*found, *_rest(known, invoice_of, inbox, paid=paid))


def cash_by_month(receipts: Iterable[Receipt]) -> tuple[CashMonth, ...]:
    """The receipts by calendar month, what has no date last."""
    received: defaultdict[str, Decimal] = defaultdict(Decimal)
    expected: defaultdict[str, Decimal] = defaultdict(Decimal)
    for receipt in receipts:
        month = f"{receipt.on:%Y-%m}" if receipt.on else "~"
        (received if receipt.received else expected)[month] += receipt.amount
    months, cumulative = list[CashMonth](), ZERO
    for month in sorted({*received, *expected}):
        cumulative += received[month] + expected[month]
        months.append(
            CashMonth(
                month=None if month == "~" else month,
                received=received[month],
                expected=expected[month],
                cumulative=cumulative,
            )
        )
    return tuple(months)


def days_to_cash(receipts: Iterable[Receipt]) -> Decimal | None:
    """Days from invoice to payment, weighted by amount; None where no day of payment is known."""
    weighted, whole = ZERO, ZERO
    for receipt in receipts:
        if receipt.on is not None and receipt.billed_on is not None:
            weighted += receipt.amount * (receipt.on - receipt.billed_on).days
            whole += receipt.amount
    return (weighted / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole > 0 else None


def _paid(inbox: Inbox) -> dict[str, Decimal]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for event in inbox.all(PaymentReceived):
        sums[event.data.invoice_id] += event.data.amount
    return dict(sums)


def _posted_on(invoice_id: str, inbox: Inbox) -> date | None:
    return next(
        (event.data.date for event in inbox.all(InvoicePosted) if event.data.invoice_id == invoice_id), None
    )


def _invoice_of_payment(line: BillingLine, inbox: Inbox) -> str | None:
    """The invoice of the payment that a discount for paying early belongs to."""
    if line.kind != "discount":
        return None
    return next(
        (event.data.invoice_id for event in inbox.all(PaymentReceived) if event.id in line.proof.events),
        None,
    )


def _expected(line: BillingLine, payment: Payment, *, conduct: Conduct) -> Receipt:
    amount, days = line.amount or ZERO, payment.early_discount_days
    if line.kind == "discount" and line.line is None:
        return Receipt(line.bill_on, None, amount)
    if conduct.early and days is not None and payment.early_discount_percent is not None and line.bill_on:
        return Receipt(line.bill_on + timedelta(days=days), line.bill_on, amount)
    late = timedelta(days=0 if line.kind == "interest" else conduct.late_days)
    return Receipt(line.due_on + late if line.due_on else None, line.bill_on, amount)


def _rest(
    lines: list[BillingLine], invoice_of: dict[str, str], inbox: Inbox, *, paid: dict[str, Decimal]
) -> Iterator[Receipt]:
    """What is still owed of each invoice that is paid in part; what is paid too much stays as it is."""
    for invoice, amount in paid.items():
        mine = [
            line for line in lines if (invoice_of.get(line.id) or _invoice_of_payment(line, inbox)) == invoice
        ]
        left = sum((line.amount or ZERO for line in mine), ZERO) - amount
        if left > 0:
            first = next((line for line in mine if line.due_on), mine[0])
            yield Receipt(first.due_on, first.bill_on, left)
