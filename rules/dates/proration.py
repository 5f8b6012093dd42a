"""The price of a part of a period: days used over the days of the whole period.

**Clause:** The monthly fee of USD 9,000.00 runs from February 10, 2025 to March 31, 2025; part months are
charged on the basis of a 360-day year of twelve 30-day months.

**Terms:** {"currency": "USD", "start_date": "2025-02-10", "end_date": "2025-03-31", "lines": [{"id": "1",
"billing_method": "recurring", "amount": "9000.00", "period": "month", "proration": "30_360"}]}

**Schedule:**
    2025-02-28 recurring 6300.00
    2025-03-31 recurring 9000.00

**Source:** C4; the denominator is the whole period even where the service starts inside it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.period import Period, month_end
from models.terms import PeriodUnit, Proration
from rules.dates.periods import MONTHS

YEARLY: dict[PeriodUnit, int] = {"week": 52, "month": 12, "quarter": 4, "half_year": 2, "year": 1}


def used_share(
    part: Period, whole: Period, unit: PeriodUnit, *, proration: Proration | None
) -> tuple[int, int]:
    """How much of a period is used, as days over days; (1, 1) for all of it."""
    if part == whole or proration == "none":
        return 1, 1
    if proration == "actual_365":
        return part.days * YEARLY[unit], 365
    if proration == "30_360" and unit != "week":
        return _thirty_days(part.last) - _thirty_days(part.start) + 1, 30 * MONTHS[unit]
    return part.days, whole.days


def prorated(price: Decimal, share: tuple[int, int]) -> Decimal:
    """The exact price of a share."""
    return price * share[0] / share[1]


def _thirty_days(day: date) -> int:
    """The day's number where every month has 30 days, its last day being the 30th."""
    number = 30 if day == month_end(day) else min(day.day, 30)
    return (day.year * 12 + day.month) * 30 + number
