from __future__ import annotations

from collections.abc import Callable

from models.schedule import Schedule

Build = Callable[..., Schedule]


FEE = {"id": "1", "billing_method": "recurring", "amount": "9000.00", "period": "month"}


def test_every_reading_shows_what_the_whole_schedule_comes_to(build: Build) -> None:
    # March to May 27,000; 1 to 15 June 4,500 by days and by 30 days, 9,000 x 12 x 15/365 = 4,438.36, or all
    (reading,) = build({"start_date": "2025-03-01", "end_date": "2025-06-15", "lines": [FEE]}).readings
    assert reading.pointer == "/lines/0/proration"
    assert reading.chosen is None
    assert [str(option.total) for option in reading.options] == [
        "31500.00",
        "31500.00",
        "31438.36",
        "36000.00",
    ]


def test_write_downs_are_not_part_of_a_total(build: Build) -> None:
    terms = {
        "not_to_exceed": "30000.00",
        "start_date": "2025-03-01",
        "end_date": "2025-06-15",
        "lines": [FEE],
    }
    (reading,) = build(terms).readings
    assert [str(option.total) for option in reading.options] == ["30000.00"] * 4


def test_a_reading_says_what_would_settle_it_and_whom_to_ask(build: Build) -> None:
    (reading,) = build({"start_date": "2025-03-01", "end_date": "2025-06-15", "lines": [FEE]}).readings
    assert (reading.rule, reading.ask, str(reading.difference)) == ("C4", "contract owner", "4561.64")
    assert reading.settled_by is not None
    assert [str(option.difference) for option in reading.options] == ["0.00", "0.00", "-61.64", "4500.00"]
    last = reading.options[-1]
    assert last.settled_by == "The fee is due in full for every period begun and is not prorated."
    assert last.patch == ({"op": "replace", "path": "/lines/0/proration", "value": "none"},)
    assert last.example == "1-4: 9000.00 on 2025-06-30"


def test_a_month_end_that_can_be_read_two_ways_shows_both_due_dates(build: Build) -> None:
    # 31 January: month end, then 30 days, is 2 March; 30 days, then month end, is 31 March
    fee = {"id": "1", "billing_method": "fixed_price", "amount": "500.00", "end_date": "2025-01-31"}
    terms = {"payment": {"net_days": 30, "month_end": "unclear"}, "lines": [fee]}
    (reading,) = build(terms).readings
    assert [option.example for option in reading.options] == [
        "1-1: 500.00 on 2025-01-31, due 2025-03-02",
        "1-1: 500.00 on 2025-01-31, due 2025-03-31",
    ]
    assert reading.ask == "customer accounts payable"


def test_a_minimum_without_a_period_is_measured_at_the_end_of_the_term(build: Build) -> None:
    # 40,000 billed in the first of two quarters, minimum 30,000: 30,000 x 5 short months and so on
    fee = {"id": "1", "billing_method": "fixed_price", "amount": "40000.00", "end_date": "2026-03-31"}
    terms = {
        "start_date": "2026-01-01",
        "end_date": "2026-06-30",
        "minimum_commitment": {"amount": "30000.00"},
        "lines": [{**fee, "start_date": "2026-03-01"}],
    }
    (reading,) = build(terms, as_of="2026-01-02").readings
    assert [(option.reading, str(option.total)) for option in reading.options] == [
        ("per month", "190000.00"),
        ("per quarter", "70000.00"),
        ("per half year", "40000.00"),
        ("per year", "40000.00"),
        ("over the whole term", "40000.00"),
    ]


def test_discounts_of_one_contract_are_read_alike(build: Build) -> None:
    # 1.2 million: 3% over 500,000 and 5% over a million; above only 15,000 + 10,000, on all 5% = 60,000
    discounts = [{"percent": "3", "threshold": "500000"}, {"percent": "5", "threshold": "1000000"}]
    fee = {"id": "1", "billing_method": "fixed_price", "amount": "1200000.00", "end_date": "2026-06-30"}
    first, second = build({"discounts": discounts, "lines": [fee]}).readings
    assert [str(option.total) for option in first.options] == ["1175000.00", "1140000.00"]
    assert first.difference == second.difference


def test_an_open_term_of_an_added_line_is_read_where_it_stands(build: Build) -> None:
    amendment = {
        "effective_on": "2025-02-01",
        "patch": [{"op": "add", "path": "/lines/-", "value": {**FEE, "id": "2"}}],
    }
    whole = {**FEE, "proration": "none"}
    terms = {"start_date": "2025-03-01", "end_date": "2025-06-15", "lines": [whole]}
    (reading,) = build(terms, [("contract.amended", amendment)]).readings
    # the first line in full, 36,000; the added one as in the first test
    assert reading.pointer == "/lines/1/proration"
    assert [str(option.total) for option in reading.options] == [
        "67500.00",
        "67500.00",
        "67438.36",
        "72000.00",
    ]


def test_a_reading_does_not_undo_what_an_amendment_says(build: Build) -> None:
    amendment = {
        "effective_on": "2025-05-01",
        "patch": [{"op": "replace", "path": "/lines/0/proration", "value": "actual"}],
    }
    terms = {"start_date": "2025-03-15", "end_date": "2025-06-15", "lines": [FEE]}
    (reading,) = build(terms, [("contract.amended", amendment)]).readings
    # March by 17/31 or 16/30 days, April and May whole; June is the amendment's: 15/30 by days in each
    assert [str(option.total) for option in reading.options[:2]] == ["27435.48", "27300.00"]
