"""TERMS: the due date again from the payment terms, and whether the lines were due to be billed yet."""

from __future__ import annotations

from datetime import timedelta

from disputes.checks.facts import Facts, not_checkable, refuted
from models.dispute import ClaimCheck

DUE = "recompute the due date"
EARLY = "lines were due to be billed"
LONGEST_NET_DAYS = 3_650


def check_due_date(facts: Facts) -> ClaimCheck:
    """Supported where the invoice asks for its money before the net days are over."""
    payment = facts.terms.payment if facts.terms is not None else None
    invoice = facts.invoice
    if payment is None or payment.net_days is None or invoice is None:
        return not_checkable(DUE, "needs the contract's net days and the invoice")
    from_invoice = payment.due_basis in {None, "invoice_date"} and payment.month_end is None
    if (
        invoice.on is None
        or invoice.due_on is None
        or not from_invoice
        or payment.net_days > LONGEST_NET_DAYS
    ):
        return not_checkable(DUE, "needs the invoice's dates, and net days that run from the invoice date")
    due_on = invoice.on + timedelta(days=payment.net_days)
    detail = f"net {payment.net_days} from {invoice.on} is {due_on}; the invoice says {invoice.due_on}"
    return facts.supported(DUE, None, detail) if invoice.due_on < due_on else refuted(DUE, detail)


def check_too_early(facts: Facts) -> ClaimCheck:
    """Supported where a line was invoiced before the schedule bills it."""
    invoice = facts.invoice
    found = [facts.scheduled(line.schedule_line) for line in (invoice.lines if invoice else ())]
    days = [line.bill_on for line in found if line is not None and line.bill_on is not None]
    if invoice is None or invoice.on is None or not days:
        return not_checkable(EARLY, "needs the invoice date and the schedule's billing dates")
    detail = f"the last of its lines is billed on {max(days)}; the invoice is of {invoice.on}"
    return facts.supported(EARLY, None, detail) if invoice.on < max(days) else refuted(EARLY, detail)
