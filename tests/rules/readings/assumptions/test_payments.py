from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule
from rules.readings.assumptions.payments import early_discount_base, expense_cap_basis, late_interest_method

Build = Callable[..., Schedule]

FEE = {"id": "1", "billing_method": "fixed_price", "amount": "40000.00", "end_date": "2026-01-01"}
LATE = {"net_days": 30, "late_interest_percent": "1.5", "late_interest_period": "month"}
EARLY = {"net_days": 30, "early_discount_percent": "2", "early_discount_days": 10}


def test_interest_is_asked_about_once_for_all_payments() -> None:
    (found,) = late_interest_method(Terms.model_validate({"payment": LATE}))
    assert (found.pointer, found.supposing) == ("/payment/late_interest_method", "late")
    assert found.choices[0].reading == "by the day"


def test_without_payments_nothing_is_measured_on_them(build: Build) -> None:
    assert build({"payment": LATE, "lines": [FEE]}).assumptions == ()


def test_an_early_discount_is_asked_about() -> None:
    (found,) = early_discount_base(Terms.model_validate({"payment": EARLY}))
    assert (found.supposing, found.ask) == ("early", "customer accounts payable")


def test_a_supposed_payment_shows_what_interest_would_come_to() -> None:
    # 40,000 due 31 January, paid 45 days late: 18% a year by days 40,000 x 18% x 45/365 = 887.67
    terms = Terms.model_validate({"currency": "USD", "payment": LATE, "lines": [FEE]})
    made = build_schedule(terms, as_of=date(2026, 1, 1), supposing=True)
    assert all(line.kind != "interest" for line in made.billing)
    for reading in made.assumptions:
        assert reading.pointer == "/payment/late_interest_method"
        assert reading.question.endswith("(Were every invoice paid 45 days late.)")
        assert str(reading.options[0].total) == "40887.67"


def test_only_a_marked_up_limit_is_asked_about() -> None:
    assert list(expense_cap_basis(Terms.model_validate({"expenses": {"markup_percent": "5"}}))) == []
    caps = {"markup_percent": "5", "caps": [{"percent_of_fees": "12"}]}
    (found,) = expense_cap_basis(Terms.model_validate({"expenses": caps}))
    assert found.rule == "R21"
