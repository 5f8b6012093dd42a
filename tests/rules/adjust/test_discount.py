from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


def terms(mode: str | None, *, threshold: str | None = "500000") -> dict[str, Any]:
    return {
        "discounts": [
            {"percent": "3", "threshold": threshold, "mode": mode},
            {"percent": "5", "threshold": "1000000", "mode": mode},
        ],
        "lines": [
            {
                "id": "1",
                "billing_method": "fixed_price",
                "amount": "1200000.00",
                "instalments": {"count": 3, "period": "month", "first_on": "2026-01-31"},
            }
        ],
    }


def discounts(schedule: Schedule) -> list[str]:
    return [
        f"{line.bill_on} {line.amount} {line.status}" for line in schedule.billing if line.kind == "discount"
    ]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        # 300,000 above 500,000 at 3%; then 200,000 at 3% and 200,000 at 5%
        ("prospective", ["2026-02-28 -9000.00 billable", "2026-03-31 -16000.00 billable"]),
        # 3% of 800,000; then 5% of 1,200,000 less what is given
        ("retroactive", ["2026-02-28 -24000.00 billable", "2026-03-31 -36000.00 billable"]),
        # both crossing lines turn on the reading
        (None, ["2026-02-28 None held", "2026-03-31 None held"]),
    ],
)
def test_a_discount_follows_its_mode(build: Build, mode: str | None, expected: list[str]) -> None:
    assert discounts(build(terms(mode))) == expected


def test_an_unstated_mode_shows_both_totals(build: Build) -> None:
    schedule = build(terms(None))
    assert [reading.pointer for reading in schedule.readings] == ["/discounts/0/mode", "/discounts/1/mode"]


def test_a_single_discount_with_an_unstated_mode_shows_the_difference(build: Build) -> None:
    one = {**terms(None), "discounts": [{"percent": "5", "threshold": "1000000"}]}
    (reading,) = build(one).readings
    assert [str(option.total) for option in reading.options] == ["1190000.00", "1140000.00"]


def test_without_a_threshold_every_fee_earns_it(build: Build) -> None:
    one = {**terms(None), "discounts": [{"percent": "1"}]}
    assert discounts(build(one)) == [
        "2026-01-31 -4000.00 billable",
        "2026-02-28 -4000.00 billable",
        "2026-03-31 -4000.00 billable",
    ]


def test_below_the_threshold_nothing_is_in_doubt(build: Build) -> None:
    one = {**terms(None), "discounts": [{"percent": "5", "threshold": "1200000"}]}
    schedule = build(one)
    assert (discounts(schedule), schedule.readings) == ([], ())


def test_caps_come_before_discounts(build: Build, shown: Shown) -> None:
    # 52,000 of work, cap 50,000, then 10%: 45,000
    one = {
        "not_to_exceed": "50000.00",
        "discounts": [{"percent": "10"}],
        "lines": [
            {"id": "1", "billing_method": "fixed_price", "amount": "52000.00", "end_date": "2026-01-31"}
        ],
    }
    assert shown(build(one)) == [
        "2026-01-31 instalment 50000.00",
        "2026-01-31 write_down 2000.00",
        "2026-01-31 discount -5000.00",
    ]


def test_past_the_crossing_line_both_readings_agree_and_bill(build: Build) -> None:
    one = {**terms(None), "discounts": [{"percent": "5", "threshold": "500000"}]}
    assert discounts(build(one)) == ["2026-02-28 None held", "2026-03-31 -20000.00 billable"]
