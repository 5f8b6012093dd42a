from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


def line(*milestones: dict[str, Any], **more: Any) -> dict[str, Any]:
    stated = [{"id": f"M{number}", **milestone} for number, milestone in enumerate(milestones, 1)]
    return {"id": "1", "billing_method": "milestone", "milestones": stated, **more}


def held(schedule: Schedule) -> list[str]:
    return [f"{item.id} {item.amount} {item.status}" for item in schedule.billing]


def codes(schedule: Schedule) -> list[str]:
    return [finding.code for finding in schedule.findings if finding.code != "L12"]


def test_shares_short_of_the_whole_bill_nothing(build: Build) -> None:
    schedule = build({"lines": [line({"percent": "33.3"}, {"percent": "33.3"}, amount="100.00")]})
    assert held(schedule) == ["1-M1 None held", "1-M2 None held"]
    assert codes(schedule) == ["L02"]


def test_amounts_off_the_total_bill_nothing(build: Build) -> None:
    schedule = build({"lines": [line({"amount": "40.00"}, {"percent": "50"}, amount="100.00")]})
    assert held(schedule) == ["1-M1 None held", "1-M2 None held"]
    assert codes(schedule) == ["L01"]


def test_amounts_and_percents_may_make_the_total_together(build: Build, shown: Shown) -> None:
    first, second = {"amount": "40.00", "due_date": "2026-01-31"}, {"percent": "60", "due_date": "2026-02-28"}
    assert shown(build({"lines": [line(first, second, amount="100.00")]})) == [
        "2026-01-31 charge 40.00",
        "2026-02-28 charge 60.00",
    ]


def test_amounts_alone_make_their_own_total(build: Build, shown: Shown) -> None:
    schedule = build({"lines": [line({"amount": "40.00"}), line({"amount": "7.00"}, id="2")]})
    assert (shown(schedule), codes(schedule)) == (["- charge 40.00", "- charge 7.00"], [])


def test_percents_of_an_unknown_total_are_held(build: Build) -> None:
    schedule = build({"lines": [line({"percent": "100"})]})
    assert held(schedule) == ["1-M1 None held"]
    assert codes(schedule) == ["no_amount"]


def test_a_line_without_milestones_waits_for_its_acceptance(build: Build, shown: Shown) -> None:
    assert shown(build({"lines": [line(amount="5.00")]})) == ["- charge 5.00"]
    schedule = build({"lines": [line()]})
    assert (held(schedule), codes(schedule)) == (["1-1 None held"], ["no_amount"])


def test_a_fixed_price_by_milestones_bills_instalments(build: Build, shown: Shown) -> None:
    fixed = line({"percent": "100", "due_date": "2026-01-31"}, amount="5.00", billing_method="fixed_price")
    assert shown(build({"lines": [fixed]})) == ["2026-01-31 instalment 5.00"]


def test_a_milestone_of_nothing_does_not_stand(build: Build, shown: Shown) -> None:
    assert shown(build({"lines": [line({"amount": "0"}, amount="0.00")]})) == []
    assert shown(build({"lines": [line({"amount": "5.00"}, {"name": "Kick-off"})]})) == ["- charge 5.00"]
