from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]


def drawn(build: Build, *fees: str, as_of: str = "2030-01-01", **more: Any) -> Schedule:
    """Fees at the end of January, February and so on."""
    milestones = [
        {"id": f"M{at}", "amount": fee, "due_date": f"2026-0{at}-28"} for at, fee in enumerate(fees, 1)
    ]
    line = {"id": "1", "billing_method": "milestone", "milestones": milestones}
    return build(
        {"effective_date": "2026-01-01", "end_date": "2026-06-30", "lines": [line], **more}, (), as_of
    )


def moves(schedule: Schedule) -> list[str]:
    kinds = {"advance", "advance_recoupment", "credit"}
    return [f"{line.bill_on} {line.kind} {line.amount}" for line in schedule.billing if line.kind in kinds]


PAID = "2026-01-01 advance 100.00"


def deposit(**more: Any) -> dict[str, Any]:
    return {"deposit": {"amount": "100.00", **more}}


def test_each_fee_draws_until_it_is_used_up(build: Build) -> None:
    schedule = drawn(build, "70.00", "70.00", "70.00", **deposit(treatment="draw_down"))
    assert moves(schedule) == [
        PAID,
        "2026-01-28 advance_recoupment -70.00",
        "2026-02-28 advance_recoupment -30.00",
    ]
    assert [f"{entry.balance}" for entry in schedule.ledgers.advance] == ["100.00", "30.00", "0.00"]


def test_the_last_fee_alone_is_paid_where_the_terms_say_so(build: Build) -> None:
    schedule = drawn(build, "70.00", "170.00", **deposit(treatment="final_fee"))
    assert moves(schedule) == [PAID, "2026-02-28 advance_recoupment -100.00"]


def test_which_fees_is_a_reading(build: Build) -> None:
    schedule = drawn(build, "70.00", "170.00", **deposit())
    assert moves(schedule) == [
        PAID,
        "2026-01-28 advance_recoupment None",
        "2026-02-28 advance_recoupment None",
    ]
    assert [reading.pointer for reading in schedule.readings] == ["/deposit/treatment"]


def test_one_fee_can_be_read_in_one_way(build: Build) -> None:
    schedule = drawn(build, "70.00", **deposit())
    assert (moves(schedule)[1:], schedule.readings) == (["2026-01-28 advance_recoupment -70.00"], ())


def test_below_the_floor_it_is_filled_up(build: Build) -> None:
    evergreen = deposit(treatment="draw_down", floor="30.00", target="120.00")
    assert moves(drawn(build, "70.00", "70.00", **evergreen)) == [
        PAID,
        "2026-01-28 advance_recoupment -70.00",
        "2026-02-28 advance_recoupment -30.00",
        "2026-02-28 advance 120.00",
    ]


@pytest.mark.parametrize(
    ("as_of", "refundable", "expected"),
    [
        ("2026-06-30", True, ["2026-06-30 advance -30.00"]),
        ("2026-06-29", True, []),
        ("2026-06-30", False, []),
        ("2026-06-30", None, []),
    ],
)
def test_what_is_left_goes_back_where_the_terms_say_so(
    build: Build, as_of: str, *, refundable: bool | None, expected: list[str]
) -> None:
    stated = deposit(treatment="draw_down", refundable=refundable)
    assert moves(drawn(build, "70.00", as_of=as_of, **stated))[2:] == expected


def test_discount_and_retention_go_first(build: Build) -> None:
    more: dict[str, Any] = {
        "discounts": [{"percent": "10", "mode": "prospective"}],
        "retention": {"percent": "10"},
    }
    schedule = drawn(build, "100.00", **deposit(treatment="draw_down"), **more)
    assert moves(schedule)[1:] == ["2026-01-28 advance_recoupment -81.00"]


def test_a_fee_before_the_deposit_or_without_amount_draws_nothing(build: Build) -> None:
    early = drawn(build, "70.00", **deposit(treatment="draw_down"), effective_date="2026-05-01")
    assert moves(early) == ["2026-05-01 advance 100.00"]
    undated = {"end_date": None, "effective_date": None, **deposit(treatment="draw_down", refundable=True)}
    assert moves(drawn(build, "70.00", **undated)) == [
        "2026-01-28 advance_recoupment -70.00",
        "None advance 100.00",
    ]
    hours = {"id": "1", "billing_method": "time_and_materials", "rates": [{"amount": "1.00", "unit": "hour"}]}
    waiting = build(
        {
            "start_date": "2026-01-01",
            "end_date": "2026-01-31",
            "lines": [hours],
            **deposit(treatment="draw_down"),
        }
    )
    assert moves(waiting) == [PAID]


def test_a_fee_that_waits_does_not_fill_up(build: Build) -> None:
    line = {
        "id": "1",
        "billing_method": "milestone",
        "milestones": [{"id": "M", "amount": "90.00", "trigger": "x"}],
    }
    stated = deposit(treatment="draw_down", floor="30.00", target="120.00")
    schedule = build({"effective_date": "2026-01-01", "lines": [line], **stated})
    assert moves(schedule) == [PAID, "None advance_recoupment -90.00"]


def test_without_an_amount_there_is_no_deposit(build: Build) -> None:
    assert moves(drawn(build, "70.00", deposit={"treatment": "draw_down"})) == []
