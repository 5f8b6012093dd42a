from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]

LINE = {
    "id": "1",
    "billing_method": "progress",
    "amount": "100.00",
    "progress_basis": "cost",
    "budget": "300.00",
}


def cost(day: str, amount: str, line: str = "1") -> tuple[str, dict[str, Any]]:
    return "cost.reported", {"line": line, "cost": amount, "date": f"2026-{day}"}


def test_the_share_of_the_budget_spent_is_billed_up_to_all_of_it(build: Build, shown: Shown) -> None:
    events = [
        cost("02-28", "200.00"),
        cost("01-31", "100.00"),
        cost("03-31", "400.00"),
        cost("03-31", "1", "2"),
    ]
    schedule = build({"lines": [LINE]}, events)
    assert shown(schedule) == [
        "2026-01-31 charge 33.33",
        "2026-02-28 charge 33.34",
        "2026-03-31 charge 33.33",
    ]
    first = schedule.billing[0]
    assert (first.proof.rule, first.trigger and first.trigger.event) == ("R04", "cost.reported")
    assert first.proof.formula == "33.3333% x 100.00 - 0 billed before"
    assert "/lines/0/budget" in first.proof.pointers


def test_less_cost_than_reported_before_is_a_credit(build: Build, shown: Shown) -> None:
    rows = shown(build({"lines": [LINE]}, [cost("01-31", "150.00"), cost("02-28", "120.00")]))
    assert rows == ["2026-01-31 charge 50.00", "2026-02-28 credit -10.00", "- charge 60.00"]


def test_without_a_budget_no_cost_bills(build: Build, shown: Shown) -> None:
    schedule = build({"lines": [{**LINE, "budget": None}]}, [cost("01-31", "150.00")])
    assert shown(schedule) == ["- charge 100.00"]
    assert [finding.code for finding in schedule.findings] == ["no_budget"]


def test_reported_progress_needs_no_budget(build: Build, shown: Shown) -> None:
    line = {**LINE, "budget": None, "progress_basis": "reported"}
    events = [("progress.reported", {"line": "1", "percent": "50", "date": "2026-01-31"})]
    schedule = build({"lines": [line]}, events)
    assert (shown(schedule)[0], schedule.findings) == ("2026-01-31 charge 50.00", ())
