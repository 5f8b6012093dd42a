from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from models.schedule import Schedule
from models.working import fixed
from rules.methods.day_rate import counted_days

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]

TERMS = {"start_date": "2026-01-01", "end_date": "2026-01-31"}
LINE: dict[str, Any] = {
    "id": "1",
    "billing_method": "time_and_materials",
    "rates": [{"amount": "800.00", "unit": "day"}],
    "hours_per_day": "8",
}


def time(number: int, hours: str, day: str = "05") -> tuple[str, dict[str, Any]]:
    return "time.approved", {
        "entry_id": f"t{number}",
        "person": "p",
        "date": f"2026-01-{day}",
        "hours": hours,
    }


@pytest.mark.parametrize(
    ("days", "exact", "half", "whole"),
    [("0", "0", "0", "0"), ("0.25", "0.25", "0.5", "1"), ("0.51", "0.51", "1", "1"), ("1.25", "1", "1", "1")],
)
def test_parts_of_a_day_count_in_their_steps(days: str, exact: str, half: str, whole: str) -> None:
    worked, length = fixed("hours", Decimal(days), "R07"), fixed("hours per day", 1, "R07")
    assert counted_days(worked, length, None) == counted_days(worked, length, "exact")
    assert counted_days(worked, length, None).value == Decimal(exact)
    assert counted_days(worked, length, "half_day").value == Decimal(half)
    assert counted_days(worked, length, "whole_day").value == Decimal(whole)


@pytest.mark.parametrize(
    ("rounding", "amount"),
    # 3 h and 2 h on one day, 1 h on the next: 5/8 + 1/8; 1 + 0.5; 1 + 1
    [(None, "600.00"), ("half_day", "1200.00"), ("whole_day", "1600.00")],
)
def test_entries_of_a_day_share_it(build: Build, shown: Shown, rounding: str | None, amount: str) -> None:
    terms = {**TERMS, "lines": [{**LINE, "day_rounding": rounding}]}
    events = [time(1, "3"), time(2, "2"), time(3, "1", "06")]
    assert shown(build(terms, events)) == [f"2026-01-31 time {amount}"]


def test_a_day_without_its_hours_prices_nothing(build: Build) -> None:
    schedule = build({**TERMS, "lines": [{**LINE, "hours_per_day": None}]}, [time(1, "3")])
    assert [finding.code for finding in schedule.findings] == ["rate_unit"]
    assert schedule.billing[0].amount is None


def test_a_day_of_a_kind_takes_its_multiplier(build: Build, shown: Shown) -> None:
    # Saturday 10 January 2026
    line = {**LINE, "multipliers": [{"trigger": "weekend", "multiplier": "1.5"}]}
    assert shown(build({**TERMS, "lines": [line]}, [time(1, "8", "10")])) == ["2026-01-31 time 1200.00"]
