from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]


FEE = {"id": "1", "billing_method": "recurring", "amount": "200.00", "period": "year", "proration": "none"}
TERMS: dict[str, Any] = {
    "start_date": "2025-01-01",
    "end_date": "2027-12-31",
    "payment": {"billing_timing": "advance"},
    "lines": [FEE],
}
INDEX = {"index": "CPI-U", "base_period": "2025-06", "first_on": "2026-01-01", "every_months": 12}


def published(period: str, value: str) -> tuple[str, dict[str, Any]]:
    return "index.published", {"index": "cpi-u", "period": period, "value": value}


def amounts(schedule: Schedule) -> list[str]:
    return [f"{line.amount} {line.status}" for line in schedule.billing]


def test_three_percent_compounds_on_the_price_in_force(build: Build) -> None:
    escalation = {"percent": "3", "first_on": "2026-01-01", "every_months": 12}
    assert amounts(build({**TERMS, "escalation": escalation})) == [
        "200.00 billable",
        "206.00 billable",
        "212.18 billable",
    ]


def test_a_single_step_holds_for_good(build: Build) -> None:
    escalation = {"percent": "3", "first_on": "2026-01-01"}
    assert [line[:6] for line in amounts(build({**TERMS, "escalation": escalation}))] == [
        "200.00",
        "206.00",
        "206.00",
    ]


def test_the_index_change_is_not_rounded(build: Build) -> None:
    # 200 x 232.945 / 229.815 = 202.72; the year after from 232.945 to 232.945: no change
    events = [published("2025-06", "229.815"), published("2025-12", "232.945")]
    assert [line[:6] for line in amounts(build({**TERMS, "escalation": INDEX}, events))] == [
        "200.00",
        "202.72",
        "202.72",
    ]


def test_floor_and_cap_hold_the_index(build: Build) -> None:
    collar = {**INDEX, "floor_percent": "1", "cap_percent": "3", "every_months": None}
    rise = [published("2025-06", "100"), published("2025-12", "104.2")]
    assert amounts(build({**TERMS, "escalation": collar}, rise))[1] == "206.00 billable"
    fall = [published("2025-06", "100"), published("2025-12", "99")]
    assert amounts(build({**TERMS, "escalation": collar}, fall))[1] == "202.00 billable"


def test_without_its_base_the_price_is_held_once_its_day_is_there(build: Build) -> None:
    assert amounts(build({**TERMS, "escalation": INDEX}, [], "2026-06-30")) == [
        "200.00 billable",
        "None held",
        "None scheduled",
    ]


def test_a_step_to_come_waits_for_the_index(build: Build) -> None:
    events = [published("2025-06", "100"), published("2025-12", "102")]
    schedule = build({**TERMS, "escalation": INDEX}, events, "2026-06-30")
    assert amounts(schedule) == ["200.00 billable", "204.00 billable", "None scheduled"]
    assert schedule.billing[2].trigger is not None
    assert schedule.billing[2].trigger.event == "index.published"


def test_an_amended_price_starts_anew(build: Build) -> None:
    # 200 -> 206 on 1 January 2026; a change order makes it 300 from 1 July 2026; 309 from 1 January 2027
    escalation = {"percent": "3", "first_on": "2026-01-01", "every_months": 12}
    patch = [{"op": "replace", "path": "/lines/0/amount", "value": "300.00"}]
    events = [("contract.amended", {"effective_on": "2026-07-01", "patch": patch})]
    assert [line[:6] for line in amounts(build({**TERMS, "escalation": escalation}, events))] == [
        "200.00",
        "206.00",
        "309.00",
    ]


def test_an_amendment_of_something_else_keeps_the_escalated_price(build: Build) -> None:
    escalation = {"percent": "3", "first_on": "2026-01-01", "every_months": 12}
    patch = [{"op": "replace", "path": "/payment/net_days", "value": 10}]
    events = [("contract.amended", {"effective_on": "2026-07-01", "patch": patch})]
    schedule = build({**TERMS, "escalation": escalation}, events)
    assert [line[:6] for line in amounts(schedule)] == ["200.00", "206.00", "212.18"]
    assert [str(line.due_on) for line in schedule.billing] == ["None", "None", "2027-01-11"]


