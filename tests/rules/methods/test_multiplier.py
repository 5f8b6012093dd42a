from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]

KINDS = {"weekend": "1.5", "holiday": "2", "travel": "0.5", "after_hours": "1.25"}
LINE: dict[str, Any] = {
    "id": "1",
    "billing_method": "time_and_materials",
    "rates": [{"amount": "100.00", "unit": "hour"}],
    "multipliers": [{"trigger": kind, "multiplier": multiplier} for kind, multiplier in KINDS.items()],
    "overtime": [{"after_hours": "8", "per": "day", "multiplier": "1.4"}],
}
TERMS: dict[str, Any] = {
    "start_date": "2026-07-01",
    "end_date": "2026-07-31",
    "governing_law": "New York",
    "lines": [LINE],
}


@pytest.mark.parametrize(
    ("day", "hours", "activity", "amount"),
    [
        ("2026-07-01", "1", None, "100.00"),  # Wednesday
        ("2026-07-01", "1", "after_hours", "125.00"),
        ("2026-07-01", "1", "travel", "50.00"),
        ("2026-07-01", "10", "travel", "500.00"),  # no overtime on the road
        ("2026-07-05", "1", "travel", "50.00"),  # nor a Sunday
        ("2026-07-05", "1", None, "150.00"),
        ("2026-07-03", "1", None, "200.00"),  # Independence Day, observed
        ("2026-07-04", "1", None, "200.00"),  # Saturday and holiday: the higher
        ("2026-07-01", "10", None, "1080.00"),  # 8 x 1 + 2 x 1.4
        ("2026-07-01", "10", "after_hours", "1280.00"),  # 8 x 1.25 + 2 x 1.4
        ("2026-07-05", "10", None, "1500.00"),  # 1.5 goes before 1.4
    ],
)
def test_the_kind_of_work_decides_its_multiplier(
    build: Build, shown: Shown, day: str, hours: str, activity: str | None, amount: str
) -> None:
    entry = {"entry_id": "t", "person": "p", "date": day, "hours": hours, "activity": activity}
    assert shown(build(TERMS, [("time.approved", entry)])) == [f"2026-07-31 time {amount}"]


def test_a_multiplier_is_part_of_the_proof(build: Build) -> None:
    entry = {"entry_id": "t", "person": "p", "date": "2026-07-05", "hours": "1"}
    (line,) = build(TERMS, [("time.approved", entry)]).billing
    assert "/lines/0/multipliers" in line.proof.pointers
    assert line.proof.formula == "1 h x 100.00 x 1.5"


def test_holidays_of_an_unknown_law_are_a_finding(build: Build) -> None:
    codes = [finding.code for finding in build({**TERMS, "governing_law": None}).findings]
    assert codes == ["L19"]
