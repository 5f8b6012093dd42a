from __future__ import annotations

from collections.abc import Callable

from models.schedule import Schedule

Build = Callable[..., Schedule]


def earned(schedule: Schedule) -> list[str]:
    return [f"{line.period.start} {line.period.end} {line.method} {line.amount}" for line in schedule.revenue]


def test_a_milestone_is_earned_when_accepted_else_where_it_is_planned(build: Build) -> None:
    stones = [
        {"id": "M1", "amount": "5.00", "trigger": "acceptance"},
        {"id": "M2", "amount": "6.00", "trigger": "acceptance", "due_date": "2026-05-01"},
        {"id": "M3", "amount": "7.00", "trigger": "acceptance"},
    ]
    terms = {"lines": [{"id": "1", "billing_method": "milestone", "milestones": stones}]}
    events = [("milestone.accepted", {"milestone": "M1", "date": "2026-03-01"})]
    assert earned(build(terms, events, "2026-04-01")) == [
        "2026-03-01 2026-03-01 milestone 5.00",
        "2026-05-01 2026-05-01 milestone 6.00",
        "2026-04-01 2026-04-01 milestone 7.00",
    ]


def test_progress_is_earned_by_input_and_time_as_invoiced(build: Build) -> None:
    lines = [
        {"id": "1", "billing_method": "progress", "amount": "10.00", "end_date": "2026-06-30"},
        {
            "id": "2",
            "billing_method": "time_and_materials",
            "rates": [{"amount": "1.00"}],
            "start_date": "2026-01-01",
            "end_date": "2026-02-28",
        },
    ]
    events = [
        ("progress.reported", {"line": "1", "percent": "40", "date": "2026-03-01"}),
        ("time.approved", {"entry_id": "t", "person": "p", "line": "2", "date": "2026-01-05", "hours": "3"}),
    ]
    assert earned(build({"lines": lines}, events)) == [
        "2026-03-01 2026-03-01 input 4.00",
        "2026-06-30 2026-06-30 input 6.00",
        "2026-01-01 2026-01-31 as_invoiced 3.00",
    ]


def test_a_line_in_doubt_earns_nothing_yet(build: Build) -> None:
    stones = [{"id": "M1", "amount": "5.00"}]
    terms = {"lines": [{"id": "1", "billing_method": "milestone", "amount": "6.00", "milestones": stones}]}
    assert earned(build(terms)) == []
