from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]


def terms(**minimum: Any) -> dict[str, Any]:
    """Four quarters of 100, 84, 95 and 70 thousand."""
    fees = zip(("03-31", "06-30", "09-30", "12-31"), (100, 84, 95, 70), strict=True)
    milestones = [{"id": day, "amount": f"{fee}000.00", "due_date": f"2026-{day}"} for day, fee in fees]
    return {
        "start_date": "2026-01-01",
        "end_date": "2026-12-31",
        "minimum_commitment": {"amount": "90000.00", "period": "quarter", **minimum},
        "lines": [{"id": "1", "billing_method": "milestone", "milestones": milestones}],
    }


def true_ups(schedule: Schedule) -> list[str]:
    return [f"{line.bill_on} {line.amount}" for line in schedule.billing if line.kind == "true_up"]


@pytest.mark.parametrize(
    ("minimum", "expected"),
    [
        ({}, ["2026-06-30 6000.00", "2026-12-31 20000.00"]),
        # 10,000 above in the first quarter cover the second; of the third 5,000 cover a part of the fourth
        ({"carry_forward": True}, ["2026-12-31 11000.00"]),
        ({"amount": "360000.00", "period": "year"}, ["2026-12-31 11000.00"]),
        ({"amount": "360000.00", "period": "term"}, ["2026-12-31 11000.00"]),
    ],
)
def test_three_readings_of_one_minimum_are_three_invoices(
    build: Build, minimum: dict[str, Any], expected: list[str]
) -> None:
    assert true_ups(build(terms(**minimum))) == expected


def test_an_unstated_window_is_a_reading(build: Build) -> None:
    schedule = build(terms(period=None))
    assert true_ups(schedule) == ["2026-12-31 None"]
    (reading,) = schedule.readings
    # per month: 8 x 90,000 without fees, 6,000 in June and 20,000 in December, on 349,000 of fees
    assert [(option.reading, str(option.total)) for option in reading.options] == [
        ("per month", "1095000.00"),
        ("per quarter", "375000.00"),
        ("per half year", "349000.00"),
        ("per year", "349000.00"),
        ("over the whole term", "349000.00"),
    ]


def test_a_window_with_a_held_fee_is_held(build: Build) -> None:
    stated = terms()
    stated["lines"][0]["amount"] = "1.00"
    schedule = build(stated)
    assert {line.status for line in schedule.billing} == {"held"}


def test_without_a_first_day_or_an_amount_there_is_no_window(build: Build) -> None:
    assert true_ups(build({**terms(), "start_date": None})) == []
    assert true_ups(build(terms(amount=None))) == []


def test_without_an_end_only_whole_windows_are_trued_up(build: Build) -> None:
    """Quarters of 2026; April to June is 6,000 short, and nothing is due before its last day.

    1 Apr          15 May           30 Jun
      |--------------|----------------|
                   as of            as of
    """
    assert true_ups(build({**terms(), "end_date": None}, (), "2026-05-15")) == ["2026-06-30 None"]
    assert true_ups(build({**terms(), "end_date": None}, (), "2026-06-30")) == ["2026-06-30 6000.00"]


def test_without_an_end_the_whole_term_has_no_shortfall_yet(build: Build) -> None:
    assert true_ups(build({**terms(period="term"), "end_date": None}, (), "2026-06-30")) == []


def test_the_ledger_counts_fees_and_true_up(build: Build) -> None:
    entries = build(terms()).ledgers.minimum
    assert [f"{entry.account} {entry.balance}" for entry in entries if entry.account == "2026-04-01"] == [
        "2026-04-01 84000.00",
        "2026-04-01 90000.00",
    ]


