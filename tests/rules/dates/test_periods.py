from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.period import Period
from models.terms import BillingFrequency
from rules.dates.periods import anchored_periods, billing_periods, filled_by_whole_periods

YEAR = Period.through(date(2026, 1, 15), date(2026, 4, 10))


@pytest.mark.parametrize(
    ("frequency", "starts"),
    [
        ("weekly", 13),
        ("biweekly", 7),
        ("semimonthly", 7),
        ("monthly", 4),
        (None, 4),
        ("quarterly", 2),
        ("semiannual", 1),
        ("annual", 1),
        ("on_completion", 1),
    ],
)
def test_periods_cover_the_dates_without_a_gap(frequency: BillingFrequency | None, starts: int) -> None:
    periods = billing_periods(YEAR, frequency)
    assert len(periods) == starts
    assert periods[0].start == YEAR.start
    assert periods[-1].end == YEAR.end
    assert all(one.end == two.start for one, two in pairwise(periods))


def test_the_first_half_month_may_be_missing() -> None:
    late = Period.through(date(2026, 1, 20), date(2026, 2, 3))
    assert [str(period.start) for period in billing_periods(late, "semimonthly")] == [
        "2026-01-20",
        "2026-02-01",
    ]


def test_weeks_begin_on_monday() -> None:
    assert [str(period.start) for period in billing_periods(YEAR, "weekly")][:2] == [
        "2026-01-15",
        "2026-01-19",
    ]


def test_an_anchor_at_the_months_end_does_not_drift() -> None:
    dates = Period.through(date(2025, 1, 31), date(2025, 6, 29))
    starts = [str(period.start) for period in anchored_periods(dates, "month")]
    assert starts == ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31"]
    assert filled_by_whole_periods(dates, "month")
    assert not filled_by_whole_periods(YEAR, "month")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 1000))
def test_half_months_cover_any_dates(start: date, days: int) -> None:
    dates = Period(start, date.fromordinal(start.toordinal() + days))
    assert sum(period.days for period in billing_periods(dates, "semimonthly")) == days
