from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


def fee(line: str, amount: str, day: str = "2026-06-30") -> dict[str, Any]:
    return {"id": line, "billing_method": "fixed_price", "amount": amount, "end_date": day}


def codes(schedule: Schedule) -> list[str]:
    return [finding.code for finding in schedule.findings]


def test_what_the_order_has_no_room_for_waits(build: Build, shown: Shown) -> None:
    schedule = build(
        {
            "purchase_orders": [{"number": "1", "amount": "60.00"}],
            "lines": [fee("1", "50.00"), fee("2", "50.00")],
        }
    )
    assert shown(schedule) == [
        "2026-06-30 instalment 50.00",
        "2026-06-30 instalment 10.00",
        "2026-06-30 instalment null",
    ]
    assert schedule.billing[-1].status == "held"
    assert codes(schedule) == ["purchase_order_spent"]


def test_two_orders_for_a_line_add_up_and_a_line_s_own_goes_first(build: Build, shown: Shown) -> None:
    orders = [
        {"number": "1", "amount": "30.00", "line": "1"},
        {"number": "2", "amount": "15.00", "line": "1"},
        {"number": "3", "amount": "500.00"},
    ]
    schedule = build({"purchase_orders": orders, "lines": [fee("1", "50.00"), fee("2", "50.00")]})
    assert shown(schedule) == [
        "2026-06-30 instalment 45.00",
        "2026-06-30 instalment null",
        "2026-06-30 instalment 50.00",
    ]


def test_an_order_without_a_value_limits_nothing(build: Build, shown: Shown) -> None:
    assert shown(build({"purchase_orders": [{"number": "1"}], "lines": [fee("1", "50.00")]})) == [
        "2026-06-30 instalment 50.00"
    ]


def test_after_the_last_day_of_the_order_nothing_bills(build: Build, shown: Shown) -> None:
    orders = [{"number": "1", "valid_until": "2026-06-30"}]
    schedule = build({"purchase_orders": orders, "lines": [fee("1", "5.00"), fee("2", "6.00", "2026-07-01")]})
    assert shown(schedule) == ["2026-06-30 instalment 5.00", "2026-07-01 instalment null"]
    assert codes(schedule) == ["purchase_order_expired"]


def test_what_the_contract_s_own_cap_cuts_too_is_written_down(build: Build, shown: Shown) -> None:
    orders = [{"number": "1", "amount": "40.00"}]
    schedule = build({"not_to_exceed": "40.00", "purchase_orders": orders, "lines": [fee("1", "50.00")]})
    assert shown(schedule) == ["2026-06-30 instalment 40.00", "2026-06-30 write_down 10.00"]


def test_a_line_that_waits_has_not_missed_its_order(build: Build, shown: Shown) -> None:
    line = {
        "id": "1",
        "billing_method": "milestone",
        "milestones": [{"id": "M", "amount": "5.00", "trigger": "x"}],
    }
    orders = [{"number": "1", "valid_until": "2026-06-30"}]
    assert shown(build({"purchase_orders": orders, "lines": [line]})) == ["- charge 5.00"]


def test_what_a_termination_cancels_waits_for_no_order(build: Build) -> None:
    orders = [{"number": "1", "valid_until": "2026-05-31"}]
    ended = ("contract.terminated", {"date": "2026-05-15"})
    schedule = build({"purchase_orders": orders, "lines": [fee("1", "5.00")]}, [ended])
    assert ([line.status for line in schedule.billing], codes(schedule)) == (["cancelled"], [])
