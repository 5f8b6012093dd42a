from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
