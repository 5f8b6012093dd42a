"""Events of delivery: CloudEvents 1.0 in JSON. `source` and `id` together make an event idempotent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from models.payload import (
    Amendment,
    BasisReport,
    CostReport,
    DisputeNotice,
    EndOfContract,
    Execution,
    ExpenseItem,
    IndexValue,
    InvoicePosting,
    MilestoneStep,
    PaymentReceipt,
    ProgressReport,
    PublishedExchangeRate,
    ServiceFailure,
    StageChange,
    TimeEntry,
    UnitDelivery,
)
from models.shape import Shape, Text


class _Envelope(Shape):
    specversion: Literal["1.0"] = "1.0"
    id: Text
    source: Text
    subject: Text
    time: dt.datetime
    datacontenttype: Literal["application/json"] | None = None
    dataschema: Text | None = None


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
    data: PublishedExchangeRate


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
