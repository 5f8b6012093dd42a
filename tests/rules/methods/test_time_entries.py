from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


ROLES = ("Lead", "Junior")
LINES = [
    {
        "id": role,
        "billing_method": "time_and_materials",
        "rates": [{"role": role, "amount": "100", "unit": "hour"}],
    }
    for role in ROLES
]
TERMS = {"start_date": "2026-01-01", "end_date": "2026-01-31"}


def time(role: str, line: str | None = None) -> tuple[str, dict[str, Any]]:
    entry = {
        "entry_id": f"{role}{line}",
        "person": "p",
        "role": role,
        "line": line,
        "date": "2026-01-05",
        "hours": "1",
    }
    return "time.approved", entry


def test_time_goes_to_the_only_line_that_has_its_rate(build: Build, shown: Shown) -> None:
    schedule = build({**TERMS, "lines": LINES}, [time("Junior")])
    assert [f"{line.line} {line.amount}" for line in schedule.billing] == ["Lead None", "Junior 100.00"]


def test_time_of_no_line_is_named(build: Build) -> None:
    schedule = build({**TERMS, "lines": LINES}, [time("Intern"), time("Lead", "9")])
    (finding,) = schedule.findings
    assert finding.code == "L23"
    assert "e1, e2" in finding.message


def test_a_line_added_later_has_no_rate_before(build: Build) -> None:
    patch = [{"op": "add", "path": "/lines/-", "value": LINES[1]}]
    events = [time("Junior"), ("contract.amended", {"effective_on": "2026-01-10", "patch": patch})]
    schedule = build({**TERMS, "lines": [LINES[0], {**LINES[0], "id": "3"}]}, events)
    # lines 1 and 3 price the same role, and no line covers the entry
    assert [finding.code for finding in schedule.findings] == ["L23", "L23"]
