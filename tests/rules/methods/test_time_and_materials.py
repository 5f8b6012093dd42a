from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


def terms(*rates: dict[str, Any], **line: Any) -> dict[str, Any]:
    stated = {"id": "1", "billing_method": "time_and_materials", "rates": list(rates), **line}
    return {"start_date": "2026-01-01", "end_date": "2026-01-31", "lines": [stated]}


def time(
    number: int, hours: str, day: str = "2026-01-05", role: str | None = None
) -> tuple[str, dict[str, Any]]:
    return "time.approved", {
        "entry_id": f"t{number}",
        "person": "p",
        "role": role,
        "date": day,
        "hours": hours,
    }


def codes(schedule: Schedule) -> list[str]:
    return [finding.code for finding in schedule.findings]


def test_time_without_a_rate_is_not_billed(build: Build, shown: Shown) -> None:
    events = [time(1, "2", role="Lead"), time(2, "1", role="Intern")]
    schedule = build(terms({"role": "Lead", "amount": "100"}), events)
    assert (shown(schedule), codes(schedule)) == (["2026-01-31 time 200.00"], ["L06"])
    schedule = build(terms({"role": "Lead", "amount": "100"}), events[1:])
    assert (shown(schedule), codes(schedule)) == (["2026-01-31 time null"], ["L06"])


def test_a_day_rate_bills_at_most_a_day(build: Build, shown: Shown) -> None:
    # 6 + 4 hours of one day are a day; 2 hours of the next a quarter
    events = [time(1, "6"), time(2, "4"), time(3, "2", "2026-01-06")]
    day = {"amount": "800.00", "unit": "day"}
    assert shown(build(terms(day, hours_per_day="8"), events)) == ["2026-01-31 time 1000.00"]


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_a_rate_that_hours_do_not_convert_to_prices_nothing(build: Build, shown: Shown, unit: str) -> None:
    schedule = build(terms({"amount": "800.00", "unit": unit}), [time(1, "6")])
    assert (shown(schedule), codes(schedule)) == (["2026-01-31 time null"], ["rate_unit"])


def test_time_outside_the_dates_is_named(build: Build, shown: Shown) -> None:
    schedule = build(terms({"amount": "1"}), [time(1, "6", "2026-02-01")])
    assert (shown(schedule), codes(schedule)) == (["2026-01-31 time null"], ["outside_dates"])


def test_time_before_its_line_was_agreed_is_named(build: Build) -> None:
    added = {**terms({"amount": "1"})["lines"][0], "id": "2"}
    patch = [{"op": "add", "path": "/lines/-", "value": added}]
    events = [time(1, "6"), ("contract.amended", {"effective_on": "2026-01-10", "patch": patch})]
    assert codes(build({**terms(), "lines": []}, events)) == ["outside_dates"]


def test_rates_of_an_index_that_is_not_published_price_nothing(build: Build) -> None:
    escalation = {"index": "CPI", "base_period": "2025-06", "first_on": "2026-01-01"}
    schedule = build({**terms({"amount": "1"}), "escalation": escalation}, [time(1, "6")])
    assert codes(schedule) == ["no_index"]


def test_a_rate_that_starts_later_is_not_raised_by_earlier_steps(build: Build, shown: Shown) -> None:
    rates = [
        {"amount": "100", "effective_to": "2026-01-09"},
        {"amount": "200", "effective_from": "2026-01-10"},
    ]
    escalation = {"percent": "10", "first_on": "2026-01-05"}
    events = [time(1, "1", "2026-01-05"), time(2, "1", "2026-01-10")]
    # 110 + 200
    assert shown(build({**terms(*rates), "escalation": escalation}, events)) == ["2026-01-31 time 310.00"]


def test_a_role_the_earlier_card_did_not_have_is_priced_from_its_day(build: Build, shown: Shown) -> None:
    patch = [{"op": "add", "path": "/lines/0/rates/-", "value": {"role": "Lead", "amount": "100"}}]
    events = [
        time(1, "1", "2026-01-05", role="Lead"),
        time(2, "1", "2026-01-15", role="Lead"),
        ("contract.amended", {"effective_on": "2026-01-10", "patch": patch}),
    ]
    schedule = build(terms({"role": "Junior", "amount": "50"}), events)
    assert (shown(schedule), codes(schedule)) == (["2026-01-31 time 100.00"], ["L06"])


def test_hours_of_no_value_do_not_stand(build: Build, shown: Shown) -> None:
    assert shown(build(terms({"amount": "1"}), [time(1, "0")])) == []
