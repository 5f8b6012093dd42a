from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]

REMOVED = (
    "contract.amended",
    {"effective_on": "2026-02-15", "patch": [{"op": "remove", "path": "/lines/0"}]},
)


def statuses(schedule: Schedule) -> list[tuple[str, str | None, str]]:
    return [
        (line.id, None if line.amount is None else str(line.amount), line.status) for line in schedule.billing
    ]


def test_milestones_of_a_line_that_ends_are_cancelled_and_those_billed_stay(build: Build) -> None:
    stones = [
        {"id": "M1", "amount": "10.00", "due_date": "2026-01-31"},
        {"id": "M2", "amount": "20.00", "due_date": "2026-02-15"},
        {"id": "M3", "amount": "30.00", "trigger": "acceptance"},
    ]
    schedule = build({"lines": [{"id": "1", "billing_method": "milestone", "milestones": stones}]}, [REMOVED])
    assert statuses(schedule) == [
        ("1-M1", "10.00", "billable"),
        ("1-M2", None, "cancelled"),
        ("1-M3", None, "cancelled"),
    ]
    assert "2026-02-15" in schedule.billing[1].proof.formula
    assert [str(line.amount) for line in schedule.revenue] == ["10.00"]


def test_progress_not_reported_before_the_line_ends_is_cancelled(build: Build) -> None:
    line: dict[str, Any] = {"id": "1", "billing_method": "progress", "amount": "100.00"}
    reported = ("progress.reported", {"line": "1", "percent": "40", "date": "2026-02-01"})
    assert statuses(build({"lines": [line]}, [reported, REMOVED])) == [
        ("1-1", "40.00", "billable"),
        ("1-rest", None, "cancelled"),
    ]
    done = ("progress.reported", {"line": "1", "percent": "100", "date": "2026-02-01"})
    assert statuses(build({"lines": [line]}, [done, REMOVED])) == [("1-1", "100.00", "billable")]


def test_a_line_that_stands_cancels_nothing(build: Build) -> None:
    fee = {"id": "1", "billing_method": "fixed_price", "amount": "9.00", "end_date": "2026-03-31"}
    renamed = [{"op": "replace", "path": "/title", "value": "Renamed"}]
    changed = ("contract.amended", {"effective_on": "2026-02-15", "patch": renamed})
    assert statuses(build({"lines": [fee]}, [changed])) == [("1-1", "9.00", "billable")]
