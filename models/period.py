"""Period: a stretch of days, half-open inside and inclusive when shown; and months from an anchor."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days [start, end).

    Attributes:
        start: The first day.
        end: The day after the last.
    """

    start: date
    end: date

    @classmethod
    def through(cls, start: date, last: date) -> Period:
        """The period from its first to its last day, both included."""
        return cls(start, last + DAY)

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        return self.end - DAY

    @property
    def days(self) -> int:
        """How many days it has; 0 where it ends before it starts."""
        return max((self.end - self.start).days, 0)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def cut(self, other: Period) -> Period | None:
        """The days in both, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None


@cache
def _days_in(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=_days_in(day.year, day.month))


def add_months(anchor: date, months: int) -> date:
    """The anchor's day so many months on, clamped to the month's end.

    Always computed from the anchor: 31 January + 1 is 28 February, + 2 is 31 March.

    Raises:
        OverflowError: Past the calendar's last year.
    """
    index = anchor.year * 12 + anchor.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"{anchor} and {months} months leave the calendar")
    return date(year, month + 1, min(anchor.day, _days_in(year, month + 1)))
