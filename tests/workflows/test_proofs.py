"""Proofs of a case: the line asked for, the certificate, and what a changed schedule breaks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.errors import NotFound
from models.terms import Terms
from workflows.case import Case
from workflows.proofs import certify, line_of, verify
from workflows.schedule import schedule

TERMS = Terms.model_validate(
    {
        "currency": "USD",
        "effective_date": "2026-01-10",
        "payment": {"net_days": 30},
        "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "1200.00"}],
    }
)
CASE = Case(TERMS, date(2026, 2, 1))


def test_a_line_is_found_by_its_id_and_a_wrong_one_told_with_those_there_are() -> None:
    made = schedule(CASE)
    assert line_of(made, made.billing[0].id) is made.billing[0]
    with pytest.raises(NotFound, match=f"the lines are {made.billing[0].id}"):
        line_of(made, "9-9")


def test_what_is_certified_verifies_and_a_changed_amount_does_not() -> None:
    made = schedule(CASE)
    certificate = certify(CASE)
    assert verify(made, terms=TERMS, certificate=certificate).sound
    line = made.billing[0]
    more = made.model_copy(update={"billing": (line.model_copy(update={"amount": Decimal("1200.01")}),)})
    assert not verify(more, terms=TERMS, certificate=certificate).sound
