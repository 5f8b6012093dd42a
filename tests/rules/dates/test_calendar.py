from __future__ import annotations

from datetime import date

import pytest

from rules.dates.calendar import is_business_day, last_review_day


@pytest.mark.parametrize(
    ("day", "law"),
    [
        (date(2026, 7, 3), "Delaware"),  # 4 July is a Saturday, observed the day before
        (date(2025, 7, 4), "Delaware"),
        (date(2026, 12, 28), "England and Wales"),  # Boxing Day is a Saturday, observed on Monday
        (date(2026, 5, 4), "England and Wales"),
        (date(2026, 3, 7), "Delaware"),  # a Saturday
        (date(2026, 11, 30), "Scotland"),  # Saint Andrew's Day
        (date(2026, 3, 17), "Ireland"),  # Saint Patrick's Day
        (date(2026, 5, 14), "Germany"),  # Ascension Day
        (date(2026, 6, 4), "Bavaria, Germany"),  # Corpus Christi
        (date(2026, 7, 14), "France"),
        (date(2026, 5, 14), "Switzerland"),  # Ascension Day
        (date(2026, 5, 18), "the federal laws of Canada"),  # Victoria Day
        (date(2026, 2, 16), "Ontario"),  # Family Day
        (date(2026, 1, 26), "Australia"),
        (date(2026, 4, 27), "New South Wales"),  # Anzac Day is a Saturday, observed on Monday
        (date(2026, 10, 2), "India"),  # Gandhi's birthday
        (date(2026, 4, 27), "the Netherlands"),  # King's Day
        (date(2026, 2, 17), "Singapore"),  # Chinese New Year
    ],
)
def test_a_holiday_is_no_business_day_where_it_is_observed(day: date, law: str) -> None:
    assert not is_business_day(day, law)


@pytest.mark.parametrize(
    ("day", "law"),
    [
        (date(2026, 4, 6), "Scotland"),  # Easter Monday is none there
        (date(2026, 6, 4), "Germany"),  # Corpus Christi is a holiday of some of its parts
        (date(2026, 3, 4), "India"),  # so is Holi
        (date(2026, 12, 28), "Ireland"),
    ],
)
def test_a_day_that_only_others_keep_is_a_business_day(day: date, law: str) -> None:
    assert is_business_day(day, law)


@pytest.mark.parametrize("law", ["England and Wales", None])
def test_a_holiday_of_another_country_is_a_business_day(law: str | None) -> None:
    assert is_business_day(date(2025, 7, 4), law)


def test_ten_business_days_over_the_fourth_of_july() -> None:
    """Fri 27 Jun, then 30 Jun to 3 Jul, 7 to 11 Jul, 14 Jul."""
    day = last_review_day(date(2025, 6, 27), 10, business_law="New York", business=True)
    assert day == date(2025, 7, 14)
    assert last_review_day(date(2025, 6, 27), 10, business_law=None, business=True) == date(2025, 7, 11)
    assert last_review_day(date(2025, 6, 27), 10, business_law=None, business=False) == date(2025, 7, 7)


def test_a_review_of_no_days_ends_on_the_day_of_delivery() -> None:
    assert last_review_day(date(2025, 6, 27), 0, business_law="New York", business=True) == date(2025, 6, 27)
