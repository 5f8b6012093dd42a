from __future__ import annotations

from typing import Any

import pytest

from models.terms import Terms
from rules import check_terms

RETAINED = {"percent": "10", "releases": [{"percent": "100", "on": "2027-01-31"}]}
NET = {"recoup_percent": "30", "recoup_basis": "net_of_retention"}


def fixed(amount: str) -> list[dict[str, Any]]:
    return [{"id": "1", "billing_method": "fixed_price", "amount": amount}]


def tiers(mode: str, *steps: tuple[str | None, str]) -> list[dict[str, Any]]:
    stated = [{"up_to": end, "unit_amount": price} for end, price in steps]
    return [{"id": "1", "billing_method": "unit_price", "tiers": stated, "tier_mode": mode}]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"not_to_exceed": "90.00", "lines": fixed("100.00")}, ["L04"]),
        ({"not_to_exceed": "100.00", "lines": fixed("100.00")}, []),
        ({"lines": [{**fixed("100.00")[0], "caps": [{"id": "c", "amount": "90.00"}]}]}, ["L04"]),
        ({"lines": [{**fixed("100.00")[0], "caps": [{"id": "c", "amount": "100.00"}]}]}, []),
        ({"lines": [{**fixed("100.00")[0], "caps": [{"id": "c", "hours": "9"}]}]}, []),
        (
            {
                "lines": [
                    {**fixed("100.00")[0], "caps": [{"id": "c", "amount": "9", "behaviour": "estimate"}]}
                ]
            },
            [],
        ),
        ({"not_to_exceed": "90.00", "minimum_commitment": {"amount": "100.00"}}, ["L05"]),
        ({"not_to_exceed": "90.00", "minimum_commitment": {"amount": "90.00"}}, []),
        ({"contract_value": "100.00", "advance": {"amount": "30.00", "recoup_percent": "25"}}, ["L13"]),
        ({"contract_value": "100.00", "advance": {"amount": "30.00"}}, []),
        # of 100.00 less 10% retained, 30% is 27.00
        ({"contract_value": "100.00", "retention": RETAINED, "advance": {**NET, "amount": "28.00"}}, ["L13"]),
        ({"contract_value": "100.00", "retention": RETAINED, "advance": {**NET, "amount": "27.00"}}, []),
        ({"lines": tiers("volume", ("250", "45"), (None, "40"))}, ["L14"]),
        ({"lines": tiers("graduated", ("250", "45"), (None, "40"))}, []),
        ({"lines": tiers("volume", ("1", "45"), (None, "40"))}, []),
        ({"lines": tiers("graduated", (None, "45"), ("250", "40"))}, ["L14"]),
        ({"lines": tiers("graduated", ("250", "45"), ("100", "40"))}, ["L14"]),
    ],
)
def test_limits_that_contradict_what_they_limit_are_named(terms: dict[str, Any], expected: list[str]) -> None:
    stated = Terms.model_validate({"currency": "USD", **terms})
    assert [finding.code for finding in check_terms(stated)] == expected
