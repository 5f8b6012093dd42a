from __future__ import annotations

from typing import Any

import pytest

from models.terms import Terms
from rules import check_terms

FEE = {"id": "1", "billing_method": "fixed_price", "amount": "5.00", "end_date": "2026-06-30"}
WAITING = {"id": "M1", "amount": "5.00", "trigger": "acceptance"}


def milestones(*stones: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "1", "billing_method": "milestone", "milestones": list(stones)}]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"currency": None}, ["L09"]),
        ({"lines": [], "currency": None}, []),
        ({"retention": {"percent": "10"}}, ["L11"]),
        ({"retention": {}}, []),
        ({"retention": {"percent": "10", "releases": [{"percent": "100", "milestone": "M9"}]}}, ["L11"]),
        ({"retention": {"percent": "10", "releases": [{"percent": "100", "on": "2027-01-01"}]}}, []),
        ({"escalation": {"index": "CPI"}}, ["L15", "L15"]),
        ({"escalation": {"percent": "3", "first_on": "2026-07-01"}}, []),
        ({"acceptance": {"review_days": 5, "business_days": True}}, ["L19"]),
        ({"acceptance": {"review_days": 5, "business_days": True}, "governing_law": "Texas"}, []),
        ({"lines": milestones(WAITING)}, ["L12"]),
        ({"lines": milestones(WAITING), "acceptance": {"deemed": True}}, []),
        ({"lines": milestones({**WAITING, "acceptance": {"deemed": True}})}, []),
        ({"lines": milestones({**WAITING, "trigger": None, "due_date": "2026-01-01"})}, []),
        (
            {"lines": [{"id": "1", "billing_method": "time_and_materials", "rates": [{"role": "Lead"}]}]},
            ["L06"],
        ),
        ({"billing_entity": "Acme  Ltd", "parties": [{"name": "ACME Ltd"}]}, []),
        ({"billing_entity": "Other", "parties": [{"name": "ACME Ltd"}]}, ["L20"]),
        ({"kind": "change_order"}, ["L22"]),
        ({"kind": "change_order", "parent_reference": "MSA-1"}, []),
        ({}, []),
    ],
)
def test_what_another_term_needs_is_asked_for(terms: dict[str, Any], expected: list[str]) -> None:
    stated = Terms.model_validate({"currency": "USD", "lines": [FEE], **terms})
    assert [finding.code for finding in check_terms(stated)] == expected
