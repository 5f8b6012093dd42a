from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extractor.values.dates import find_dates
from extractor.values.durations import find_durations, find_percents


@pytest.mark.parametrize(
    "text",
    [
        "January 5, 2019",
        "the 5th day of January, 2019",
        "5 January 2019",
        "the fifth day of January, 2019",
        "1/5/19",
        "2019-01-05",
        "Jan. 5, 2019",
    ],
)
def test_every_notation_of_a_date_is_read(text: str) -> None:
    assert [mention.value for mention in find_dates(text)] == [date(2019, 1, 5)]


@pytest.mark.parametrize("text", ["this ___ day of June, 2019", "February 30, 2019", "Section 1.5.19.2"])
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_a_day_above_twelve_makes_all_slashed_dates_day_first() -> None:
    assert [m.value for m in find_dates("25/12/2019 to 01/02/2020")] == [date(2019, 12, 25), date(2020, 2, 1)]


@pytest.mark.parametrize(
    ("text", "days", "months"),
    [
        ("thirty (30) days", 30, 1),
        ("two years", 730, 24),
        ("ninety (90) calendar days", 90, 3),
        ("six-month", 180, 6),
        ("an additional year", 365, 12),
        ("10 days", 10, None),
    ],
)
def test_durations_count_in_days_and_whole_months(text: str, days: int, months: int | None) -> None:
    (mention,) = find_durations(text)
    assert (mention.days, mention.months) == (days, months)


def test_figures_stand_where_the_words_disagree() -> None:
    (mention,) = find_durations("thirty (45) days")
    assert (mention.days, mention.disagrees) == (45, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5%", "1.5"),
        ("one and one-half percent (1.5%)", "1.5"),
        ("1½%", "1.5"),
        ("1-1/2 %", "1.5"),
        ("eighteen percent (18%) per annum", "18"),
        ("ten percent", "10"),
    ],
)
def test_percents_are_read_in_figures_and_words(text: str, value: str) -> None:
    assert [mention.value for mention in find_percents(text)] == [Decimal(value)]
