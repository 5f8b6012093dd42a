from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


def line(**more: Any) -> dict[str, Any]:
    return {"lines": [{"id": "1", "billing_method": "percentage", **more}]}


def report(day: str, amount: str) -> tuple[str, dict[str, Any]]:
    return "basis.reported", {"line": "1", "amount": amount, "date": day}


def test_reports_bill_on_their_dates(build: Build, shown: Shown) -> None:
    events = [report("2026-02-28", "200.00"), report("2026-01-31", "100.00"), report("2026-03-31", "0.00")]
    assert shown(build(line(percent="10"), events)) == ["2026-01-31 charge 10.00", "2026-02-28 charge 20.00"]


def test_an_amended_percent_holds_from_its_day(build: Build, shown: Shown) -> None:
    patch = [{"op": "replace", "path": "/lines/0/percent", "value": "20"}]
    events = [
        report("2026-01-31", "100.00"),
        report("2026-02-01", "100.00"),
        ("contract.amended", {"effective_on": "2026-02-01", "patch": patch}),
    ]
    assert shown(build(line(percent="10"), events)) == ["2026-01-31 charge 10.00", "2026-02-01 charge 20.00"]


def test_an_unstated_percent_holds_the_charge(build: Build) -> None:
    schedule = build(line(), [report("2026-01-31", "100.00")])
    assert [(item.amount, item.status) for item in schedule.billing] == [(None, "held")]
    assert "no_amount" in [finding.code for finding in schedule.findings]
