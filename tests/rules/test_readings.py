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
