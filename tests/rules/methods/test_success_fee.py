from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]


def earned(build: Build, *amounts: str, **line: Any) -> list[str]:
    stated = {"id": "1", "billing_method": "percentage", **line}
    events = [
        ("basis.reported", {"line": "1", "amount": amount, "date": f"2026-0{month}-28"})
        for month, amount in enumerate(amounts, 1)
    ]
    return [f"{item.kind} {item.amount}" for item in build({"lines": [stated]}, events).billing]


SAVINGS = {"percent": "20", "threshold": "500000.00"}


def test_only_what_is_above_the_threshold_earns(build: Build) -> None:
    assert earned(build, "730000.00", **SAVINGS) == ["charge 46000.00"]
    assert earned(build, "500000.00", **SAVINGS) == []
    assert earned(build, "400000.00", "330000.00", **SAVINGS) == ["charge 46000.00"]


def test_a_correction_takes_back_what_was_earned(build: Build) -> None:
    assert earned(build, "730000.00", "-100000.00", "-900000.00", **SAVINGS) == [
        "charge 46000.00",
        "credit -20000.00",
        "credit -26000.00",
    ]


def test_no_more_than_the_cap_is_earned(build: Build) -> None:
    made = earned(build, "600000.00", "900000.00", "1.00", cap="60000.00", **SAVINGS)
    assert made == ["charge 20000.00", "charge 40000.00"]


TIERS = [{"up_to": "100.00", "percent": "10"}, {"percent": "5"}]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (["100.00"], ["charge 10.00"]),
        (["300.00"], ["charge 20.00"]),  # 10 + 200 x 5 %
        (["60.00", "60.00"], ["charge 6.00", "charge 5.00"]),  # 40 x 10 % + 20 x 5 %
    ],
)
def test_each_part_earns_at_its_tier(build: Build, amounts: list[str], expected: list[str]) -> None:
    assert earned(build, *amounts, percent_tiers=TIERS) == expected


def test_without_a_percent_nothing_is_earned_yet(build: Build) -> None:
    assert earned(build, "100.00", threshold="1.00") == ["charge None"]
