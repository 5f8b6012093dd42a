from __future__ import annotations

from typing import Any

import pytest

from models.terms import Terms
from rules import check_terms


def stones(*shares: dict[str, str]) -> list[dict[str, Any]]:
    return [{"id": f"M{number}", "due_date": "2026-01-31", **share} for number, share in enumerate(shares)]


def line(line_id: str = "1", **more: Any) -> dict[str, Any]:
    return {"id": line_id, "billing_method": "milestone", **more}


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"contract_value": "125.00", "lines": [line(milestones=stones({"amount": "120.00"}))]}, ["L01"]),
        ({"contract_value": "120.00", "lines": [line(milestones=stones({"amount": "120.00"}))]}, []),
        ({"lines": [line(amount="9.00", milestones=stones({"percent": "99.9"}))]}, ["L02"]),
        ({"contract_value": "9.00", "lines": [line(amount="5.00"), line("2", amount="5.00")]}, ["L01"]),
        ({"contract_value": "10.00", "lines": [line(amount="5.00"), line("2", amount="5.00")]}, []),
        ({"contract_value": "9.00", "lines": [line(amount="5.00"), line("2")]}, []),
        ({"contract_value": "9.00"}, []),
        ({"retention": {"releases": [{"percent": "50"}, {"percent": "40"}]}}, ["L02"]),
        ({"retention": {"releases": [{"percent": "50"}, {}]}}, []),
    ],
)
def test_parts_that_do_not_make_the_whole_are_named(terms: dict[str, Any], expected: list[str]) -> None:
    stated = Terms.model_validate({"currency": "USD", **terms})
    assert [finding.code for finding in check_terms(stated)] == expected