def short(
    build: Build,
    *,
    end: str = "2026-12-31",
    fee: str = "0.01",
    expense: str | None = None,
    units: str | None = None,
    discounts: Any = (),
    **minimum: Any,
) -> list[str]:
    """The shortfalls from 1 April 2026 on of a minimum of 90,000 per quarter, with fees on 30 June."""
    lines: list[dict[str, Any]] = [
        {"id": "1", "billing_method": "fixed_price", "amount": fee, "end_date": "2026-06-30"},
        {"id": "2", "billing_method": "expenses"},
        {"id": "3", "billing_method": "unit_price", "unit_amount": "1.00"},
    ]
    terms = {
        "start_date": "2026-04-01",
        "end_date": end,
        "payment": {"billing_frequency": "monthly"},
        "minimum_commitment": {"amount": "90000.00", "period": "quarter", "carry_forward": False, **minimum},
        "discounts": discounts,
        "lines": lines,
    }
    events: list[tuple[str, dict[str, Any]]] = []
    if expense:
        events.append(("expense.approved", {"expense_id": "x", "date": "2026-06-05", "amount": expense}))
    if units:
        events.append(("units.delivered", {"line": "3", "date": "2026-06-05", "quantity": units}))
    return [f"{line.amount}" for line in build(terms, events).billing if line.kind == "true_up"]


def test_a_window_that_the_end_cuts_asks_for_its_share_where_the_terms_say_so(build: Build) -> None:
    # 1 July to 15 August are 46 of 92 days
    assert short(build, end="2026-08-15", proration="actual") == ["89999.99", "45000.00"]
    assert short(build, end="2026-08-15", proration="none") == ["89999.99", "90000.00"]
    assert short(build, end="2026-08-15") == ["89999.99", "90000.00"]
    assert short(build, end="2026-08-15", proration="actual", period="term") == ["89999.99"]


def test_a_quarter_short_of_its_minimum_pays_the_rest(build: Build) -> None:
    assert short(build, end="2026-06-30", fee="81450.00") == ["8550.00"]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], "79900.00"),  # 10,000 of fees and 100 of units
        (["fees"], "79900.00"),
        (["fees", "expenses"], "79850.00"),
        (["units"], "89900.00"),
        (["expenses"], "89950.00"),
    ],
)
def test_what_counts_is_as_stated(build: Build, counts: list[str], expected: str) -> None:
    made = short(build, end="2026-06-30", fee="10000.00", expense="50.00", units="100", counts=counts)
    assert made == [expected]


def test_fees_can_count_net_of_their_discount(build: Build) -> None:
    discounts = [{"percent": "10", "mode": "prospective"}]
    stated: dict[str, Any] = {"end": "2026-06-30", "fee": "10000.00", "discounts": discounts}
    assert short(build, basis="net_of_discount", **stated) == ["81000.00"]
    assert short(build, basis="gross", **stated) == ["80000.00"]
    assert short(build, **stated) == ["80000.00"]


# 100, 84, 95 and 70 thousand in four quarters
@pytest.mark.parametrize(
    ("minimum", "expected"),
    [
        ({"period": "quarter", "carry_forward": False}, ["6000.00", "20000.00"]),
        ({"period": "quarter", "carry_forward": True}, ["11000.00"]),
        ({"amount": "360000.00", "period": "year"}, ["11000.00"]),
    ],
)
def test_three_readings_of_a_minimum_are_three_invoices(
    build: Build, minimum: dict[str, Any], expected: list[str]
) -> None:
    fees = ("100000.00", "84000.00", "95000.00", "70000.00")
    days = ("2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31")
    milestones = [
        {"id": f"M{at}", "amount": fee, "due_date": day}
        for at, (fee, day) in enumerate(zip(fees, days, strict=True))
    ]
    terms = {
        "start_date": "2026-01-01",
        "end_date": "2026-12-31",
        "minimum_commitment": {"amount": "90000.00", **minimum},
        "lines": [{"id": "1", "billing_method": "milestone", "milestones": milestones}],
    }
    assert [f"{line.amount}" for line in build(terms).billing if line.kind == "true_up"] == expected


def test_a_window_asks_for_the_minimum_in_force_when_it_starts(build: Build) -> None:
    more = {
        "effective_on": "2026-07-01",
        "patch": [{"op": "replace", "path": "/minimum_commitment/amount", "value": "95000.00"}],
    }
    schedule = build(terms(), [("contract.amended", more)])
    # 90,000 until June: 84,000 fall short by 6,000; 95,000 from July on: 70,000 by 25,000
    assert true_ups(schedule) == ["2026-06-30 6000.00", "2026-12-31 25000.00"]
