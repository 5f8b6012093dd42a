from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


RATE = [{"amount": "100.00", "unit": "hour"}]


def terms(**line: Any) -> dict[str, Any]:
    return {"lines": [{"id": "1", "billing_method": "time_and_materials", "rates": RATE, **line}]}


def time(day: str) -> tuple[str, dict[str, Any]]:
    return "time.approved", {"entry_id": day, "person": "p", "date": day, "hours": "1"}


def amended(day: str, **line: str) -> tuple[str, dict[str, Any]]:
    patch = [{"op": "replace", "path": f"/lines/0/{key}", "value": value} for key, value in line.items()]
    return "contract.amended", {"effective_on": day, "patch": patch}


def test_without_dates_the_work_makes_the_periods(build: Build, shown: Shown) -> None:
    assert shown(build(terms(), [time("2026-01-20")], "2026-02-10")) == [
        "2026-01-31 time 100.00",
        "2026-02-10 time null",
    ]
    assert shown(build(terms(), [])) == []


def test_an_extension_agreed_in_time_leaves_no_gap(build: Build, shown: Shown) -> None:
    dates = {"start_date": "2026-01-01", "end_date": "2026-01-20"}
    events = [time("2026-01-25"), amended("2026-01-15", end_date="2026-02-10")]
    assert shown(build(terms(**dates), events)) == ["2026-01-31 time 100.00", "2026-02-10 time null"]


def test_an_extension_agreed_late_starts_on_its_day(build: Build) -> None:
    dates = {"start_date": "2026-01-01", "end_date": "2026-01-20"}
    schedule = build(terms(**dates), [amended("2026-02-05", end_date="2026-02-10")])
    assert [str(line.period.start) for line in schedule.billing if line.period] == [
        "2026-01-01",
        "2026-02-05",
    ]


def test_dates_that_end_before_they_start_make_no_period(build: Build) -> None:
    assert build(terms(start_date="2026-02-01", end_date="2026-01-01")).billing == ()
