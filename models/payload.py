"""What events of delivery carry: time, expenses, milestones, costs, invoices, payments, amendments."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field

from models.shape import Amount, CurrencyCode, DecimalString, Hours, Percent, Shape, Text


class StageChange(Shape):
    """A deal moved."""

    stage: Text
    date: dt.date


class Execution(Shape):
    """The contract was signed by all."""

    date: dt.date


class Amendment(Shape):
    """A change of the terms, as RFC 6902 operations, in force from a day on.

    Attributes:
        modification: How revenue takes it: a contract of its own, earned over what is left, or caught up.
    """

    effective_on: dt.date
    patch: tuple[dict[str, Any], ...]
    modification: Literal["separate", "prospective", "catch_up"] | None = None


class TimeEntry(Shape):
    """Approved work of one person."""

    entry_id: Text
    person: Text
    role: Text | None = None
    location: Text | None = None
    line: Text | None = None
    date: dt.date
    hours: Hours
    activity: Literal["travel", "after_hours"] | None = None


class ExpenseItem(Shape):
    """An approved expense.

    Attributes:
        amount: What it cost, tax included.
        tax: The tax in it that the provider recovers.
        quantity: Days of a per diem, miles or kilometres of a mileage.
    """

    expense_id: Text
    category: Text | None = None
    date: dt.date
    amount: Amount
    receipt: bool | None = None
    preapproved: bool | None = None
    line: Text | None = None
    trip: Text | None = None
    quantity: DecimalString | None = None
    tax: Amount | None = None


class MilestoneStep(Shape):
    """A milestone was delivered, accepted or rejected."""

    milestone: Text
    line: Text | None = None
    date: dt.date


class ProgressReport(Shape):
    """How much of a line is done, in percent of the whole, from the start."""

    line: Text
    percent: Percent
    date: dt.date


class BasisReport(Shape):
    """The amount that a percentage or cost-plus line is computed on."""

    line: Text
    amount: Amount
    date: dt.date


class CostReport(Shape):
    """What a line has cost from the start.

    Attributes:
        estimate: What all of it is expected to cost by now.
        uninstalled: The part of the cost that is material not yet used.
    """

    line: Text
    cost: Amount
    estimate: Amount | None = None
    uninstalled: Amount | None = None
    date: dt.date


class ServiceFailure(Shape):
    """A service level missed, or a delay: so many days or events of it."""

    credit: Text
    quantity: DecimalString
    date: dt.date


class PublishedExchangeRate(Shape):
    """A published rate: units of `quote` for one of `base`."""

    base: CurrencyCode
    quote: CurrencyCode
    rate: DecimalString
    date: dt.date


class EndOfContract(Shape):
    """The contract is ended early; the day is its last one."""

    date: dt.date


class UnitDelivery(Shape):
    """Units of a unit-price line."""

    line: Text
    quantity: DecimalString
    date: dt.date


class IndexValue(Shape):
    """A published value of a price index."""

    index: Text
    period: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    value: DecimalString


class InvoicedLine(Shape):
    """A schedule line as it stands on an invoice."""

    schedule_line: Text
    amount: Amount


class InvoicePosting(Shape):
    """An invoice that the ERP posted."""

    invoice_id: Text
    number: Text | None = None
    date: dt.date
    lines: tuple[InvoicedLine, ...] = ()


class PaymentReceipt(Shape):
    """Money that arrived for an invoice."""

    invoice_id: Text
    date: dt.date
    amount: Amount


class DisputeNotice(Shape):
    """A billing dispute that the customer raised; its text is classified on its own."""

    dispute_id: Text
    text: Text
    date: dt.date | None = None
    amount_claimed: Amount | None = None
    invoice_id: Text | None = None
