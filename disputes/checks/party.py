"""PARTY: whether the invoice is made out to the entity that signed."""

from __future__ import annotations

import re

from disputes.checks.facts import Facts, not_checkable, refuted
from models.dispute import ClaimCheck

NAME = "billed entity is the signatory"


def check_party(facts: Facts) -> ClaimCheck:
    """Supported where the invoice names another entity than the customer; that is no money."""
    billed = facts.invoice.bill_to if facts.invoice is not None else None
    signed = _customers(facts)
    if billed is None or not signed:
        return not_checkable(NAME, "needs the invoice's bill-to and the contract's customer")
    if _key(billed) in signed:
        return refuted(NAME, "the invoice names the contract's customer")
    return facts.supported(NAME, None, "the invoice names an entity that is not the contract's customer")


def _customers(facts: Facts) -> set[str]:
    if facts.terms is None:
        return set()
    return {_key(party.name) for party in facts.terms.parties if party.role == "customer"}


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
