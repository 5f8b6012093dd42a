"""What a contract may leave unsaid and the conventions decide: each with the other ways to read it.

Nothing is held for these. A finder looks at terms and yields an assumption only where the contract has the
clause and leaves the point open; the first choice is the one that the conventions take.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.terms import Terms
from rules.readings.assumptions.limits import (
    cap_allocations,
    cap_bases,
    cap_scopes,
    carry_forward,
    minimum_basis,
)
from rules.readings.assumptions.payments import (
    early_discount_base,
    expense_cap_basis,
    late_interest_method,
)
from rules.readings.assumptions.prices import escalation_base, escalation_rounding
from rules.readings.assumptions.shape import Assumption, Find
from rules.readings.assumptions.work import increment_span, rollover_order

FINDERS: tuple[Find, ...] = (
    increment_span,
    rollover_order,
    cap_scopes,
    cap_bases,
    cap_allocations,
    carry_forward,
    minimum_basis,
    early_discount_base,
    late_interest_method,
    expense_cap_basis,
    escalation_base,
    escalation_rounding,
)


def assumptions_of(terms: Terms) -> Iterator[Assumption]:
    """Every assumption that these terms give rise to, in the order of the rules."""
    for find in FINDERS:
        yield from find(terms)
