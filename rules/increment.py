"""Hours as they count: rounded to an increment per entry, day or week, and never less than a call-out.

**Clause:** Time is charged in increments of a quarter of an hour, rounded up, at USD 210.00 per hour; each
call-out is charged with at least four hours.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-01-31", "payment":
{"billing_frequency": "monthly"}, "lines": [{"id": "1", "billing_method": "time_and_materials", "rates":
[{"amount": "210.00", "unit": "hour"}], "increment": {"hours": "0.25", "method": "up"}, "minimum_hours":
"4"}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "date":
"2026-01-12", "hours": "7.0833"}}, {"type": "engross.time.approved", "data": {"entry_id": "t2", "person":
"p1", "date": "2026-01-13", "hours": "1.5"}}]

**Schedule:**
    2026-01-31 time 2362.50

**Source:** R08: 7 h 5 min count as 7.25, 1.5 as 4; 11.25 x 210. OCA and Kimai round each entry, LEDES tenths.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from models.event import TimeApproved, TimeEntry
from models.price import Increment
from rules.contract import LineHistory
from rules.periods import monday_of

ROUNDINGS = {"up": ROUND_CEILING, "nearest": ROUND_HALF_UP, "down": ROUND_FLOOR}
Key = tuple[str, str, date | str]
"""Person, span and its first day, or the entry itself: what is rounded as one."""


def count_hours(entries: Iterable[TimeApproved], history: LineHistory) -> dict[str, Decimal]:
    """The hours that each entry counts for, by entry id.

    Where a day or a week is rounded as one, each entry counts for what it adds to the rounded sum; so the
    entries must come in date then entry order.
    """
    worked: defaultdict[Key, Decimal] = defaultdict(Decimal)
    counted: dict[str, Decimal] = {}
    for event in entries:
        entry, version = event.data, history.on(event.data.date) or history.latest
        key = _key(entry, version.line.increment)
        before = rounded_hours(worked[key], version.line.increment)
        worked[key] += entry.hours
        hours = rounded_hours(worked[key], version.line.increment) - before
        counted[entry.entry_id] = max(hours, version.line.minimum_hours or hours) if entry.hours else hours
    return counted


def _key(entry: TimeEntry, increment: Increment | None) -> Key:
    match increment.per if increment else None:
        case "day":
            return entry.person, "day", entry.date
        case "week":
            return entry.person, "week", monday_of(entry.date)
        case _:
            return entry.person, "entry", entry.entry_id


def rounded_hours(hours: Decimal, increment: Increment | None) -> Decimal:
    """The hours rounded to the increment where there is one."""
    if increment is None or increment.hours == 0:
        return hours
    return (hours / increment.hours).quantize(Decimal(1), ROUNDINGS[increment.method]) * increment.hours
