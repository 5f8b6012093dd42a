from __future__ import annotations

import pytest
from pydantic import ValidationError

from models.terms import Terms


def test_what_is_not_stated_is_none_or_empty() -> None:
    terms = Terms()
    assert {name for name, value in terms if value} == set()


@pytest.mark.parametrize(
    "terms",
    [
        {"currency": "usd"},
        {"contract_value": 50000.0},
        {"payment": {"billing_day": 32}},
        {"payment": {"net_days": "30"}},
        {"lines": [{"id": "1", "billing_method": "barter"}]},
        {"escalation": {"base_period": "June 2025"}},
        {"price": "1"},
    ],
)
def test_what_no_contract_means_is_refused(terms: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Terms.model_validate(terms)
