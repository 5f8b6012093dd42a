from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


def terms(amount: str | None = "100000.00") -> dict[str, Any]:
    return {"lines": [{"id": "1", "billing_method": "progress", "amount": amount}]}


def report(day: str, percent: str) -> tuple[str, dict[str, Any]]:
    return "progress.reported", {"line": "1", "percent": percent, "date": day}


def test_thirds_do_not_drift(build: Build, shown: Shown) -> None:
    events = [report("2026-01-31", "33.333"), report("2026-02-28", "66.667"), report("2026-03-31", "100")]
    assert shown(build(terms(), events)) == [
        "2026-01-31 charge 33333.00",
        "2026-02-28 charge 33334.00",
        "2026-03-31 charge 33333.00",
    ]


def test_more_than_all_is_all(build: Build, shown: Shown) -> None:
    assert shown(build(terms(), [report("2026-01-31", "120")])) == ["2026-01-31 charge 100000.00"]


def test_without_a_total_progress_is_held(build: Build) -> None:
    schedule = build({"lines": [*terms(None)["lines"], {"id": "2", "billing_method": "expenses"}]})
    assert [(line.amount, line.status) for line in schedule.billing] == [(None, "held")]


def test_an_amended_total_holds_from_its_day(build: Build, shown: Shown) -> None:
    patch = [{"op": "replace", "path": "/lines/0/amount", "value": "200000.00"}]
    events = [
        report("2026-01-31", "50"),
        report("2026-02-28", "60"),
        ("contract.amended", {"effective_on": "2026-02-01", "patch": patch}),
    ]
    assert shown(build(terms(), events)) == [
        "2026-01-31 charge 50000.00",
        "2026-02-28 charge 70000.00",
        "- charge 80000.00",
    ]


def test_a_total_stated_later_prices_earlier_reports(build: Build, shown: Shown) -> None:
    patch = [{"op": "replace", "path": "/lines/0/amount", "value": "1000.00"}]
    events = [
        report("2026-01-31", "50"),
        ("contract.amended", {"effective_on": "2026-02-01", "patch": patch}),
    ]
    assert shown(build(terms(None), events)) == ["2026-01-31 charge 500.00", "- charge 500.00"]
