from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.replay import replay
from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


LINE = {
    "id": "1",
    "billing_method": "fixed_price",
    "amount": "100.00",
    "instalments": {"count": 2, "period": "month", "first_on": "2026-01-31"},
}


def amended(day: str, *patch: tuple[str, Any]) -> tuple[str, dict[str, Any]]:
    operations = [{"op": "replace", "path": path, "value": value} for path, value in patch]
    return "contract.amended", {"effective_on": day, "patch": operations}


def test_a_change_after_every_part_has_billed_stands_on_its_day(build: Build, shown: Shown) -> None:
    assert shown(build({"lines": [LINE]}, [amended("2026-03-10", ("/lines/0/amount", "90.00"))])) == [
        "2026-01-31 instalment 50.00",
        "2026-02-28 instalment 50.00",
        "2026-03-10 credit -10.00",
    ]
    assert shown(build({"lines": [LINE]}, [amended("2026-03-10", ("/lines/0/amount", "110.00"))]))[2:] == [
        "2026-03-10 instalment 10.00"
    ]


def test_the_rest_may_be_less_than_nothing(build: Build, shown: Shown) -> None:
    assert shown(build({"lines": [LINE]}, [amended("2026-02-10", ("/lines/0/amount", "40.00"))]))[1:] == [
        "2026-02-28 instalment -10.00"
    ]


def test_a_percent_split_shares_what_is_left(build: Build, shown: Shown) -> None:
    # 30 of 100 billed; of 120 the 90 left at 40 to 30
    stones = [
        {"id": m, "percent": p, "due_date": d}
        for m, p, d in (("a", "30", "2026-01-31"), ("b", "40", "2026-02-28"), ("c", "30", "2026-03-31"))
    ]
    line = {"id": "1", "billing_method": "milestone", "amount": "100.00", "milestones": stones}
    assert shown(build({"lines": [line]}, [amended("2026-02-01", ("/lines/0/amount", "120.00"))])) == [
        "2026-01-31 charge 30.00",
        "2026-02-28 charge 51.43",
        "2026-03-31 charge 38.57",
    ]


def test_a_correction_frees_what_was_held(build: Build, shown: Shown) -> None:
    stones = [
        {"id": m, "amount": "40.00", "due_date": d} for m, d in (("a", "2026-01-31"), ("b", "2026-02-28"))
    ]
    line = {"id": "1", "billing_method": "milestone", "amount": "100.00", "milestones": stones}
    assert shown(
        build({"lines": [line]}, [amended("2026-02-01", ("/lines/0/milestones/0/amount", "60.00"))])
    ) == [
        "2026-01-31 charge 60.00",
        "2026-02-28 charge 40.00",
    ]


def test_two_changes_after_every_part_has_billed_both_stand(build: Build, shown: Shown) -> None:
    changes = [
        amended("2026-03-10", ("/lines/0/amount", "90.00")),
        amended("2026-04-10", ("/lines/0/amount", "95.00")),
    ]
    assert shown(build({"lines": [LINE]}, changes))[2:] == [
        "2026-03-10 credit -10.00",
        "2026-04-10 instalment 5.00",
    ]


def test_a_changed_total_splits_over_the_amounts_left(build: Build, shown: Shown) -> None:
    # 36,000 billed; of 110,000 the 74,000 left at 30 to 24
    stones = [
        {"id": "a", "amount": "36000.00", "due_date": "2026-01-31"},
        {"id": "b", "amount": "30000.00", "due_date": "2026-02-28"},
        {"id": "c", "amount": "24000.00", "due_date": "2026-03-31"},
    ]
    line = {"id": "1", "billing_method": "milestone", "amount": "90000.00", "milestones": stones}
    assert shown(build({"lines": [line]}, [amended("2026-02-01", ("/lines/0/amount", "110000.00"))])) == [
        "2026-01-31 charge 36000.00",
        "2026-02-28 charge 41111.11",
        "2026-03-31 charge 32888.89",
    ]


def test_the_formula_shows_the_share_of_what_is_left(build: Build) -> None:
    line = {**LINE, "instalments": {"count": 4, "period": "month", "first_on": "2026-01-31"}}
    schedule = build({"lines": [line]}, [amended("2026-02-10", ("/lines/0/amount", "130.00"))])
    assert [item.proof.formula for item in schedule.billing] == [
        "1/4 x 100.00",
        "1/3 x (130.00 - 25.00 billed)",
        "1/3 x (130.00 - 25.00 billed)",
        "1/3 x (130.00 - 25.00 billed)",
    ]


def test_a_share_that_is_rounded_with_those_before_it_shows_so(build: Build) -> None:
    # 33.335% of 100.00 is 33.34, twice 66.67: the second part is 33.33, not what it is alone
    stones = [
        {"id": name, "percent": percent, "due_date": "2026-05-01"}
        for name, percent in (("a", "33.335"), ("b", "33.335"), ("c", "33.33"))
    ]
    line = {"id": "1", "billing_method": "milestone", "amount": "100.00", "milestones": stones}
    lines = build({"lines": [line]}).billing
    assert [str(part.amount) for part in lines] == ["33.34", "33.33", "33.33"]
    assert [replay(part.proof) for part in lines] == [part.amount for part in lines]
