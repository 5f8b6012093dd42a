from __future__ import annotations

from models.pointer import apply_patch
from models.terms import Terms
from rules.readings.assumptions import FINDERS, assumptions_of
from rules.readings.assumptions.shape import choices, put

EVERYTHING = {
    "currency": "USD",
    "not_to_exceed": "1000.00",
    "lines": [
        {
            "id": "1",
            "billing_method": "time_and_materials",
            "caps": [{"id": "l", "hours": "40"}],
            "increment": {"hours": "0.25"},
            "rollover": {"periods": 1},
        },
    ],
    "caps": [{"id": "c", "amount": "500.00"}],
    "discounts": [{"percent": "5"}],
    "payment": {
        "net_days": 30,
        "early_discount_percent": "2",
        "early_discount_days": 10,
        "late_interest_percent": "1.5",
        "late_interest_period": "month",
    },
    "expenses": {"markup_percent": "5", "cap": "100.00"},
    "escalation": {"percent": "3", "index": "CPI-U", "every_months": 12, "first_on": "2027-01-01"},
    "minimum_commitment": {"amount": "10.00", "period": "quarter"},
}
TERMS = Terms.model_validate(EVERYTHING)


def test_choices_put_their_values_at_the_pointer() -> None:
    (choice,) = choices("/caps/0/scope", ("for each month", "month", "It holds monthly."))
    assert choice.patch == (put("/caps/0/scope", "month"),)


def test_each_finder_finds_something_in_terms_that_leave_all_of_it_open() -> None:
    for find in FINDERS:
        assert list(find(TERMS)), find.__name__


def test_every_reading_fits_the_terms_and_says_how_it_would_be_written() -> None:
    stated = TERMS.model_dump(mode="json")
    for assumption in assumptions_of(TERMS):
        assert len(assumption.choices) in {2, 3, 4}
        assert len({choice.reading for choice in assumption.choices}) == len(assumption.choices)
        assert "|" in assumption.settled_by
        for choice in assumption.choices:
            assert choice.settled_by.endswith(".")
            Terms.model_validate(apply_patch(stated, choice.patch))


def test_terms_without_the_clauses_leave_nothing_open() -> None:
    assert list(assumptions_of(Terms())) == []
    assert list(assumptions_of(Terms.model_validate({"payment": {}, "expenses": {}, "retention": {}}))) == []


def test_terms_that_say_it_are_not_asked_about() -> None:
    said = Terms.model_validate(
        {
            **EVERYTHING,
            "not_to_exceed": None,
            "lines": [
                {
                    "id": "1",
                    "billing_method": "retainer",
                    "increment": {"hours": "1", "per": "day"},
                    "rollover": {"periods": 1, "order": "current_first"},
                },
            ],
            "caps": [
                {"id": "c", "amount": "5", "scope": "month", "basis": "gross"},
                {"id": "d", "hours": "5", "lines": ["1"], "allocation": "fifo"},
            ],
            "payment": {
                "early_discount_percent": "2",
                "early_discount_base": "fees",
                "late_interest_percent": "1",
                "late_interest_method": "daily",
            },
            "expenses": {"markup_percent": "5", "cap": "100.00", "cap_basis": "cost"},
            "escalation": {
                "index": "CPI-U",
                "every_months": 12,
                "compounding": "original",
                "price_digits": 2,
                "percent_digits": 1,
            },
            "minimum_commitment": {
                "amount": "10.00",
                "period": "quarter",
                "carry_forward": False,
                "basis": "gross",
            },
        }
    )
    assert list(assumptions_of(said)) == []
