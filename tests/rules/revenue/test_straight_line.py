from __future__ import annotations

from collections.abc import Callable

from models.schedule import Schedule

Build = Callable[..., Schedule]


def earned(schedule: Schedule) -> list[str]:
    return [f"{line.period.start} {line.method} {line.amount}" for line in schedule.revenue]


def test_a_quarterly_fee_is_earned_by_the_days_of_its_months(build: Build) -> None:
    # 90 days: 31, 28 and 31
    line = {"id": "1", "billing_method": "recurring", "amount": "90.00", "period": "quarter"}
    terms = {"start_date": "2026-01-01", "end_date": "2026-03-31", "lines": [line]}
    assert earned(build(terms)) == [
        "2026-01-01 straight_line 31.00",
        "2026-02-01 straight_line 28.00",
        "2026-03-01 straight_line 31.00",
    ]


def test_a_fixed_price_is_earned_over_its_dates_whatever_is_billed_when(build: Build) -> None:
    line = {"id": "1", "billing_method": "fixed_price", "amount": "59.00"}
    terms = {"start_date": "2026-01-01", "end_date": "2026-02-28", "lines": [line]}
    assert earned(build(terms)) == ["2026-01-01 straight_line 31.00", "2026-02-01 straight_line 28.00"]


def test_a_fixed_price_without_dates_is_earned_as_invoiced(build: Build) -> None:
    line = {"id": "1", "billing_method": "fixed_price", "amount": "5.00"}
    assert earned(build({"lines": [line]}, (), "2026-04-01")) == ["2026-04-01 as_invoiced 5.00"]


def test_a_price_of_nothing_earns_nothing(build: Build) -> None:
    line = {"id": "1", "billing_method": "fixed_price", "amount": "0.00"}
    assert earned(build({"start_date": "2026-01-01", "end_date": "2026-02-28", "lines": [line]})) == []


def test_hours_beyond_a_retainer_are_earned_as_invoiced(build: Build) -> None:
    line = {
        "id": "1",
        "billing_method": "retainer",
        "amount": "31.00",
        "period": "month",
        "included_hours": "1",
        "overage_rate": "5.00",
    }
    terms = {"start_date": "2026-01-01", "end_date": "2026-01-31", "lines": [line]}
    events = [("time.approved", {"entry_id": "t", "person": "p", "date": "2026-01-05", "hours": "3"})]
    assert earned(build(terms, events)) == ["2026-01-01 straight_line 31.00", "2026-01-01 as_invoiced 10.00"]
