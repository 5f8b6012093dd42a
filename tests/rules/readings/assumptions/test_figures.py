"""The figures of the billing rules' own examples, under each reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.event import Event
from models.schedule import Reading
from models.terms import Terms
from rules import build_schedule

NewEvent = Callable[..., Event]

FEE: dict[str, Any] = {
    "id": "1",
    "billing_method": "fixed_price",
    "amount": "52000.00",
    "end_date": "2026-01-31",
}
JANUARY = {"start_date": "2026-01-01", "end_date": "2026-01-31"}
OFF = {"discounts": [{"percent": "10", "mode": "prospective"}]}


def readings(terms: dict[str, Any], *events: Event) -> dict[str, Reading]:
    stated = Terms.model_validate({"currency": "USD", **terms})
    made = build_schedule(stated, events, as_of=date(2030, 1, 1), supposing=True)
    return {reading.pointer: reading for reading in made.assumptions}


def totals(reading: Reading) -> list[str]:
    return [str(option.total) for option in reading.options]


@pytest.mark.parametrize(
    ("limit", "pointer"),
    [
        ({"caps": [{"id": "c", "amount": "50000.00", "scope": "contract"}]}, "/caps/0/basis"),
        ({"not_to_exceed": "50000.00"}, "/not_to_exceed"),
    ],
)
def test_a_limit_before_or_after_the_discount(limit: dict[str, Any], pointer: str) -> None:
    # 52,000 of work, 10% off, a limit of 50,000: 50,000 less 5,000, or 52,000 less 5,200
    found = readings({"lines": [FEE], **OFF, **limit})[pointer]
    assert totals(found) == ["45000.00", "46800.00"]
    assert (found.rule, found.chosen) == ("C7", "before discounts")


def test_the_last_hours_of_a_limit(event_of: NewEvent) -> None:
    # 8 h left for 6 h at 300 and 6 h at 200: 6 x 300 + 2 x 200, or 4 x 300 + 4 x 200
    rates = [
        {"role": role, "amount": amount, "unit": "hour"} for role, amount in (("A", "300"), ("B", "200"))
    ]
    work = {"id": "1", "billing_method": "time_and_materials", "rates": rates}
    events = [
        event_of(
            at,
            "time.approved",
            {"entry_id": f"t{at}", "person": role, "role": role, "date": f"2026-01-0{at}", "hours": "6"},
        )
        for at, role in ((5, "A"), (6, "B"))
    ]
    cap = {"id": "c", "hours": "8", "scope": "contract"}
    found = readings({**JANUARY, "lines": [work], "caps": [cap]}, *events)["/caps/0/allocation"]
    assert totals(found) == ["2200.00", "2000.00"]


def test_a_limit_on_expenses_with_or_without_the_markup(event_of: NewEvent) -> None:
    # 9,400 under 8,400: markup then limit, or limit then 5%
    expense = event_of(1, "expense.approved", {"expense_id": "x", "date": "2026-01-05", "amount": "9400.00"})
    terms = {
        **JANUARY,
        "expenses": {"reimbursable": True, "markup_percent": "5", "cap": "8400.00"},
        "lines": [{"id": "1", "billing_method": "expenses"}],
    }
    assert totals(readings(terms, expense)["/expenses/cap_basis"]) == ["8400.00", "8820.00"]


def test_interest_by_days_and_months() -> None:
    # 40,000 at 1.5% a month, 45 days late: 45/365 of 18%; one month; two; two compounding
    payment = {"net_days": 30, "late_interest_percent": "1.5", "late_interest_period": "month"}
    fee = {**FEE, "amount": "40000.00"}
    found = readings({"payment": payment, "lines": [fee]})["/payment/late_interest_method"]
    assert totals(found) == ["40887.67", "40600.00", "41200.00", "41209.00"]


def test_an_early_discount_on_the_invoice_or_its_fees(event_of: NewEvent) -> None:
    # 50,000 of fees and 10,000 of expenses: 2% of 60,000 or of 50,000
    expense = event_of(1, "expense.approved", {"expense_id": "x", "date": "2026-01-05", "amount": "10000.00"})
    payment = {"net_days": 30, "early_discount_percent": "2", "early_discount_days": 10}
    lines = [{**FEE, "amount": "50000.00"}, {"id": "2", "billing_method": "expenses"}]
    found = readings({**JANUARY, "payment": payment, "lines": lines}, expense)
    assert totals(found["/payment/early_discount_base"]) == ["58800.00", "59000.00"]


def test_rises_of_the_last_or_the_original_price_and_their_rounding() -> None:
    # 200, 206 and 212.18 or 212; to whole units 200, 206 and 212
    line = {
        "id": "1",
        "billing_method": "recurring",
        "amount": "200.00",
        "period": "year",
        "proration": "none",
    }
    terms = {
        "start_date": "2025-01-01",
        "end_date": "2027-12-31",
        "escalation": {"percent": "3", "first_on": "2026-01-01", "every_months": 12},
        "lines": [line],
    }
    found = readings(terms)
    assert totals(found["/escalation/compounding"]) == ["618.18", "618.00"]
    assert totals(found["/escalation/price_digits"]) == ["618.18", "618.00"]


def test_a_rise_of_an_index_may_be_rounded(event_of: NewEvent) -> None:
    # 229.815 to 232.945 is 1.36197%: 202.72 unrounded, 1.4% is 202.80
    line = {
        "id": "1",
        "billing_method": "recurring",
        "amount": "200.00",
        "period": "year",
        "proration": "none",
    }
    terms = {
        "start_date": "2026-01-01",
        "end_date": "2026-12-31",
        "escalation": {"index": "CPI-U", "base_period": "2024-10", "first_on": "2026-01-01"},
        "lines": [line],
    }
    values = [("2024-10", "229.815", "2024-11-15"), ("2025-10", "232.945", "2025-11-15")]
    events = [
        event_of(
            at,
            "index.published",
            {"index": "CPI-U", "period": period, "value": value},
            at=f"{day}T12:00:00Z",
        )
        for at, (period, value, day) in enumerate(values, 1)
    ]
    assert totals(readings(terms, *events)["/escalation/percent_digits"]) == ["202.72", "202.80"]
