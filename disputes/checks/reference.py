"""REFERENCE: whether the purchase order that the contract asks for is on the invoice."""

from __future__ import annotations

from disputes.checks.facts import Facts, not_checkable, refuted
from models.dispute import ClaimCheck

NAME = "required reference present"


def check_reference(facts: Facts) -> ClaimCheck:
    """Supported where a purchase order is required and not quoted; that is no money."""
    payment = facts.terms.payment if facts.terms is not None else None
    required = payment.purchase_order_required if payment is not None else None
    if facts.invoice is None or required is None:
        return not_checkable(NAME, "needs the invoice and whether a purchase order is required")
    if not required:
        return refuted(NAME, "the contract requires no purchase order number")
    if facts.invoice.po_number is None:
        return facts.supported(NAME, None, "a purchase order number is required and missing")
    return refuted(NAME, "a purchase order number is quoted")
