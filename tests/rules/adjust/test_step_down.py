from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]


def kept(
    build: Build, *shares: str, mode: str | None, value: str | None = "100000.00", **step: Any
) -> Schedule:
    """100,000 billed in these parts of it, 10 % retained, 5 % from half of it on."""
    lines = [
        {
            "id": f"{at}",
            "billing_method": "fixed_price",
            "amount": f"{share}000.00",
            "end_date": f"2026-0{at}-28",
        }
        for at, share in enumerate(shares, 1)
    ]
    stated = {"at_percent": "50", "to_percent": "5", "mode": mode, **step}
    return build(
        {
            "contract_value": value,
            "retention": {"percent": "10", "step_down": stated},
            "lines": lines,
        }
    )


def moved(schedule: Schedule) -> list[str]:
    return [f"{line.kind} {line.amount}" for line in schedule.billing if line.kind.startswith("retention")]


@pytest.mark.parametrize(
    ("mode", "expected", "held"),
    [
        ("stop_withholding", ["retention_withheld -5000.00"], "5000.00"),
        ("re_rate", ["retention_withheld -5000.00", "retention_release 2000.00"], "3000.00"),
        ("later_fees", ["retention_withheld -5000.00", "retention_withheld -500.00"], "5500.00"),
    ],
)
def test_at_sixty_percent_three_amounts_are_held(
    build: Build, mode: str, expected: list[str], held: str
) -> None:
    # at half of it the five percent hold already: 50,000 x 5 % is held after it where it re-rates
    schedule = kept(build, "49", "11", mode=mode)
    assert f"{schedule.ledgers.retention[-1].balance}" == held
    at_half = kept(build, "50", "10", mode=mode)
    shown = moved(at_half)
    if mode != "re_rate":
        assert shown == expected
    else:
        assert shown == ["retention_withheld -2500.00", "retention_withheld -500.00"]


def test_nothing_more_is_withheld_until_the_lower_percent_of_all(build: Build) -> None:
    # 10 % of 50,000 are 5,000; 6 % pass them at 83,333.33 only
    schedule = kept(build, "50", "30", "20", mode="stop_withholding", to_percent="6")
    assert moved(schedule) == ["retention_withheld -5000.00", "retention_withheld -1000.00"]


def test_an_unstated_mode_is_a_reading_from_the_border_on(build: Build) -> None:
    schedule = kept(build, "40", "20", mode=None)
    assert moved(schedule) == ["retention_withheld -4000.00", "retention_withheld None"]
    (reading,) = schedule.readings
    assert reading.pointer == "/retention/step_down/mode"
    assert [f"{option.total}" for option in reading.options] == ["55000.00", "57000.00", "54500.00"]


def test_below_the_border_all_readings_agree(build: Build) -> None:
    assert kept(build, "40", mode=None).readings == ()


def test_a_share_of_an_unstated_value_is_held(build: Build) -> None:
    schedule = kept(build, "40", mode="re_rate", value=None)
    assert moved(schedule) == ["retention_withheld None"]
    assert "L11" in [finding.code for finding in schedule.findings]
