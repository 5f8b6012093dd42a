"""How a customer is taken to pay: each day's lines on one invoice, paid on its due date, early or late.

The events made here are suppositions for simulations and readings; they are never stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby

from models.event import Event, InvoicePosted, PaymentReceived
from models.payload import InvoicedLine, InvoicePosting, PaymentReceipt
from models.schedule import FEE_KINDS, BillingLine
from models.terms import Payment

SOURCE = "engross:simulation"
NOT_INVOICED = frozenset({"write_down", "interest"})
FEES = FEE_KINDS | {"credit"}
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Conduct:
    """When the customer pays: so many days past the due date, or in time for the early discount."""

    late_days: int = 0
    early: bool = False


def expect_payments(
    lines: Iterable[BillingLine], payment: Payment | None, *, conduct: Conduct
) -> tuple[Event, ...]:
    """An invoice and its payment for every day on which known amounts bill and nothing is invoiced yet.

    An invoice without a due date is not paid, since it is not known when.
    """
    open_lines = [line for line in lines if _is_expected(line)]
    events: list[Event] = []
    for _, group in groupby(sorted(open_lines, key=_bill_on), key=_bill_on):
        events += _invoice(list(group), payment or Payment(), conduct=conduct)
    return tuple(events)


def _is_expected(line: BillingLine) -> bool:
    return (
        line.amount is not None and line.status in {"scheduled", "billable"} and line.kind not in NOT_INVOICED
    )


def _bill_on(line: BillingLine) -> date:
    return line.bill_on or date.max


def _invoice(lines: list[BillingLine], payment: Payment, *, conduct: Conduct) -> list[Event]:
    first = lines[0]
    total = sum((line.amount or ZERO for line in lines), Decimal(0))
    fees = sum((line.amount or ZERO for line in lines if line.kind in FEES), ZERO)
    base = fees if payment.early_discount_base == "fees" else total
    paid_on, paid = _paid(first, total, base, payment=payment, conduct=conduct)
    if total <= 0 or first.bill_on is None or paid_on is None:
        return []
    invoice = f"expected-{first.bill_on}"
    posting = InvoicePosting(
        invoice_id=invoice,
        date=first.bill_on,
        lines=tuple(InvoicedLine(schedule_line=line.id, amount=line.amount or ZERO) for line in lines),
    )
    posted = InvoicePosted(
        type="engross.invoice.posted",
        id=invoice,
        source=SOURCE,
        subject=SOURCE,
        time=_at(first.bill_on),
        data=posting,
    )
    receipt = PaymentReceipt(invoice_id=invoice, date=paid_on, amount=paid)
    received = PaymentReceived(
        type="engross.payment.received",
        id=f"{invoice}-paid",
        source=SOURCE,
        subject=SOURCE,
        time=_at(paid_on),
        data=receipt,
    )
    return [posted, received]


def _paid(
    line: BillingLine, total: Decimal, base: Decimal, *, payment: Payment, conduct: Conduct
) -> tuple[date | None, Decimal]:
    """When an invoice is paid, and what is paid of it; the early discount is taken on the base."""
    percent, days = payment.early_discount_percent, payment.early_discount_days
    if conduct.early and percent is not None and days is not None and line.bill_on is not None:
        return line.bill_on + timedelta(days=days), total - base * percent / 100
    return (line.due_on + timedelta(days=conduct.late_days) if line.due_on else None), total


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
