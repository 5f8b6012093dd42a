"""A price per day: hours over the hours of a day, at most one day per person and date.

**Clause:** Consultants are charged at USD 1,600.00 per day of eight hours; half days are charged as such,
every part of one as a whole half.

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
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from models.event import TimeEntry
from models.terms import Line

Days = defaultdict[tuple[str, date], Decimal]
"""The days worked so far of a person on a date, as a share of one."""

DayRounding = Literal["exact", "half_day", "whole_day"]
STEPS: dict[DayRounding, Decimal] = {"half_day": Decimal("0.5"), "whole_day": Decimal(1)}


def no_days() -> Days:
    """The count before any entry."""
    return defaultdict(Decimal)


def price_day(
    entry: TimeEntry, hours: Decimal, price: Decimal, *, line: Line, days: Days
) -> tuple[Decimal | None, str]:
    """The exact price of an entry and its formula; none where the terms do not say how long a day is."""
    if not line.hours_per_day:
        return None, ""
    key = (entry.person, entry.date)
    before = counted_days(days[key], line.day_rounding)
    days[key] += hours / line.hours_per_day
    part = counted_days(days[key], line.day_rounding) - before
    how = f" in {line.day_rounding} steps" if line.day_rounding in STEPS else ""
    return part * price, f"{hours} h / {line.hours_per_day} h{how}, at most a day, x {price}"


def counted_days(days: Decimal, rounding: DayRounding | None) -> Decimal:
    """A share of a day as it counts: in steps where the terms say so, and never more than one."""
    step = STEPS.get(rounding or "exact")
    if step is not None:
        days = (days / step).quantize(Decimal(1), ROUND_CEILING) * step
    return min(days, Decimal(1))
