from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


TIERS = [
    {"up_to": "100", "unit_amount": "50.00"},
    {"up_to": "250", "unit_amount": "45.00"},
    {"unit_amount": "40.00"},
]


def terms(**line: Any) -> dict[str, Any]:
    stated = {"id": "1", "billing_method": "unit_price", **line}
    return {"start_date": "2026-04-01", "end_date": "2026-04-30", "lines": [stated]}


def units(quantity: str, day: str = "2026-04-09") -> tuple[str, dict[str, Any]]:
    return "units.delivered", {"line": "1", "quantity": quantity, "date": day}


@pytest.mark.parametrize(
    ("mode", "tiers", "quantity", "expected"),
    [
        ("graduated", TIERS, "260", "12150.00"),
        ("volume", TIERS, "260", "10400.00"),
        ("volume", TIERS, "250", "11250.00"),
        ("volume", TIERS, "251", "10040.00"),
        ("package", [{"up_to": "50", "unit_amount": "2000.00"}], "260", "12000.00"),
        (None, TIERS, "100", "5000.00"),
    ],
)
def test_tiers_price_a_quantity(
    build: Build, shown: Shown, mode: str | None, tiers: list[Any], quantity: str, expected: str
) -> None:
    assert shown(build(terms(tiers=tiers, tier_mode=mode), [units(quantity)])) == [
        f"2026-04-30 unit {expected}"
    ]


def test_an_unstated_mode_is_a_reading_past_the_first_tier(build: Build) -> None:
    schedule = build(terms(tiers=TIERS), [units("260")])
    assert [(line.amount, line.status) for line in schedule.billing] == [(None, "held")]
    (reading,) = schedule.readings
    assert [str(option.total) for option in reading.options] == ["12150.00", "10400.00"]


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"tiers": TIERS[:1], "tier_mode": "graduated"},
        {"tiers": TIERS[2:], "tier_mode": "package"},
    ],
)
def test_units_without_a_price_are_held(build: Build, line: dict[str, Any]) -> None:
    schedule = build(terms(**line), [units("101")])
    assert [(item.amount, item.status) for item in schedule.billing] == [(None, "held")]
    assert [finding.code for finding in schedule.findings] == ["L14"]


def test_included_units_are_free_and_come_first(build: Build, shown: Shown) -> None:
    line = terms(unit_amount="2.00", included_quantity="10")
    assert shown(build(line, [units("12")])) == ["2026-04-30 unit 4.00"]
    assert shown(build(line, [units("10")])) == []


def test_units_at_no_price_do_not_stand_and_late_ones_are_named(build: Build, shown: Shown) -> None:
    schedule = build(terms(unit_amount="0"), [units("1"), units("1", "2026-05-01")])
    assert (shown(schedule), [finding.code for finding in schedule.findings]) == ([], ["outside_dates"])


def test_unit_prices_rise_with_the_index(build: Build) -> None:
    escalation = {"index": "CPI", "base_period": "2025-06", "first_on": "2026-04-01"}
    schedule = build({**terms(tiers=TIERS, tier_mode="volume"), "escalation": escalation}, [units("1")])
    assert [(item.amount, item.status) for item in schedule.billing] == [(None, "held")]


def test_a_tier_that_an_earlier_version_did_not_have_is_priced_as_stated(build: Build, shown: Shown) -> None:
    patch = [{"op": "replace", "path": "/lines/0/tiers", "value": TIERS}]
    events = [units("260"), ("contract.amended", {"effective_on": "2026-03-01", "patch": patch})]
    assert shown(build(terms(tiers=TIERS[:1], tier_mode="volume"), events)) == ["2026-04-30 unit 10400.00"]


@pytest.mark.parametrize(
    ("over", "amounts"),
    # 100 included; 60, 70 and 80 delivered: each month alone, or 100 for all three
    [("period", []), (None, []), ("term", ["30.00", "80.00"])],
)
def test_included_units_are_for_a_period_or_for_the_term(
    build: Build, over: str | None, amounts: list[str]
) -> None:
    line = {
        "id": "1",
        "billing_method": "unit_price",
        "unit_amount": "1.00",
        "included_quantity": "100",
        "included_over": over,
    }
    terms = {
        "start_date": "2026-01-01",
        "end_date": "2026-03-31",
        "payment": {"billing_frequency": "monthly"},
        "lines": [line],
    }
    events = [
        ("units.delivered", {"line": "1", "quantity": quantity, "date": f"2026-0{month}-15"})
        for month, quantity in enumerate(("60", "70", "80"), 1)
    ]
    assert [f"{item.amount}" for item in build(terms, events).billing] == amounts
