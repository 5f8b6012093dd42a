from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


def terms(**line: Any) -> dict[str, Any]:
    stated = {"id": "1", "billing_method": "recurring", "amount": "90.00", "period": "month", **line}
    return {"start_date": "2026-01-15", "end_date": "2026-04-14", "lines": [stated]}


def test_unstated_proration_counts_from_the_first_day_where_whole_periods_fill_the_dates(
    build: Build, shown: Shown
) -> None:
    assert shown(build(terms())) == [
        "2026-02-14 recurring 90.00",
        "2026-03-14 recurring 90.00",
        "2026-04-14 recurring 90.00",
    ]


def test_cut_periods_of_unstated_proration_are_held(build: Build) -> None:
    schedule = build({**terms(), "end_date": "2026-04-20"})
    assert [f"{line.bill_on} {line.amount} {line.status}" for line in schedule.billing] == [
        "2026-01-31 None held",
        "2026-02-28 90.00 billable",
        "2026-03-31 90.00 billable",
        "2026-04-20 None held",
    ]
    assert [reading.pointer for reading in schedule.readings] == ["/lines/0/proration"]


@pytest.mark.parametrize(
    ("proration", "days"), [(None, ["2026-02-14", "2026-03-14"]), ("actual", ["2026-01-31", "2026-02-28"])]
)
def test_a_fee_without_an_end_runs_to_the_as_of_day(
    build: Build, proration: str | None, days: list[str]
) -> None:
    schedule = build({**terms(proration=proration), "end_date": None}, (), "2026-02-20")
    assert [str(line.bill_on) for line in schedule.billing] == days


def test_the_last_whole_period_is_not_cut(build: Build, shown: Shown) -> None:
    assert shown(build({**terms(proration="none"), "end_date": "2026-02-20"})) == [
        "2026-02-14 recurring 90.00",
        "2026-03-14 recurring 90.00",
    ]


@pytest.mark.parametrize("change", [{"period": None}, {"start_date": "2027-01-01"}])
def test_a_fee_that_cannot_be_dated_is_held(build: Build, change: dict[str, Any]) -> None:
    schedule = build(terms(**change))
    assert [(line.amount, line.status) for line in schedule.billing] == [(None, "held")]
    assert "no_dates" in [finding.code for finding in schedule.findings]


def test_a_fee_without_a_first_day_is_held(build: Build) -> None:
    assert build({**terms(), "start_date": None}).billing[0].status == "held"


def test_the_period_follows_the_billing_frequency_where_it_is_not_stated(build: Build, shown: Shown) -> None:
    payment = {"billing_frequency": "quarterly"}
    assert shown(build({**terms(period=None), "payment": payment})) == ["2026-04-14 recurring 90.00"]


def test_an_unstated_amount_is_held(build: Build) -> None:
    assert {line.status for line in build(terms(amount=None)).billing} == {"held"}


def test_an_amended_price_holds_from_the_next_period(build: Build, shown: Shown) -> None:
    patch = [{"op": "replace", "path": "/lines/0/amount", "value": "99.00"}]
    events = [("contract.amended", {"effective_on": "2026-02-20", "patch": patch})]
    assert shown(build(terms(), events)) == [
        "2026-02-14 recurring 90.00",
        "2026-03-14 recurring 90.00",
        "2026-04-14 recurring 99.00",
    ]


def ended(day: str) -> list[tuple[str, dict[str, Any]]]:
    patch = [{"op": "replace", "path": "/end_date", "value": day}]
    return [("contract.amended", {"effective_on": "2026-02-20", "patch": patch})]


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        ("2026-02-21", ["2026-02-21 recurring 67.50"]),  # 21 of 28 days
        (
            "2026-04-30",
            ["2026-02-28 recurring 90.00", "2026-03-31 recurring 90.00", "2026-04-30 recurring 90.00"],
        ),
        ("2026-01-31", []),
    ],
)
def test_an_amended_end_cuts_or_fills_what_is_not_billed_yet(
    build: Build, shown: Shown, day: str, lines: list[str]
) -> None:
    # 17 of 31 days of January are billed before
    assert shown(build(terms(proration="actual"), ended(day))) == ["2026-01-31 recurring 49.35", *lines]


def test_a_fee_billed_in_advance_does_not_move(build: Build, shown: Shown) -> None:
    stated = {**terms(proration="actual"), "payment": {"billing_timing": "advance"}}
    assert shown(build(stated, ended("2026-02-21")))[1:] == ["2026-02-01 recurring 90.00"]


def test_a_fee_of_nothing_does_not_stand(build: Build, shown: Shown) -> None:
    assert shown(build(terms(amount="0.00"))) == []


def amended(day: str, **line: str) -> tuple[str, dict[str, Any]]:
    patch = [{"op": "replace", "path": f"/lines/0/{key}", "value": value} for key, value in line.items()]
    return "contract.amended", {"effective_on": day, "patch": patch}


def test_a_changed_period_counts_from_the_last_fee_on(build: Build, shown: Shown) -> None:
    # months                   quarters from 15 February: March belongs to neither until one starts there
    # |Jan |Feb |   Mar Apr May      | Jun Jul Aug     |
    dates = {"start_date": "2026-01-01", "end_date": "2026-08-31", "payment": {"billing_timing": "advance"}}
    fee = {"id": "1", "billing_method": "recurring", "amount": "10.00", "period": "month"}
    events = [
        amended("2026-02-15", period="quarter", amount="27.00"),
        amended("2026-04-10", amount="28.00"),
    ]
    assert shown(build({**dates, "lines": [{**fee, "proration": "none"}]}, events)) == [
        "2026-01-01 recurring 10.00",
        "2026-02-01 recurring 10.00",
        "2026-03-01 recurring 27.00",
        "2026-06-01 recurring 28.00",
    ]


def test_a_quarter_begun_is_not_billed_again_by_the_month(build: Build, shown: Shown) -> None:
    dates = {"start_date": "2026-01-01", "end_date": "2026-05-31", "payment": {"billing_timing": "advance"}}
    fee = {"id": "1", "billing_method": "recurring", "amount": "27.00", "period": "quarter"}
    events = [amended("2026-02-01", period="month", amount="10.00")]
    assert shown(build({**dates, "lines": [{**fee, "proration": "none"}]}, events)) == [
        "2026-01-01 recurring 27.00",
        "2026-04-01 recurring 10.00",
        "2026-05-01 recurring 10.00",
    ]
