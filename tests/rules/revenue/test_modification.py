"""36,500 for the year 2026, 100 a day; 181 days to the end of June, 184 from July on.

|-- 100 a day: 18,100 --|-- from 1 July -----------------|
1 January               30 June              31 December
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.replay import replay
from models.schedule import Schedule
from rules.proof.invariants import check_invariants

Build = Callable[..., Schedule]

LINE = {"id": "1", "billing_method": "fixed_price", "amount": "36500.00"}
YEAR = {"start_date": "2026-01-01", "end_date": "2026-12-31"}


def change(how: str | None, day: str = "2026-07-01", **values: str) -> tuple[str, dict[str, Any]]:
    paths = {"amount": "/lines/0/amount", "end": "/end_date", "name": "/lines/0/name"}
    patch = [{"op": "replace", "path": paths[key], "value": value} for key, value in values.items()]
    return "contract.amended", {"effective_on": day, "modification": how, "patch": patch}


def months(
    build: Build, *changes: tuple[str, dict[str, Any]], line: dict[str, Any] = LINE, **terms: Any
) -> list[str]:
    schedule = build({**YEAR, **terms, "lines": [line]}, changes)
    assert all(replay(each.proof) == each.amount for each in schedule.revenue)
    assert not [breach for check in check_invariants(schedule) for breach in check.breaches]
    return [f"{each.period.start} {each.amount}" for each in schedule.revenue]


FIRST_HALF = [
    "2026-01-01 3100.00",
    "2026-02-01 2800.00",
    "2026-03-01 3100.00",
    "2026-04-01 3000.00",
    "2026-05-01 3100.00",
    "2026-06-01 3000.00",
]


def test_what_is_not_distinct_is_caught_up_at_once(build: Build) -> None:
    # 73,000 are 200 a day: 36,200 by the end of June
    made = months(build, change("catch_up", amount="73000.00"))
    assert made[:8] == [*FIRST_HALF, "2026-07-01 18100.00", "2026-07-01 6200.00"]


def test_what_is_distinct_below_its_price_is_earned_over_what_is_left(build: Build) -> None:
    # 54,900 - 18,100 = 36,800, 200 a day
    made = months(build, change("prospective", amount="54900.00"))
    assert made[:8] == [*FIRST_HALF, "2026-07-01 6200.00", "2026-08-01 6200.00"]


def test_what_is_distinct_at_its_price_is_earned_apart(build: Build) -> None:
    # 18,400 more over 184 days
    made = months(build, change("separate", amount="54900.00"))
    assert len(made) == 18
    assert made[:12] == months(build)
    assert made[12] == "2026-07-01 3100.00"


def test_a_longer_term_spreads_what_is_left_over_it(build: Build) -> None:
    # 18,400 over 184 and 365 days
    made = months(build, change("prospective", end="2027-12-31"))
    assert (made[:6], made[6], len(made)) == (FIRST_HALF, "2026-07-01 1038.98", 24)


@pytest.mark.parametrize("how", ["separate", "prospective", "catch_up"])
def test_two_changes_build_on_each_other(build: Build, how: str) -> None:
    made = months(build, change(how, amount="54900.00"), change(how, "2026-10-01", amount="60000.00"))
    assert made[:6] == FIRST_HALF


@pytest.mark.parametrize("how", ["separate", "prospective", "catch_up"])
def test_a_change_after_the_end_is_earned_on_its_day(build: Build, how: str) -> None:
    made = months(build, change(how, "2027-03-01", amount="36600.00"))
    assert made[:6] == FIRST_HALF
    assert made[-1].startswith("2027-03-01")


def test_a_change_before_the_start_leaves_nothing_behind(build: Build) -> None:
    made = months(build, change("prospective", "2025-06-01", amount="73000.00"))
    assert made[0] == "2026-01-01 6200.00"


def test_without_a_word_on_revenue_it_is_spread_anew(build: Build) -> None:
    made = months(build, change(None, amount="73000.00"))
    assert made[0] == "2026-01-01 6200.00"
    assert months(build, change("catch_up", name="New name")) == months(build)


def test_an_unknown_price_is_not_modified(build: Build) -> None:
    assert months(build, change("catch_up", amount="73000.00"), end_date=None)[0].endswith("73000.00")
    none_before = {**LINE, "amount": None}
    assert months(build, change("catch_up", amount="73000.00"), line=none_before)[0] == "2026-01-01 6200.00"
