"""A price per day: hours over the hours of a day, at most one day per person and date.

**Clause:** Consultants are charged at USD 1,600.00 per day of eight hours; half days are charged as such,
every part of one as a whole half. Days are billed monthly from January 1, 2026 to January 31, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-01-31", "payment":
{"billing_frequency": "monthly"}, "lines": [{"id": "1", "billing_method": "time_and_materials", "rates":
[{"amount": "1600.00", "unit": "day"}], "hours_per_day": "8", "day_rounding": "half_day"}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "date":
"2026-01-12", "hours": "3"}}, {"type": "engross.time.approved", "data": {"entry_id": "t2", "person": "p1",
"date": "2026-01-13", "hours": "10"}}]

**Schedule:**
    2026-01-31 time 2400.00

**Source:** R07: 3 hours are half a day, 10 hours a whole one.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Literal

from models.payload import TimeEntry
from models.working import (
    Step,
    Working,
    fixed,
    least,
    less,
    over,
    rounded_to,
    so_far,
    term,
    times,
    total_of,
    value_of,
)
from rules.agreement.contract import LineVersion

RULE = "R07"
Days = defaultdict[tuple[str, date], Decimal]
"""The hours worked so far of a person on a date."""

DayRounding = Literal["exact", "half_day", "whole_day"]
STEPS: dict[DayRounding, Decimal] = {"half_day": Decimal("0.5"), "whole_day": Decimal(1)}


def no_days() -> Days:
    """The count before any entry."""
    return defaultdict(Decimal)


def price_day(
    entry: TimeEntry, hours: Working, price: Working, *, version: LineVersion, days: Days
) -> tuple[Working | None, str]:
    """The exact price of an entry and its formula; none where the terms do not say how long a day is."""
    line, key = version.line, (entry.person, entry.date)
    if not line.hours_per_day:
        return None, ""
    length = term("hours per day", line.hours_per_day, version.pointer("hours_per_day"))
    part = counted_days(hours, length, line.day_rounding)
    if days[key]:
        before = so_far("hours before", days[key], f"{entry.person}, {entry.date}")
        upto = counted_days(total_of([before, hours], "hours to here"), length, line.day_rounding)
        part = less(upto, counted_days(before, length, line.day_rounding), name="days of this entry")
    days[key] += value_of(hours)
    how = f" in {line.day_rounding} steps" if line.day_rounding in STEPS else ""
    formula = f"{hours.value} h / {line.hours_per_day} h{how}, at most a day, x {price.value}"
    return times(part, price, name=f"{entry.role or entry.person}, {entry.date}"), formula


def counted_days(hours: Working, length: Working, rounding: DayRounding | None) -> Step:
    """A share of a day as it counts: in steps where the terms say so, and never more than one."""
    share = over(hours, length, "share of a day")
    step = STEPS.get(rounding or "exact")
    if step is not None:
        size = fixed("step", step, RULE)
        share = times(rounded_to(over(share, size, "steps"), 0, "up", name="steps begun"), size, name="share")
    return least(share, fixed("a day", 1, RULE), name="at most a day")
