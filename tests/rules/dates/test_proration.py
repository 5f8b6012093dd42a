from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.period import Period
from models.terms import PeriodUnit, Proration
from rules.dates.proration import prorated, used_share

FEBRUARY = Period(date(2025, 2, 1), date(2025, 3, 1))
FROM_THE_TENTH = Period(date(2025, 2, 10), date(2025, 3, 1))


@pytest.mark.parametrize(
    ("proration", "expected"),
    [
        ("actual", "6107.14"),
        ("30_360", "6300.00"),
        ("actual_365", "5621.92"),
        ("none", "9000.00"),
        (None, "6107.14"),
    ],
)
def test_the_tenth_of_february_by_every_day_count(proration: Proration | None, expected: str) -> None:
    share = used_share(FROM_THE_TENTH, FEBRUARY, "month", proration=proration)
    assert round(prorated(Decimal(9000), share), 2) == Decimal(expected)


def test_the_denominator_is_the_whole_quarter() -> None:
    # 20 May to 30 June: 42 of 91 days of 9,100.00
    quarter, part = Period(date(2026, 4, 1), date(2026, 7, 1)), Period(date(2026, 5, 20), date(2026, 7, 1))
    assert prorated(Decimal(9100), used_share(part, quarter, "quarter", proration="actual")) == 4200


@pytest.mark.parametrize(
    ("first", "last", "share"),
    [
        (date(2026, 1, 31), date(2026, 1, 31), (1, 30)),
        (date(2026, 1, 1), date(2026, 1, 30), (30, 30)),
        (date(2026, 2, 27), date(2026, 2, 28), (4, 30)),  # the 28th is the month's last day, so the 30th
    ],
)
def test_every_month_has_thirty_days(first: date, last: date, share: tuple[int, int]) -> None:
    whole = Period(first.replace(day=1), date(first.year, first.month + 1, 1))
    assert used_share(Period.through(first, last), whole, "month", proration="30_360") == share


@pytest.mark.parametrize("unit", ["week"])
def test_a_week_has_no_thirty_day_count(unit: PeriodUnit) -> None:
    week = Period(date(2026, 6, 1), date(2026, 6, 8))
    assert used_share(Period(date(2026, 6, 3), date(2026, 6, 8)), week, unit, proration="30_360") == (5, 7)
