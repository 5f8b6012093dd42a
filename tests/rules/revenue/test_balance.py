from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]

YEAR: dict[str, Any] = {
    "start_date": "2026-01-01",
    "end_date": "2026-12-31",
    "payment": {"billing_timing": "advance"},
    "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "365.00"}],
}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-12-31", []),
        ("2026-01-01", [("1.00", "365.00", "-364.00", "liability")]),
        ("2026-05-31", [("151.00", "365.00", "-214.00", "liability")]),
        ("2026-12-31", [("365.00", "365.00", "0.00", None)]),
    ],
)
def test_what_is_billed_in_advance_is_owed(build: Build, as_of: str, expected: list[tuple[str, ...]]) -> None:
    rows = build(YEAR, (), as_of).balances
    assert [(f"{row.earned}", f"{row.billed}", f"{row.balance}", row.kind) for row in rows] == expected


def test_what_is_earned_and_not_billed_is_an_asset(build: Build) -> None:
    # 60 % of 175,000 by cost, 84,000 billed by milestones
    milestones = [
        {"id": "M1", "amount": "84000.00", "due_date": "2026-03-31"},
        {"id": "M2", "amount": "91000.00", "due_date": "2026-12-31"},
    ]
    line = {"id": "1", "billing_method": "milestone", "milestones": milestones}
    spent = {"line": "1", "cost": "108000", "estimate": "180000", "date": "2026-05-31"}
    schedule = build({"lines": [line]}, [("cost.reported", spent)], "2026-05-31")
    (row,) = schedule.balances
    assert (f"{row.earned}", f"{row.billed}", f"{row.balance}", row.kind) == (
        "105000.00",
        "84000.00",
        "21000.00",
        "asset",
    )


def test_what_is_earned_at_a_point_counts_from_then_on(build: Build) -> None:
    line = {
        "id": "1",
        "billing_method": "milestone",
        "milestones": [{"id": "M", "amount": "5.00", "due_date": "2026-03-31"}],
    }
    assert build({"lines": [line]}, (), "2026-03-30").balances == ()
