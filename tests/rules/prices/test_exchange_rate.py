from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]

FEE = {"id": "1", "billing_method": "fixed_price", "amount": "125000.00", "end_date": "2026-06-30"}
CAPS = [{"id": "c", "amount": "130000.00", "currency": "USD"}]


def rate(day: str, value: str, base: str = "EUR", quote: str = "USD") -> tuple[str, dict[str, Any]]:
    return "exchange_rate.published", {"base": base, "quote": quote, "rate": value, "date": day}


def billed(build: Build, fx: dict[str, Any] | None, *rates: tuple[str, dict[str, Any]]) -> Schedule:
    return build({"currency": "EUR", "fx": fx, "caps": CAPS, "lines": [FEE]}, rates)


# 130,000 / 1.0832 = 120,014.77; 130,000 / 1.1 = 118,181.81; / 1.05 = 123,809.52
@pytest.mark.parametrize(
    ("fx", "rates", "amount"),
    [
        ({"type": "fixed", "fixed_rate": "1.0832"}, [], "120014.77"),
        ({"fixed_rate": "1.0832", "currency": "USD"}, [], "120014.77"),
        ({"type": "spot"}, [("2026-06-29", "1.0832"), ("2026-07-01", "9")], "120014.77"),
        ({"type": "spot"}, [("2026-06-30", "1.0832"), ("2026-06-01", "2")], "120014.77"),
        # the mean of June: 1.05
        (
            {"type": "monthly_average"},
            [("2026-06-01", "1"), ("2026-06-30", "1.1"), ("2026-05-31", "2")],
            "123809.52",
        ),
    ],
)
def test_the_line_is_converted_not_the_cap(
    build: Build, shown: Shown, fx: dict[str, Any], rates: list[tuple[str, str]], amount: str
) -> None:
    schedule = billed(build, fx, *(rate(*each) for each in rates))
    assert shown(schedule)[0] == f"2026-06-30 instalment {amount}"
    assert schedule.ledgers.caps[0].limit is not None
    assert schedule.ledgers.caps[0].balance <= 130_000


def test_a_rate_the_other_way_round_is_turned(build: Build, shown: Shown) -> None:
    # 0.8 EUR for a dollar: 1.25 dollars for a euro; 130,000 / 1.25 = 104,000
    rates = (
        rate("2026-06-01", "0.8", "USD", "EUR"),
        rate("2026-06-02", "7", "USD", "GBP"),
        rate("2026-06-03", "0", "USD", "EUR"),
    )
    assert shown(billed(build, {"type": "spot"}, *rates))[0] == "2026-06-30 instalment 104000.00"


@pytest.mark.parametrize(
    "fx", [None, {"type": "spot"}, {"fixed_rate": "2", "currency": "GBP"}, {"type": "fixed"}]
)
def test_without_a_rate_nothing_is_billed(build: Build, fx: dict[str, Any] | None) -> None:
    schedule = billed(build, fx)
    assert [(line.amount, line.status) for line in schedule.billing] == [(None, "held")]
    assert [finding.code for finding in schedule.findings] == ["cap_unmeasured"]


def test_a_line_that_waits_is_measured_at_the_rate_of_today(build: Build, shown: Shown) -> None:
    line = {
        "id": "1",
        "billing_method": "milestone",
        "milestones": [{"id": "M", "amount": "125000.00", "trigger": "x"}],
    }
    terms = {"currency": "EUR", "fx": {"type": "spot"}, "caps": CAPS, "lines": [line]}
    assert shown(build(terms, [rate("2026-06-29", "1.0832")])) == [
        "- charge 120014.77",
        "- write_down 4985.23",
    ]
