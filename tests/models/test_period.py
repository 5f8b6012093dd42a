from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.period import Period, add_months, month_end

JANUARY = Period.through(date(2026, 1, 1), date(2026, 1, 31))


def test_a_period_is_half_open_and_shown_inclusive() -> None:
    assert Period(date(2026, 1, 1), date(2026, 2, 1)) == JANUARY
    assert (JANUARY.last, JANUARY.days) == (date(2026, 1, 31), 31)
    assert date(2026, 1, 31) in JANUARY
    assert date(2026, 2, 1) not in JANUARY
    assert Period(date(2026, 2, 1), date(2026, 1, 1)).days == 0


def test_a_cut_keeps_the_days_in_both() -> None:
    assert JANUARY.cut(Period(date(2026, 1, 20), date(2026, 3, 1))) == Period(
        date(2026, 1, 20), date(2026, 2, 1)
    )
    assert JANUARY.cut(Period(date(2026, 2, 1), date(2026, 3, 1))) is None


def test_months_count_from_the_anchor() -> None:
    anchor = date(2025, 1, 31)
    assert [add_months(anchor, count).isoformat() for count in range(5)] == [
        "2025-01-31",
        "2025-02-28",
        "2025-03-31",
        "2025-04-30",
        "2025-05-31",
    ]
    assert add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert month_end(date(2024, 2, 10)) == date(2024, 2, 29)


def test_the_calendar_ends() -> None:
    with pytest.raises(OverflowError, match="leave the calendar"):
        add_months(date(9999, 12, 1), 1)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_a_month_on_keeps_the_day_or_clamps_it(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert moved.day == min(day.day, month_end(moved).day)
