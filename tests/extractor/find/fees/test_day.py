from __future__ import annotations

from datetime import date

import pytest

from extractor.find.fees.day import read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("November 15, 2011", date(2011, 11, 15)),
        ("due 15 Nov 2011", date(2011, 11, 15)),
        ("15th of March 2026", date(2026, 3, 15)),
        ("2026-05-01", date(2026, 5, 1)),
        ("25/12/2026", date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25)),
        ("5/5/2026", date(2026, 5, 5)),
        ("4/5/2026", None),
        ("31 February 2026", None),
        ("upon acceptance", None),
    ],
)
def test_a_day_is_read_unless_month_and_day_could_be_swapped(text: str, day: date | None) -> None:
    assert read_day(text) == day
