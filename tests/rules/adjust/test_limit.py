from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]

FEE = {"id": "1", "billing_method": "fixed_price", "amount": "52000.00", "end_date": "2026-06-30"}
TEN = [{"percent": "10", "mode": "prospective"}]


def net(build: Build, basis: str | None, amount: str = "50000.00", **more: Any) -> Schedule:
    caps = [{"id": "c", "amount": amount, "basis": basis}]
    return build({"caps": caps, "discounts": TEN, "lines": [FEE], **more})


@pytest.mark.parametrize(
    ("basis", "total"),
    [("net_of_discount", "46800.00"), ("gross", "45000.00"), (None, "45000.00")],
)
def test_what_a_cap_holds_decides_the_amount(build: Build, basis: str | None, total: str) -> None:
    billed = sum(line.amount or 0 for line in net(build, basis).billing if line.kind != "write_down")
    assert f"{billed}" == total


def test_a_cap_on_net_fees_lets_through_what_its_room_is_worth(build: Build, shown: Shown) -> None:
    # 40,500 / 0.9 = 45,000
    assert shown(net(build, "net_of_discount", "40500.00")) == [
        "2026-06-30 instalment 45000.00",
        "2026-06-30 write_down 7000.00",
        "2026-06-30 discount -4500.00",
    ]


def test_a_cap_on_net_fees_with_a_threshold_is_in_doubt(build: Build) -> None:
    schedule = net(
        build, "net_of_discount", discounts=[{"percent": "10", "threshold": "5", "mode": "prospective"}]
    )
    assert [line.status for line in schedule.billing] == ["held"]
    assert [finding.code for finding in schedule.findings] == ["cap_unmeasured"]


def test_fees_that_a_discount_takes_whole_take_no_room(build: Build) -> None:
    schedule = net(build, "net_of_discount", "1.00", discounts=[{"percent": "100", "mode": "prospective"}])
    assert [f"{line.amount}" for line in schedule.billing] == ["52000.00", "-52000.00"]


def test_a_cap_that_counts_tax_holds_fees_with_it(build: Build, shown: Shown) -> None:
    # 60,000 / 1.2 = 50,000
    caps = [{"id": "c", "amount": "60000.00", "counts": ["fees", "tax"]}]
    terms = {"caps": caps, "tax": {"rate": "20"}, "lines": [FEE]}
    assert shown(build(terms)) == ["2026-06-30 instalment 50000.00", "2026-06-30 write_down 2000.00"]
    assert build({**terms, "tax": None}).billing[0].status == "held"
    assert build({**terms, "tax": {"inclusive": False}}).billing[0].status == "held"


def test_a_cap_over_some_lines_holds_them_together(build: Build, shown: Shown) -> None:
    # a programme of 100 over a workstream of 70 (lines 1 and 2) and line 3
    fees = [{**FEE, "id": number, "amount": "50.00"} for number in "123"]
    caps = [
        {"id": "workstream", "amount": "70.00", "lines": ["1", "2"]},
        {"id": "programme", "amount": "100.00"},
    ]
    assert shown(build({"caps": caps, "lines": fees})) == [
        "2026-06-30 instalment 50.00",
        "2026-06-30 instalment 20.00",
        "2026-06-30 write_down 30.00",
        "2026-06-30 instalment 30.00",
        "2026-06-30 write_down 20.00",
    ]


def test_a_credit_that_no_rate_measures_is_held_with_its_fee(build: Build) -> None:
    line = {"id": "1", "billing_method": "progress", "amount": "100.00"}
    reports = [
        ("progress.reported", {"line": "1", "percent": percent, "date": f"2026-0{at}-28"})
        for at, percent in enumerate(("100", "40"), 1)
    ]
    caps = [{"id": "c", "amount": "1.00", "currency": "EUR"}]
    schedule = build({"caps": caps, "lines": [line]}, reports)
    assert [item.status for item in schedule.billing] == ["held", "held", "held"]
