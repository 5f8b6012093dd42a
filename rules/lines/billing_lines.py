"""Drafts as billing lines: in bill order, each with its due date, its status and the source of its rule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.schedule import BillingLine, Status, shown_period
from rules.agreement.contract import ContractHistory
from rules.catalogue import with_source
from rules.dates.due_date import due_on
from rules.draft import Draft
from rules.lines.postings import invoice_dates


def billing_lines(
    drafts: tuple[Draft, ...], contract: ContractHistory, invoiced_on: Mapping[str, date] | None = None
) -> tuple[BillingLine, ...]:
    """The lines in bill order, undated ones last; ties in contract order, a fee before what hangs on it."""
    order = {history.id: place for place, history in enumerate(contract.lines)}
    last = len(order)
    fees = {draft.id: place for place, draft in enumerate(drafts)}

    def place(draft: Draft) -> tuple[date, int, int]:
        return (
            draft.bill_on or date.max,
            order.get(draft.line or "", last),
            fees.get(draft.fee or draft.id, 0),
        )

    dates = invoice_dates(drafts, contract) if invoiced_on is None else invoiced_on
    return tuple(_billing_line(draft, contract, dates.get(draft.id)) for draft in sorted(drafts, key=place))


def _billing_line(draft: Draft, contract: ContractHistory, invoiced_on: date | None) -> BillingLine:
    terms = contract.on(draft.bill_on)
    return BillingLine(
        id=draft.id,
        line=draft.line,
        kind=draft.kind,
        description=draft.description,
        period=shown_period(draft.period) if draft.period else None,
        bill_on=draft.bill_on,
        trigger=draft.trigger,
        amount=draft.amount,
        estimate=draft.estimate,
        currency=contract.currency,
        due_on=due_on(invoiced_on or draft.bill_on, terms.payment),
        status=_status(draft, invoiced_on, contract.as_of),
        proof=with_source(draft.proof),
    )


def _status(draft: Draft, invoiced_on: date | None, as_of: date) -> Status:
    if draft.held or draft.cancelled:
        return "cancelled" if draft.cancelled else "held"
    if invoiced_on is not None:
        return "invoiced"
    if draft.bill_on is None:
        return "awaiting_event"
    return "billable" if draft.bill_on <= as_of else "scheduled"
