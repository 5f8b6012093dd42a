from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.schedule import BillingLine, Proof, Schedule
from models.terms import Terms
from rules.adjust.party_split import Payers

Build = Callable[..., Schedule]


def fees(*amounts: str) -> list[dict[str, Any]]:
    return [
        {"id": f"{at}", "billing_method": "fixed_price", "amount": amount, "end_date": f"2026-0{at}-28"}
        for at, amount in enumerate(amounts, 1)
    ]


def party(name: str, share: str | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "share": share, **more}


def paid(schedule: Schedule) -> list[str]:
    return [f"{row.schedule_line} {row.party} {row.amount}" for row in schedule.shares]


def test_one_party_takes_the_rounding(build: Build) -> None:
    parties = [party("N", "33.33"), party("S", "33.33"), party("W", "33.34", absorbs_rounding=True)]
    schedule = build({"parties": parties, "lines": fees("100000.01")})
    assert paid(schedule) == ["1-1 N 33330.00", "1-1 S 33330.00", "1-1 W 33340.01"]


def test_without_such_a_party_it_is_spread(build: Build) -> None:
    thirds = [party("N", "50"), party("S", "50")]
    assert paid(build({"parties": thirds, "lines": fees("0.01")})) == ["1-1 N 0.01"]


def test_shares_short_of_the_whole_split_nothing(build: Build) -> None:
    schedule = build({"parties": [party("N", "50"), party("S", "49")], "lines": fees("10.00")})
    assert (schedule.shares, [finding.code for finding in schedule.findings]) == ((), ["L02"])


def rule(**shares: str) -> dict[str, Any]:
    return {"shares": [{"party": name, "percent": percent} for name, percent in shares.items()]}


# limits 10,000, 500 and 750; half and half, then FS3, then FS1
FUNDING: dict[str, Any] = {
    "parties": [party("FS1", limit="10000.00"), party("FS2", limit="500.00"), party("FS3", limit="750.00")],
    "funding": [rule(FS2="50", FS3="50"), rule(FS3="100"), rule(FS1="100")],
}


def test_funding_rules_fall_through_where_a_limit_is_reached(build: Build) -> None:
    schedule = build({**FUNDING, "lines": fees("100.00", "5000.00")})
    assert paid(schedule) == [
        "1-1 FS2 50.00",
        "1-1 FS3 50.00",
        "2-1 FS2 450.00",
        "2-1 FS3 450.00",
        "2-1 FS3 250.00",
        "2-1 FS1 3850.00",
    ]
    assert [row.rule for row in schedule.shares] == [1, 1, 1, 1, 2, 3]


def test_what_no_limit_has_room_for_is_named(build: Build) -> None:
    schedule = build({**FUNDING, "lines": fees("12000.00")})
    assert [finding.code for finding in schedule.findings] == ["unfunded"]
    assert sum(row.amount for row in schedule.shares) == 11250


def test_a_rule_that_is_not_whole_is_passed_over_and_what_is_taken_back_goes_back(build: Build) -> None:
    terms = {"parties": [party("A"), party("B")], "funding": [rule(A="40"), rule(A="100", B="0")]}
    line = {"id": "1", "billing_method": "progress", "amount": "100.00"}
    reports = [
        ("progress.reported", {"line": "1", "percent": percent, "date": f"2026-0{at}-28"})
        for at, percent in enumerate(("60", "40", "100"), 1)
    ]
    assert paid(build({**terms, "lines": [line]}, reports)) == ["1-1 A 60.00", "1-2 A -20.00", "1-3 A 60.00"]


@given(
    cents=st.integers(1, 10**9),
    cut=st.integers(0, 10_000),
    absorbs=st.booleans(),
)
def test_the_parts_are_the_whole(cents: int, cut: int, absorbs: bool) -> None:  # noqa: FBT001 - drawn
    parties = [
        party("N", f"{cut / 100:.2f}", absorbs_rounding=absorbs),
        party("S", f"{(10_000 - cut) / 100:.2f}"),
    ]
    terms = Terms.model_validate({"currency": "USD", "parties": parties})
    line = BillingLine.model_validate(
        {
            "id": "1",
            "line": "1",
            "kind": "charge",
            "description": "Fee",
            "amount": f"{cents / 100:.2f}",
            "status": "billable",
            "proof": Proof(rule="R01", formula="x").model_dump(),
        }
    )
    parts = Payers(terms, "USD").split(line)
    assert sum(part.amount for part in parts) == line.amount
