"""Hours past a limit of one person's day or week, at a multiplier of the rate.

**Clause:** Hours beyond forty (40) in a week are charged at one and a half times the rate of USD 150.00 per
hour. Time is billed monthly from June 1, 2026 to June 30, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-06-01", "end_date": "2026-06-30", "payment":
{"billing_frequency": "monthly"}, "lines": [{"id": "1", "billing_method": "time_and_materials", "rates":
[{"amount": "150.00", "unit": "hour"}], "overtime": [{"after_hours": "40", "per": "week", "multiplier":
"1.5"}]}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "date":
"2026-06-01", "hours": "30"}}, {"type": "engross.time.approved", "data": {"entry_id": "t2", "person": "p1",
"date": "2026-06-05", "hours": "16"}}]

**Schedule:**
    2026-06-30 time 7350.00

**Source:** R09: 40 x 150 + 6 x 150 x 1.5; the week begins on Monday, hours count in date then entry order.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise

from models.payload import TimeEntry
from models.price import Overtime
from rules.dates.periods import monday_of

Worked = defaultdict[tuple[str, str, date], Decimal]
"""The hours so far of a person in a day or in a Monday week."""


def no_hours() -> Worked:
    """The count before any entry."""
    return defaultdict(Decimal)


def with_multipliers(
    entry: TimeEntry, hours: Decimal, *, rules: tuple[Overtime, ...], worked: Worked
) -> list[tuple[Decimal, Decimal]]:
    """The entry's hours in stretches, each with its multiplier; where limits overlap the highest counts."""
    day, week = (entry.person, "day", entry.date), (entry.person, "week", monday_of(entry.date))
    before = {"day": worked[day], "week": worked[week]}
    worked[day] += hours
    worked[week] += hours
    if not rules:
        return [(hours, Decimal(1))] if hours else []
    begins = [
        (min(max(rule.after_hours - before[rule.per], Decimal(0)), hours), rule.multiplier) for rule in rules
    ]
    borders = sorted({Decimal(0), hours, *(at for at, _ in begins)})
    return [
        (end - start, max((multiplier for at, multiplier in begins if at <= start), default=Decimal(1)))
        for start, end in pairwise(borders)
    ]
