from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from models.period import Period
from models.schedule import Schedule
from models.terms import Payment
from rules.dates.due_date import bill_on, due_on

Build = Callable[..., Schedule]


@pytest.mark.parametrize(
    ("day", "month_end", "expected"),
    [
        (date(2025, 3, 12), None, date(2025, 4, 11)),
        (date(2025, 3, 12), "then_days", date(2025, 4, 30)),
        (date(2025, 3, 12), "days_then", date(2025, 4, 30)),
        (date(2025, 1, 31), "then_days", date(2025, 3, 2)),
        (date(2025, 1, 31), "days_then", date(2025, 3, 31)),
        (date(2025, 1, 31), "unclear", None),
        (None, None, None),
    ],
)
def test_thirty_days_with_and_without_month_end(
    day: date | None, month_end: str | None, expected: date | None
) -> None:
    payment = Payment.model_validate({"net_days": 30, "month_end": month_end})
    assert due_on(day, payment) == expected


def test_without_net_days_nothing_is_due() -> None:
    assert due_on(date(2025, 1, 1), Payment()) is None
    assert due_on(date(2025, 1, 1), None) is None


@pytest.mark.parametrize(
    ("billing_day", "expected"),
    [(None, date(2026, 1, 31)), (31, date(2026, 1, 31)), (5, date(2026, 2, 5)), (30, date(2026, 2, 28))],
)
def test_the_billing_day_is_the_next_such_day(billing_day: int | None, expected: date) -> None:
    january = Period.through(date(2026, 1, 1), date(2026, 1, 31))
    assert bill_on(january, Payment(billing_day=billing_day)) == expected


def test_in_advance_the_first_day_counts() -> None:
    part = Period.through(date(2026, 1, 10), date(2026, 1, 31))
    assert bill_on(part, Payment(), advance=True) == date(2026, 1, 10)
    assert bill_on(part, Payment(billing_day=10), advance=True) == date(2026, 1, 10)
    assert bill_on(part, Payment(billing_day=1), advance=True) == date(2026, 2, 1)


def test_an_unclear_month_end_opens_a_reading(build: Build) -> None:
    lines = [{"id": "1", "billing_method": "fixed_price", "amount": "5.00", "end_date": "2026-01-31"}]
    schedule = build({"payment": {"net_days": 30, "month_end": "unclear"}, "lines": lines})
    assert [reading.pointer for reading in schedule.readings] == ["/payment/month_end"]
    assert schedule.billing[0].due_on is None
