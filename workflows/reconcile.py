"""Issued invoices against the contract: what the schedule says each line should have been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from models.event import Event, InvoicePosted
from models.schedule import BillingLine
from models.shape import Amount, Shape
from workflows.case import Case
from workflows.schedule import schedule

Outcome = Literal["agrees", "over", "under", "early", "double", "unknown", "unpriced", "missed"]


class ReconciledLine(Shape):
    """One invoiced or missed line, and what the contract makes of it.

    Attributes:
        outcome: agrees; over or under the contract's amount; early (not billable on the invoice's date);
            double (billed before); unknown (no such schedule line); unpriced (the schedule gives no amount);
            missed (billable, on no invoice).
        delta: Invoiced less due, in the contract's currency; None where nothing is due to compare with.
    """

    schedule_line: str
    invoice_id: str | None = None
    invoiced: Amount | None = None
    due: Amount | None = None
    outcome: Outcome
    delta: Amount | None = None
    explanation: str


class Reconciliation(Shape):
    """Every invoiced line and every missed one, with the money at stake."""

    as_of: date
    lines: tuple[ReconciledLine, ...]
    over_billed: Amount
    under_billed: Amount
    missed: Amount


def reconcile(case: Case, invoices: Iterable[Event]) -> Reconciliation:
    """Compare invoices with the schedule that the contract and its other events give."""
    made = schedule(case.not_invoiced())
    due = {line.id: line for line in made.billing if line.kind != "write_down"}
    posted = {event.data.invoice_id: event for event in invoices if isinstance(event, InvoicePosted)}
    ordered = sorted(posted.values(), key=lambda event: (event.data.date, event.data.invoice_id))
    lines = [*_invoiced(ordered, due)]
    seen = {line.schedule_line for line in lines}
    lines += [_missed(line) for line in due.values() if line.id not in seen and _is_owed(line)]
    return Reconciliation(
        as_of=case.as_of,
        lines=tuple(lines),
        over_billed=_total(line.delta for line in lines if line.delta and line.delta > 0),
        under_billed=-_total(line.delta for line in lines if line.outcome == "under"),
        missed=_total(line.due for line in lines if line.outcome == "missed"),
    )


def _invoiced(invoices: list[InvoicePosted], due: dict[str, BillingLine]) -> Iterator[ReconciledLine]:
    billed: set[str] = set()
    for invoice in invoices:
        for item in invoice.data.lines:
            line = due.get(item.schedule_line)
            outcome, owed, why = _judge(
                item.amount, line, on=invoice.data.date, again=item.schedule_line in billed
            )
            billed.add(item.schedule_line)
            yield ReconciledLine(
                schedule_line=item.schedule_line,
                invoice_id=invoice.data.invoice_id,
                invoiced=item.amount,
                due=owed,
                outcome=outcome,
                delta=None if owed is None else item.amount - owed,
                explanation=why,
            )


def _judge(
    amount: Decimal, line: BillingLine | None, *, on: date, again: bool
) -> tuple[Outcome, Decimal | None, str]:
    """The outcome, what was due, and why."""
    if line is None:
        return "unknown", Decimal(0), "the contract has no such line"
    if again:
        return "double", Decimal(0), "the line stands on an earlier invoice"
    if line.amount is None:
        return "unpriced", None, f"the schedule gives no amount yet (status {line.status})"
    if line.bill_on is None or line.bill_on > on:
        return "early", Decimal(0), f"not billable before {line.bill_on or 'its event'}"
    if amount == line.amount:
        return "agrees", line.amount, line.proof.formula
    return "over" if amount > line.amount else "under", line.amount, line.proof.formula


def _is_owed(line: BillingLine) -> bool:
    return line.status == "billable" and bool(line.amount)


def _missed(line: BillingLine) -> ReconciledLine:
    return ReconciledLine(
        schedule_line=line.id,
        due=line.amount,
        outcome="missed",
        explanation=f"billable since {line.bill_on}, on no invoice; {line.proof.formula}",
    )


def _total(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
