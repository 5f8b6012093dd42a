from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Reading, Schedule

Build = Callable[..., Schedule]

TIME = {
    "id": "1",
    "billing_method": "time_and_materials",
    "rates": [{"amount": "100.00", "unit": "hour"}],
}
YEAR = {"start_date": "2026-01-01", "end_date": "2026-12-31"}


def worked(number: int, day: str, hours: str) -> tuple[str, dict[str, Any]]:
    return (
        "time.approved",
        {"entry_id": f"t{number}", "person": "p", "date": day, "hours": hours, "line": "1"},
    )


def totals(reading: Reading) -> list[tuple[str, str]]:
    return [(option.reading, str(option.total)) for option in reading.options]


def test_a_limit_without_a_scope_may_be_one_for_each_month(build: Build) -> None:
    # January 8 h and February 7 h at 100.00: once, 1,000 in all; for each month, 800 + 700
    terms = {**YEAR, "caps": [{"id": "c", "amount": "1000.00"}], "lines": [TIME]}
    events = [worked(1, "2026-01-05", "8"), worked(2, "2026-02-05", "7")]
    (reading,) = build(terms, events).assumptions
    assert (reading.pointer, reading.rule, reading.chosen) == (
        "/caps/0/scope",
        "R10",
        "for the whole contract",
    )
    assert totals(reading) == [("for the whole contract", "1000.00"), ("for each month", "1500.00")]
    assert str(reading.difference) == "500.00"
    assert reading.options[1].example == "1-2: 700.00 on 2026-02-28"


def test_a_limit_of_a_line_may_be_one_for_each_month_too(build: Build) -> None:
    line = {**TIME, "caps": [{"id": "c", "amount": "1000.00"}]}
    events = [worked(1, "2026-01-05", "8"), worked(2, "2026-02-05", "7")]
    (reading,) = build({**YEAR, "lines": [line]}, events).assumptions
    assert reading.pointer == "/lines/0/caps/0/scope"
    assert totals(reading) == [("for the whole workstream", "1000.00"), ("for each month", "1500.00")]


def test_a_limit_that_no_reading_moves_is_not_asked_about(build: Build) -> None:
    terms = {**YEAR, "caps": [{"id": "c", "amount": "9000.00"}], "lines": [TIME]}
    assert build(terms, [worked(1, "2026-01-05", "8")]).assumptions == ()


def test_limits_that_say_their_scope_or_limit_nothing_are_not_asked_about(build: Build) -> None:
    caps = [
        {"id": "a", "amount": "100.00", "scope": "contract"},
        {"id": "b", "amount": "100.00", "behaviour": "notify"},
        {"id": "c", "amount": "100.00", "role": "Architect"},
    ]
    line = {**TIME, "caps": [{"id": "d", "amount": "100.00", "behaviour": "estimate"}]}
    assert build({**YEAR, "caps": caps, "lines": [line]}, [worked(1, "2026-01-05", "8")]).assumptions == ()


QUARTERS = [("M1", "100000.00", "2026-01-31"), ("M2", "84000.00", "2026-04-30")]
QUARTERS += [("M3", "95000.00", "2026-07-31"), ("M4", "70000.00", "2026-10-31")]
MILESTONES = {
    "id": "1",
    "billing_method": "fixed_price",
    "milestones": [{"id": name, "amount": amount, "due_date": day} for name, amount, day in QUARTERS],
}


def test_a_minimum_reads_three_ways_over_the_whole_term(build: Build) -> None:
    # minimum 90,000 a quarter; fees 100, 84, 95 and 70 thousand = 349,000
    # by quarter 6,000 + 20,000; with the excess carried 0 + 0 + 15,000 - 4,000; by year 360,000 - 349,000
    terms = {**YEAR, "minimum_commitment": {"amount": "90000.00", "period": "quarter"}}
    (reading,) = build({**terms, "lines": [MILESTONES]}, as_of="2026-02-01").assumptions
    assert (reading.pointer, reading.ask) == ("/minimum_commitment/carry_forward", "contract owner")
    assert totals(reading) == [
        ("each window by itself", "375000.00"),
        ("the excess carries forward", "360000.00"),
        ("the windows of a year together", "360000.00"),
    ]
    assert [str(option.difference) for option in reading.options] == ["0.00", "-15000.00", "-15000.00"]


def test_a_yearly_minimum_reads_two_ways(build: Build) -> None:
    terms = {
        "start_date": "2026-01-01",
        "end_date": "2027-12-31",
        "minimum_commitment": {"amount": "300000.00", "period": "year"},
    }
    (reading,) = build({**terms, "lines": [MILESTONES]}, as_of="2026-02-01").assumptions
    # 349,000 in the first year, nothing in the second: 300,000 short, or 300,000 - 49,000
    assert totals(reading) == [
        ("each window by itself", "649000.00"),
        ("the excess carries forward", "600000.00"),
    ]


def test_a_minimum_that_says_so_or_has_one_window_is_not_asked_about(build: Build) -> None:
    for minimum in (
        {"amount": "90000.00", "period": "quarter", "carry_forward": True},
        {"amount": "90000.00", "period": "term"},
        {"period": "quarter"},
    ):
        assert build({**YEAR, "minimum_commitment": minimum, "lines": [MILESTONES]}).assumptions == ()


def test_a_minimum_may_count_fees_net_of_their_discount(build: Build) -> None:
    # 100 of fees less 10%, minimum 100: nothing short before the discount, 10 after it
    fee = {"id": "1", "billing_method": "fixed_price", "amount": "100.00", "end_date": "2026-03-31"}
    terms = {
        **YEAR,
        "discounts": [{"percent": "10", "mode": "prospective"}],
        "minimum_commitment": {"amount": "100.00", "period": "term"},
        "lines": [{**fee, "start_date": "2026-03-01"}],
    }
    (reading,) = build(terms).assumptions
    assert reading.pointer == "/minimum_commitment/basis"
    assert totals(reading) == [("before discounts", "90.00"), ("after discounts", "100.00")]
