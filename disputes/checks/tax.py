"""TAXFX: the invoice's currency against the contract's; tax itself needs more than a contract says."""

from __future__ import annotations

from disputes.checks.facts import Facts, not_checkable
from models.dispute import ClaimCheck

NAME = "invoice currency is the contract's"


def check_currency(facts: Facts) -> ClaimCheck:
    """Supported where the currencies differ; tax and exchange rates are not checkable here."""
    billed = facts.invoice.currency if facts.invoice is not None else None
    agreed = facts.terms.currency if facts.terms is not None else None
    if billed is not None and agreed is not None and billed.upper() != agreed:
        return facts.supported(NAME, None, f"invoiced in {billed.upper()[:3]}, agreed in {agreed}")
    return not_checkable(NAME, "tax and exchange rates need the tax office's or the bank's rates")
