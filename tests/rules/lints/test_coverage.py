from __future__ import annotations

from typing import Any

import pytest

from models.terms import Terms
from rules import check_terms

FEE = {"id": "1", "billing_method": "fixed_price", "amount": "5.00", "end_date": "2026-06-30"}
WAITING = {"id": "M1", "amount": "5.00", "trigger": "acceptance"}


DATED = {"id": "M1", "amount": "5.00", "due_date": "2026-01-01"}
TIER = {"unit_amount": "1.00"}


def time(role: str | None = None, **line: str) -> dict[str, Any]:
    rates = [{"role": role, "amount": "90.00", "unit": "hour"}, {"role": "unpriced"}]
    return {"id": "1", "billing_method": "time_and_materials", "rates": rates, **line}


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
        (
            {"lines": [time(role="Lead"), {**FEE, "id": "2", "caps": [{"id": "c", "role": "Analyst"}]}]},
            ["L06"],
        ),
        ({"lines": [time(role="Lead")], "caps": [{"id": "c", "role": "analyst"}]}, ["L06"]),
        ({"lines": [time(role="Lead")], "caps": [{"id": "c", "role": "LEAD"}, {"id": "d"}]}, []),
        ({"lines": [time()], "caps": [{"id": "c", "role": "Lead"}]}, []),
        ({"lines": [FEE], "caps": [{"id": "c", "role": "Lead"}]}, []),
        ({"currency": None, "contract_value": "1.00", "lines": []}, ["L09"]),
        ({"currency": None, "lines": [{"id": "1", "billing_method": "milestone"}]}, []),
        ({"currency": None, "lines": [time()]}, ["L09"]),
        (
            {"currency": None, "lines": [{"id": "1", "billing_method": "unit_price", "tiers": [TIER]}]},
            ["L09"],
        ),
        ({"currency": None, "lines": [{**FEE, "milestones": [DATED]}]}, ["L09"]),
        ({"payment": {"purchase_order_required": True}}, ["L17"]),
        ({"payment": {"purchase_order_required": True}, "purchase_orders": [{"number": "4711"}]}, []),
        ({"payment": {"purchase_order_required": False}}, []),
        ({"expenses": {"cap": "90.00", "markup_percent": "5"}}, ["L18"]),
        ({"expenses": {"cap": "90.00", "markup_percent": "5", "cap_basis": "cost"}}, []),
        ({"expenses": {"cap": "90.00", "markup_percent": "0"}}, []),
        ({"expenses": {"markup_percent": "5"}}, []),
        ({"expenses": {"caps": [{"percent_of_fees": "12"}]}}, ["L18"]),
        ({"expenses": {"caps": [{"percent_of_fees": "12", "per": "total"}]}}, []),
        ({"expenses": {"reimbursable": True}}, ["L23"]),
        ({"expenses": {"reimbursable": True}, "lines": [{"id": "1", "billing_method": "expenses"}]}, []),
        ({"expenses": {"reimbursable": True}, "lines": []}, []),
        ({"lines": [time(), time(id="2")]}, ["L23"]),
        ({"lines": [time(role="Lead"), time(id="2", role="Analyst")]}, []),
        (
            {"lines": [time(end_date="2026-01-31"), time(id="2", start_date="2026-02-01")]},
            [],
        ),
        ({"lines": [time(end_date="2026-02-01"), time(id="2", start_date="2026-02-01")]}, ["L23"]),
        ({"billing_entity": "Acme  Ltd", "parties": [{"name": "ACME Ltd"}]}, []),
        ({"billing_entity": "Acme, Inc", "parties": [{"name": "Acme Inc."}]}, []),
        ({"billing_entity": "Other", "parties": [{"name": "ACME Ltd"}]}, ["L20"]),
        ({"kind": "change_order"}, ["L22"]),
        ({"kind": "change_order", "parent_reference": "MSA-1"}, []),
        ({}, []),
    ],
)
def test_what_another_term_needs_is_asked_for(terms: dict[str, Any], expected: list[str]) -> None:
    stated = Terms.model_validate({"currency": "USD", "lines": [FEE], **terms})
    assert [finding.code for finding in check_terms(stated)] == expected
