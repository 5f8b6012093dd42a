from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.replay import replay
from models.schedule import Schedule
from rules.proof.invariants import check_invariants

Build = Callable[..., Schedule]


def cost(
    day: str, amount: str, estimate: str | None, uninstalled: str | None = None
) -> tuple[str, dict[str, Any]]:
    data = {"line": "1", "cost": amount, "estimate": estimate, "uninstalled": uninstalled, "date": day}
    return "cost.reported", data


def earned(build: Build, price: str, *events: tuple[str, dict[str, Any]], **dates: Any) -> Schedule:
    line = {"id": "1", "billing_method": "fixed_price", "amount": price}
    stated = {"start_date": "2026-01-01", "end_date": "2026-12-31", **dates}
    schedule = build({**stated, "lines": [line]}, events)
    assert all(replay(each.proof) == each.amount for each in schedule.revenue)
    assert not [breach for check in check_invariants(schedule) for breach in check.breaches]
    return schedule


def shown(schedule: Schedule) -> list[str]:
    return [f"{each.period.start} {each.period.end} {each.amount}" for each in schedule.revenue]


FIRST, SECOND = cost("2026-03-31", "45000", "150000"), cost("2026-05-31", "108000", "180000")


def test_revenue_follows_cost_and_catches_up_with_the_estimate(build: Build) -> None:
    schedule = earned(build, "175000.00", SECOND, FIRST)
    assert shown(schedule) == [
        "2026-01-01 2026-03-31 52500.00",
        "2026-04-01 2026-05-31 52500.00",
        "2026-06-01 2026-12-31 70000.00",
    ]


def test_an_expected_loss_is_provided_in_full(build: Build) -> None:
    (finding,) = earned(build, "175000.00", FIRST, SECOND).findings
    assert finding.code == "expected_loss"
    assert "the loss of 5000.00, 3000.00 is recognised" in finding.message
    assert finding.message.endswith("provide a further 2000.00")
    assert earned(build, "175000.00", FIRST).findings == ()


def test_material_not_yet_used_earns_its_cost(build: Build) -> None:
    # (4,500 - 3,000) / (9,000 - 3,000) = 25 % of 9,000, and 3,000; without it 6,000
    material = cost("2026-03-31", "4500", "9000", "3000")
    assert shown(earned(build, "12000.00", material))[0] == "2026-01-01 2026-03-31 5250.00"
    assert shown(earned(build, "12000.00", cost("2026-03-31", "4500", "9000")))[0].endswith(" 6000.00")
    assert shown(earned(build, "12000.00", cost("2026-03-31", "4500", "9000", "9000")))[0].endswith(
        " 6000.00"
    )


def test_more_cost_than_expected_earns_no_more_than_the_price(build: Build) -> None:
    assert shown(earned(build, "100.00", cost("2026-12-31", "90", "80"))) == ["2026-01-01 2026-12-31 100.00"]


def test_without_dates_the_reports_are_the_periods(build: Build) -> None:
    schedule = earned(build, "100.00", cost("2026-03-31", "40", "80"), start_date=None, end_date=None)
    assert shown(schedule) == ["2026-03-31 2026-03-31 50.00", "2026-04-01 2026-04-01 50.00"]


def test_a_report_without_an_estimate_earns_nothing(build: Build) -> None:
    schedule = earned(build, "100.00", cost("2026-03-31", "40", None))
    assert {each.method for each in schedule.revenue} == {"straight_line"}


def test_a_line_in_doubt_has_no_loss_yet(build: Build) -> None:
    line = {"id": "1", "billing_method": "fixed_price"}
    schedule = build({"lines": [line]}, [cost("2026-03-31", "40", "80")])
    assert "expected_loss" not in [finding.code for finding in schedule.findings]


def test_time_is_earned_as_it_is_billed_whatever_it_cost(build: Build) -> None:
    line = {"id": "1", "billing_method": "time_and_materials", "rates": [{"amount": "10.00", "unit": "hour"}]}
    time = ("time.approved", {"entry_id": "t", "person": "p", "date": "2026-03-02", "hours": "1"})
    terms = {"start_date": "2026-03-01", "end_date": "2026-03-31", "lines": [line]}
    schedule = build(terms, [time, cost("2026-03-31", "40", "80")])
    assert [(each.method, f"{each.amount}") for each in schedule.revenue] == [("as_invoiced", "10.00")]
    assert schedule.findings == ()
