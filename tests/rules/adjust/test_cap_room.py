from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.schedule import Schedule
from rules.adjust.cap_room import Meter

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]

RATES = [
    {"role": "Lead", "amount": "300.00", "unit": "hour"},
    {"role": "Junior", "amount": "200.00", "unit": "hour"},
]


def terms(*caps: dict[str, Any]) -> dict[str, Any]:
    line = {"id": "1", "billing_method": "time_and_materials", "rates": RATES, "caps": list(caps)}
    return {
        "start_date": "2026-01-01",
        "end_date": "2026-02-28",
        "payment": {"billing_frequency": "monthly"},
        "lines": [line],
    }


def time(number: int, day: str, hours: str, role: str = "Lead") -> tuple[str, dict[str, Any]]:
    entry = {"entry_id": f"t{number}", "person": "p1", "role": role, "date": day, "hours": hours}
    return "time.approved", entry


# 400 h, 392 used, then 6 h at 300 and 6 h at 200: 8 h are left
@pytest.mark.parametrize(
    ("allocation", "billed"),
    [(None, "2200.00"), ("fifo", "2200.00"), ("pro_rata", "2000.00")],  # 6 x 300 + 2 x 200; 4 x 300 + 4 x 200
)
def test_the_last_hours_go_to_the_first_or_to_all(
    build: Build, shown: Shown, allocation: str | None, billed: str
) -> None:
    events = [
        time(1, "2026-01-05", "392"),
        time(2, "2026-02-05", "6"),
        time(3, "2026-02-06", "6", "Junior"),
    ]
    rows = shown(build(terms({"id": "h", "hours": "400", "allocation": allocation}), events))
    assert rows[1] == f"2026-02-28 time {billed}"


def test_the_last_money_is_shared_by_a_period_and_by_what_the_cap_covers(build: Build) -> None:
    # 1,000 of 3,000: a third of each; the junior's 200 are not the cap's
    cap = {"id": "m", "amount": "1000.00", "role": "Lead", "allocation": "pro_rata"}
    events = [time(1, "2026-01-05", "4"), time(2, "2026-01-06", "6"), time(3, "2026-01-06", "1", "Junior")]
    schedule = build(terms(cap), events)
    assert [f"{line.amount}" for line in schedule.billing[:2]] == ["1200.00", "2000.00"]


def test_a_fee_of_no_entries_shares_with_itself(build: Build, shown: Shown) -> None:
    caps = [{"id": "m", "amount": "4.00", "hours": "9", "allocation": "pro_rata"}]
    fee = {"id": "1", "billing_method": "fixed_price", "amount": "7.00", "end_date": "2026-01-31"}
    assert shown(build({"caps": caps, "lines": [fee]})) == [
        "2026-01-31 instalment 4.00",
        "2026-01-31 write_down 3.00",
    ]


@given(amounts=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 999_999)), max_size=20))
def test_a_meter_counts_lines_as_they_are_rounded(amounts: list[tuple[int, int]]) -> None:
    meter = Meter(lambda amount: amount.quantize(Decimal("0.01")))
    for line, thousandths in amounts:
        meter.take(f"{line}", Decimal(thousandths).scaleb(-3))
    assert meter.rounded == sum((meter.round(own) for own in meter.by_line.values()), Decimal(0))


def test_entries_that_ask_for_nothing_share_nothing(build: Build, shown: Shown) -> None:
    cap = {"id": "m", "amount": "0.00", "hours": "0", "allocation": "pro_rata"}
    assert shown(build(terms(cap), [time(1, "2026-01-05", "4")]))[0] == "2026-01-31 write_down 1200.00"
