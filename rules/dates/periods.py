"""Billing periods: cut at the calendar's borders, or counted from an anchor day.

**Clause:** Consultant shall invoice twice a month for the time worked from January 10, 2026 to February 5,
2026 at USD 100.00 per hour.

**Terms:** {"currency": "USD", "start_date": "2026-01-10", "end_date": "2026-02-05", "payment":
{"billing_frequency": "semimonthly"}, "lines": [{"id": "1", "billing_method": "time_and_materials", "rates":
[{"amount": "100.00", "unit": "hour"}]}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "date":
"2026-01-15", "hours": "2"}}]

**Schedule:**
    2026-01-15 time 200.00
    2026-01-31 time null
    2026-02-05 time null

**Source:** C3; Kill Bill counts every period from the anchor, never from the period before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from models.period import Period, add_months
from models.terms import BillingFrequency, PeriodUnit

MONTHS: dict[PeriodUnit, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
UNITS: dict[str, PeriodUnit] = {
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "semiannual": "half_year",
    "annual": "year",
}
WEEK = timedelta(days=7)


def unit_of(frequency: BillingFrequency | None) -> PeriodUnit | None:
    """The period that a billing frequency stands for, where it is one."""
    return UNITS.get(frequency or "")


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


@lru_cache(maxsize=16_384)
def whole_period(day: date, unit: PeriodUnit) -> Period:
    """The calendar period that a day lies in: Monday weeks, months, quarters from January."""
    if unit == "week":
        return Period(monday_of(day), monday_of(day) + WEEK)
    months = MONTHS[unit]
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(start, add_months(start, months))


def calendar_periods(dates: Period, unit: PeriodUnit) -> Iterator[tuple[Period, Period]]:
    """Each calendar period that the dates touch: its part inside the dates, and the whole of it."""
    day = dates.start
    while day < dates.end:
        whole = whole_period(day, unit)
        yield Period(day, min(whole.end, dates.end)), whole
        day = whole.end


def billing_periods(dates: Period, frequency: BillingFrequency | None) -> list[Period]:
    """The periods that time, units and expenses are billed by, cut at the dates.

    An unstated frequency bills by month; one that is no rhythm (on completion, by milestone, once) bills
    the dates as a whole.
    """
    if frequency == "semimonthly":
        return list(_half_months(dates))
    if frequency == "biweekly":
        return list(_fortnights(dates))
    if frequency in {"milestone", "on_completion", "one_time"}:
        return [dates]
    return [part for part, _ in calendar_periods(dates, unit_of(frequency) or "month")]


def _half_months(dates: Period) -> Iterator[Period]:
    for part, whole in calendar_periods(dates, "month"):
        middle = whole.start.replace(day=16)
        halves = (Period(whole.start, middle), Period(middle, whole.end))
        yield from (half for half in (part.cut(half) for half in halves) if half)


def _fortnights(dates: Period) -> Iterator[Period]:
    start = monday_of(dates.start)
    while start < dates.end:
        yield Period(max(start, dates.start), min(start + 2 * WEEK, dates.end))
        start += 2 * WEEK


def step_from(anchor: date, unit: PeriodUnit, steps: int) -> date:
    """The anchor so many periods on, clamped to the month's end and always counted from the anchor."""
    return anchor + steps * WEEK if unit == "week" else add_months(anchor, steps * MONTHS[unit])


def anchored_periods(dates: Period, unit: PeriodUnit) -> Iterator[Period]:
    """Whole periods from the first day on, as long as they start inside the dates."""
    steps = 0
    while (start := step_from(dates.start, unit, steps)) < dates.end:
        steps += 1
        yield Period(start, step_from(dates.start, unit, steps))


def filled_by_whole_periods(dates: Period, unit: PeriodUnit) -> bool:
    """Whether whole periods counted from the first day end with the last."""
    return any(period.end == dates.end for period in anchored_periods(dates, unit))
