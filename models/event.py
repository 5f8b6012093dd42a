"""Events of delivery: CloudEvents 1.0 in JSON. `source` and `id` together make an event idempotent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from models.shape import Amount, CurrencyCode, DecimalString, Hours, Percent, Shape, Text


class _Envelope(Shape):
    specversion: Literal["1.0"] = "1.0"
    id: Text
    source: Text
    subject: Text
    time: dt.datetime
    datacontenttype: Literal["application/json"] | None = None
    dataschema: Text | None = None


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


class ExchangeRate(Shape):
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


class OpportunityStageChanged(_Envelope):
    """A deal moved to another stage."""

    type: Literal["engross.opportunity.stage_changed"]
    data: StageChange


class ContractExecuted(_Envelope):
    """The contract is signed by all."""

    type: Literal["engross.contract.executed"]
    data: Execution


class ContractAmended(_Envelope):
    """A change order or amendment."""

    type: Literal["engross.contract.amended"]
    data: Amendment


class TimeApproved(_Envelope):
    """Approved time; the latest of several for one entry_id stands."""

    type: Literal["engross.time.approved"]
    data: TimeEntry


class ExpenseApproved(_Envelope):
    """An approved expense; the latest of several for one expense_id stands."""

    type: Literal["engross.expense.approved"]
    data: ExpenseItem


class MilestoneDelivered(_Envelope):
    """A deliverable was handed over for review."""

    type: Literal["engross.milestone.delivered"]
    data: MilestoneStep


class MilestoneAccepted(_Envelope):
    """The customer accepted a milestone."""

    type: Literal["engross.milestone.accepted"]
    data: MilestoneStep


class MilestoneRejected(_Envelope):
    """The customer rejected a milestone; the next delivery starts a new review."""

    type: Literal["engross.milestone.rejected"]
    data: MilestoneStep


class ProgressReported(_Envelope):
    """Progress of a line."""

    type: Literal["engross.progress.reported"]
    data: ProgressReport


class BasisReported(_Envelope):
    """The basis of a percentage or cost-plus line."""

    type: Literal["engross.basis.reported"]
    data: BasisReport


class CostReported(_Envelope):
    """The cost of a line so far."""

    type: Literal["engross.cost.reported"]
    data: CostReport


class ServiceFailed(_Envelope):
    """A service level was missed, or a delay counted."""

    type: Literal["engross.service.failed"]
    data: ServiceFailure


class ExchangeRatePublished(_Envelope):
    """A rate between two currencies."""

    type: Literal["engross.exchange_rate.published"]
    data: ExchangeRate


class ContractTerminated(_Envelope):
    """The contract is ended early."""

    type: Literal["engross.contract.terminated"]
    data: EndOfContract


class UnitsDelivered(_Envelope):
    """Units of a unit-price line were delivered."""

    type: Literal["engross.units.delivered"]
    data: UnitDelivery


class IndexPublished(_Envelope):
    """A price index has a new value."""

    type: Literal["engross.index.published"]
    data: IndexValue


class InvoicePosted(_Envelope):
    """The ERP posted an invoice."""

    type: Literal["engross.invoice.posted"]
    data: InvoicePosting


class PaymentReceived(_Envelope):
    """A payment arrived."""

    type: Literal["engross.payment.received"]
    data: PaymentReceipt


class DisputeRaised(_Envelope):
    """A customer disputes a bill."""

    type: Literal["engross.dispute.raised"]
    data: DisputeNotice


Event = Annotated[
    OpportunityStageChanged
    | ContractExecuted
    | ContractAmended
    | TimeApproved
    | ExpenseApproved
    | MilestoneDelivered
    | MilestoneAccepted
    | MilestoneRejected
    | ProgressReported
    | BasisReported
    | UnitsDelivered
    | CostReported
    | ServiceFailed
    | ExchangeRatePublished
    | ContractTerminated
    | IndexPublished
    | InvoicePosted
    | PaymentReceived
    | DisputeRaised,
    Field(discriminator="type"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def without_invoices(events: Iterable[Event]) -> list[Event]:
    """The events that an invoice is judged by: a schedule of them says what it should have posted."""
    return [event for event in events if not isinstance(event, InvoicePosted)]