def test_an_escalation_without_a_first_day_raises_nothing(build: Build) -> None:
    schedule = build({**TERMS, "escalation": {"percent": "3"}})
    assert [line[:6] for line in amounts(schedule)] == ["200.00"] * 3
    assert [finding.code for finding in schedule.findings] == ["L15"]


def test_an_index_of_zero_is_no_base(build: Build) -> None:
    events = [published("2025-06", "0"), published("2025-12", "102")]
    assert amounts(build({**TERMS, "escalation": INDEX}, events))[1] == "None held"


def raised(
    build: Build,
    *,
    price: str = "200.00",
    years: int = 3,
    events: Any = None,
    hold: Any = None,
    **stated: Any,
) -> list[str]:
    """The yearly price from 2025 on, raised each 1 January."""
    line = {"id": "1", "billing_method": "recurring", "amount": price, "period": "year", "proration": "none"}
    terms = {
        "start_date": "2025-01-01",
        "end_date": f"{2025 + years}-12-31",
        "payment": {"billing_timing": "advance"},
        "escalation": {"first_on": "2026-01-01", "every_months": 12, **stated},
        "price_hold": hold,
        "lines": [line],
    }
    return [f"{line.amount}" for line in build(terms, events or []).billing]


def cpi(period: str, value: str) -> tuple[str, dict[str, Any]]:
    return "index.published", {"index": "CPI", "period": period, "value": value}


CPI = {"index": "CPI", "base_period": "2025-01"}
# published on 1 January 2026 at the latest
VALUES = [cpi("2025-01", "229.815"), cpi("2025-11", "232.945")]


@pytest.mark.parametrize(
    ("stated", "price"),
    [
        ({}, "202.72"),  # 1.36197 %
        ({"percent_digits": 1}, "202.80"),  # 1.4 %
        ({"percent": "1", "combine": "add"}, "204.72"),
        ({"percent": "1"}, "204.72"),
        ({"percent": "3", "combine": "greater"}, "206.00"),
        ({"percent": "3", "combine": "lesser"}, "202.72"),
        ({"lag_months": 2}, "202.72"),
        ({"lag_months": 3}, "None"),
        ({"price_digits": 1}, "202.70"),
    ],
)
def test_how_the_index_makes_the_rise(build: Build, stated: dict[str, Any], price: str) -> None:
    assert raised(build, years=1, events=VALUES, **CPI, **stated) == ["200.00", price]


def test_a_collar_holds_the_rise(build: Build) -> None:
    # CPI of 4.2 % between 1 and 3 %
    index = [cpi("2025-01", "100"), cpi("2025-11", "104.2")]
    assert raised(build, years=1, events=index, floor_percent="1", cap_percent="3", **CPI) == [
        "200.00",
        "206.00",
    ]


def test_each_rise_is_of_the_previous_price_or_of_the_first(build: Build) -> None:
    assert raised(build, percent="3")[-1] == "218.55"
    assert raised(build, percent="3", compounding="original") == ["200.00", "206.00", "212.00", "218.00"]


def test_a_chain_of_rounded_prices_parts_from_the_first_price(build: Build) -> None:
    # 149.35 -> 149 -> 153.47 -> 153; 145 x 1.06 = 153.70 -> 154
    assert raised(build, price="145", percent="3", years=2, price_digits=0)[-1] == "153.00"
    assert (
        raised(build, price="145", percent="3", years=2, price_digits=0, compounding="original")[-1]
        == "154.00"
    )


def test_an_index_on_the_first_price_is_measured_from_its_base(build: Build) -> None:
    index = [cpi("2025-01", "100"), cpi("2025-11", "110"), cpi("2025-12", "121")]
    chained = raised(build, years=1, events=index, compounding="original", **CPI)
    assert chained == ["200.00", "242.00"]
    assert raised(build, years=2, events=index, compounding="original", **CPI)[-1] == "242.00"


def test_no_price_rises_while_it_is_held(build: Build) -> None:
    assert raised(build, percent="3", hold={"until": "2027-01-01"}) == [
        "200.00",
        "200.00",
        "200.00",
        "206.00",
    ]
