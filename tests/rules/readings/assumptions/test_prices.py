from __future__ import annotations

from models.terms import Terms
from rules.readings.assumptions.prices import escalation_base, escalation_rounding


def test_a_single_rise_has_one_base() -> None:
    once = Terms.model_validate({"escalation": {"percent": "3", "first_on": "2027-01-01"}})
    assert list(escalation_base(once)) == []


def test_repeated_rises_may_be_of_the_original_price() -> None:
    yearly = Terms.model_validate({"escalation": {"percent": "3", "every_months": 12}})
    (found,) = escalation_base(yearly)
    assert [choice.patch[0]["value"] for choice in found.choices] == ["previous", "original"]


def test_an_index_may_be_rounded_before_it_is_applied() -> None:
    found = list(escalation_rounding(Terms.model_validate({"escalation": {"index": "CPI-U"}})))
    assert [assumption.pointer for assumption in found] == [
        "/escalation/price_digits",
        "/escalation/percent_digits",
    ]
    assert list(escalation_rounding(Terms())) == []
