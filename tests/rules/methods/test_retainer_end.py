from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]

LINE: dict[str, Any] = {
    "id": "1",
    "billing_method": "retainer",
    "amount": "2000.00",
    "period": "month",
    "proration": "none",
    "included_hours": "10",
    "overage_rate": "250.00",
}
USED = ("time.approved", {"entry_id": "t", "person": "p", "date": "2026-01-05", "hours": "6"})


def ended(
    build: Build, as_of: str = "2026-12-31", end: str | None = "2026-01-31", **rollover: Any
) -> Schedule:
    line = {**LINE, "rollover": rollover or None}
    return build({"start_date": "2026-01-01", "end_date": end, "lines": [line]}, [USED], as_of)


def credits(schedule: Schedule) -> list[str]:  # noqa: A001 - the field's word
    return [f"{line.bill_on} {line.amount}" for line in schedule.billing if line.kind == "credit"]


RATE = {"credit_rate": "150.00"}


@pytest.mark.parametrize(
    ("rollover", "expected"),
    [
        ({"end_of_term": "credit", **RATE}, ["2026-01-31 -600.00"]),
        ({"end_of_term": "refund", **RATE}, ["2026-01-31 -600.00"]),
        ({"end_of_term": "credit", "max_hours": "3", **RATE}, ["2026-01-31 -450.00"]),
        ({"end_of_term": "credit", "credit_rate": "0"}, []),
        ({"end_of_term": "forfeit", **RATE}, []),
        (RATE, []),
        ({}, []),
    ],
)
def test_what_is_left_goes_as_the_terms_say(
    build: Build, rollover: dict[str, Any], expected: list[str]
) -> None:
    assert credits(ended(build, **rollover)) == expected


def test_nothing_is_credited_before_the_end_or_without_one(build: Build) -> None:
    assert credits(ended(build, "2026-01-30", end_of_term="credit", **RATE)) == []
    assert credits(ended(build, "2026-01-30", None, end_of_term="credit", **RATE)) == []


def test_an_unstated_rate_is_a_reading(build: Build) -> None:
    schedule = ended(build, end_of_term="credit")
    assert credits(schedule) == ["2026-01-31 None"]
    (reading,) = schedule.readings
    assert reading.pointer == "/lines/0/rollover/credit_rate"
    # 2,000 / 10 h = 200
    assert [f"{option.total}" for option in reading.options] == ["1200.00", "1000.00", "2000.00"]


def test_only_rates_that_the_terms_know_are_offered(build: Build) -> None:
    line = {**LINE, "amount": None, "overage_rate": None, "rollover": {"end_of_term": "credit"}}
    terms = {"start_date": "2026-01-01", "end_date": "2026-01-31", "lines": [line]}
    (reading,) = build(terms, [USED]).readings
    assert [option.reading for option in reading.options] == ["not at all"]
