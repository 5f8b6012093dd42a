from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from models.price import Increment
from models.schedule import Schedule
from models.working import reported
from rules.methods.increment import rounded_hours

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]

RATE = {"amount": "100.00", "unit": "hour"}
TERMS = {"start_date": "2026-01-01", "end_date": "2026-01-31"}
LINE = {"id": "1", "billing_method": "time_and_materials", "rates": [RATE]}


def time(number: int, day: str, hours: str, person: str = "p") -> tuple[str, dict[str, Any]]:
    entry = {"entry_id": f"t{number}", "person": person, "date": f"2026-01-{day}", "hours": hours}
    return "time.approved", entry


@pytest.mark.parametrize(
    ("step", "method", "expected"),
    [
        ("0.25", "up", "7.25"),
        ("0.1", "nearest", "7.1"),
        ("0.5", "down", "7.0"),
        ("0.5", "nearest", "7.0"),
        ("0", "up", "7.08"),
    ],
)
def test_hours_round_to_the_increment(step: str, method: str, expected: str) -> None:
    increment = Increment.model_validate({"hours": step, "method": method})
    assert rounded_hours(reported("hours", Decimal("7.08"), "e1"), increment, "/at").value == Decimal(
        expected
    )


# three entries of 0.4 h on Monday, one on Wednesday of the same week; one of another person
WEEK = [
    time(1, "05", "0.4"),
    time(2, "05", "0.4"),
    time(3, "05", "0.4"),
    time(4, "07", "0.4"),
    time(5, "05", "0.4", "q"),
]


@pytest.mark.parametrize(
    ("per", "hours"),
    [
        (None, "2.50"),  # 5 x 0.5
        ("entry", "2.50"),
        ("day", "2.50"),  # 1.2 -> 1.5; 0.4 -> 0.5; 0.4 -> 0.5
        ("week", "2.50"),  # 1.6 -> 2.0; 0.4 -> 0.5
    ],
)
def test_an_increment_up_rounds_what_it_is_stated_for(
    build: Build, shown: Shown, per: str | None, hours: str
) -> None:
    line = {**LINE, "increment": {"hours": "0.5", "method": "up", "per": per}}
    (row,) = shown(build({**TERMS, "lines": [line]}, WEEK))
    assert row == f"2026-01-31 time {Decimal(hours) * 100:.2f}"


@pytest.mark.parametrize(
    ("per", "amount"),
    [
        (None, "0.00"),  # each 0.2 rounds down to nothing
        ("day", "50.00"),  # 0.8 -> 0.5; 0.2 -> 0
        ("week", "100.00"),  # 1.0
    ],
)
def test_a_longer_span_keeps_what_entries_lose(
    build: Build, shown: Shown, per: str | None, amount: str
) -> None:
    line = {**LINE, "increment": {"hours": "0.5", "method": "down", "per": per}}
    entries = [*(time(number, "05", "0.2") for number in range(4)), time(9, "07", "0.2")]
    rows = shown(build({**TERMS, "lines": [line]}, entries))
    assert rows == ([f"2026-01-31 time {amount}"] if amount != "0.00" else [])


def test_a_call_out_counts_for_its_minimum_and_no_work_for_nothing(build: Build, shown: Shown) -> None:
    line = {**LINE, "minimum_hours": "4"}
    entries = [time(1, "05", "1"), time(2, "06", "5"), time(3, "07", "0")]
    assert shown(build({**TERMS, "lines": [line]}, entries)) == ["2026-01-31 time 900.00"]


def test_a_retainer_counts_hours_alike(build: Build, shown: Shown) -> None:
    line = {
        "id": "1",
        "billing_method": "retainer",
        "amount": "10.00",
        "period": "month",
        "proration": "none",
        "included_hours": "0",
        "overage_rate": "100.00",
        "minimum_hours": "2",
    }
    rows = shown(build({**TERMS, "lines": [line]}, [time(1, "05", "0.5")]))
    assert rows == ["2026-01-31 recurring 10.00", "2026-01-31 time 200.00"]


def test_an_increment_agreed_later_leaves_the_hours_before_it(build: Build, shown: Shown) -> None:
    patch = [{"op": "add", "path": "/lines/0/increment", "value": {"hours": "0.5", "method": "up"}}]
    amended = ("contract.amended", {"effective_on": "2026-01-15", "patch": patch})
    events = [amended, time(1, "14", "1.2"), time(2, "15", "1.2")]
    # 1.2 h and 1.5 h at 100.00
    assert shown(build({**TERMS, "lines": [LINE]}, events)) == ["2026-01-31 time 270.00"]
