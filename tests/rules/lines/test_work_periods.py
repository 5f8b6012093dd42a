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


def test_a_new_billing_frequency_leaves_the_work_before_it_alone(build: Build) -> None:
    # quarterly                monthly from 1 May
    # |Jan    Feb    Mar  |Apr |May |Jun |
    dates = {"start_date": "2026-01-01", "end_date": "2026-06-30"}
    given = {**terms(**dates), "payment": {"billing_frequency": "quarterly"}}
    patch = [{"op": "replace", "path": "/payment/billing_frequency", "value": "monthly"}]
    changed = ("contract.amended", {"effective_on": "2026-05-01", "patch": patch})
    assert [(line.id, str(line.bill_on)) for line in build(given, [changed]).billing] == [
        ("1-1", "2026-03-31"),
        ("1-2", "2026-04-30"),
        ("1-3", "2026-05-31"),
        ("1-4", "2026-06-30"),
    ]


def test_an_amendment_of_something_else_does_not_cut_a_billing_period(build: Build) -> None:
    dates = {"start_date": "2026-01-01", "end_date": "2026-01-31"}
    given = {**terms(**dates), "payment": {"billing_frequency": "biweekly"}}
    # Fortnights from the Monday of 1 January, 29 December: to 11 January, to 25 January, to the 31st.
    assert [str(line.bill_on) for line in build(given, [amended("2026-01-07", name="Renamed")]).billing] == [
        "2026-01-11",
        "2026-01-25",
        "2026-01-31",
    ]
