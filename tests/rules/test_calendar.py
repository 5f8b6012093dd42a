from __future__ import annotations

from datetime import date

import pytest

from rules.calendar import country_of, is_business_day, last_review_day


@pytest.mark.parametrize(
    ("law", "place"),
    [
        ("State of New York", ("US", None)),
        ("the laws of England and Wales", ("GB", "ENG")),
        ("New South Wales", ("AU", "NSW")),
        ("Northern Ireland", ("GB", "NIR")),
        ("Ireland", ("IE", None)),
        ("Narnia", None),
        (None, None),
    ],
)
def test_the_country_follows_from_the_governing_law(
    law: str | None, place: tuple[str, str | None] | None
) -> None:
    assert country_of(law) == place


@pytest.mark.parametrize(
    ("day", "law"),
    [
        (date(2026, 7, 3), "Delaware"),  # 4 July is a Saturday, observed the day before
        (date(2025, 7, 4), "Delaware"),
        (date(2026, 12, 28), "England and Wales"),  # Boxing Day is a Saturday, observed on Monday
        (date(2026, 5, 4), "England and Wales"),
        (date(2026, 3, 7), "Delaware"),  # a Saturday
    ],
)
def test_a_holiday_is_no_business_day_where_it_is_observed(day: date, law: str) -> None:
    assert not is_business_day(day, law)


@pytest.mark.parametrize("law", ["England and Wales", None])
def test_a_holiday_of_another_country_is_a_business_day(law: str | None) -> None:
    assert is_business_day(date(2025, 7, 4), law)


def test_ten_business_days_over_the_fourth_of_july() -> None:
    """Fri 27 Jun, then 30 Jun to 3 Jul, 7 to 11 Jul, 14 Jul."""
    day = last_review_day(date(2025, 6, 27), 10, business_law="New York", business=True)
    assert day == date(2025, 7, 14)
    assert last_review_day(date(2025, 6, 27), 10, business_law=None, business=True) == date(2025, 7, 11)
    assert last_review_day(date(2025, 6, 27), 10, business_law=None, business=False) == date(2025, 7, 7)
