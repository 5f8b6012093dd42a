"""Hours as they count: rounded to an increment per entry, day or week, and never less than a call-out.

**Clause:** Time is charged in increments of a quarter of an hour, rounded up, at USD 210.00 per hour; each
call-out is charged with at least four hours. Time is billed monthly from January 1, 2026 to January 31, 2026.

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
from decimal import Decimal

from models.event import TimeApproved
from models.payload import TimeEntry
from models.price import Increment
from models.working import (
    Mode,
    Working,
    less,
    most,
    over,
    reported,
    rounded_to,
    so_far,
    term,
    times,
    total_of,
)
from rules.agreement.contract import LineHistory, LineVersion
from rules.dates.periods import monday_of

MODES: dict[str, Mode] = {"up": "up", "nearest": "half_up", "down": "down"}
Key = tuple[str, str, date | str]
"""Person, span and its first day, or the entry itself: what is rounded as one."""


def count_hours(entries: Iterable[TimeApproved], history: LineHistory) -> dict[str, Working]:
    """The hours that each entry counts for, by entry id.

    Where a day or a week is rounded as one, each entry counts for what it adds to the rounded sum; so the
    entries must come in date then entry order.
    """
    lines = [version.line for version in history.versions]
    if all(line.increment is None and line.minimum_hours is None for line in lines):
        return {event.data.entry_id: reported("hours", event.data.hours, event.id) for event in entries}
    worked: defaultdict[Key, Decimal] = defaultdict(Decimal)
    counted: dict[str, Working] = {}
    for event in entries:
        entry, version = event.data, history.on(event.data.date) or history.latest
        key = _key(entry, version.line.increment)
        counted[entry.entry_id] = _counted(event, version, key, before=worked[key])
        worked[key] += entry.hours
    return counted


def _counted(event: TimeApproved, version: LineVersion, key: Key, *, before: Decimal) -> Working:
    hours: Working = reported("hours", event.data.hours, event.id)
    increment = version.line.increment
    if increment is None and version.line.minimum_hours is None:
        return hours
    pointer = version.pointer("increment", "hours")
    if before:
        earlier = so_far("hours before", before, f"{key[0]}, {key[1]} of {key[2]}")
        upto = rounded_hours(total_of([earlier, hours], "hours to here"), increment, pointer)
        hours = less(upto, rounded_hours(earlier, increment, pointer), name="hours counted")
    else:
        hours = rounded_hours(hours, increment, pointer)
    if version.line.minimum_hours is None or not event.data.hours:
        return hours
    return most(hours, term("minimum hours", version.line.minimum_hours, version.pointer("minimum_hours")))


def _key(entry: TimeEntry, increment: Increment | None) -> Key:
    match increment.per if increment else None:
        case "day":
            return entry.person, "day", entry.date
        case "week":
            return entry.person, "week", monday_of(entry.date)
        case _:
            return entry.person, "entry", entry.entry_id


def rounded_hours(hours: Working, increment: Increment | None, pointer: str) -> Working:
    """The hours rounded to the increment, stated at the pointer, where there is one."""
    if increment is None or increment.hours == 0:
        return hours
    step = term("increment", increment.hours, pointer)
    steps = rounded_to(over(hours, step, "increments"), 0, MODES[increment.method], name="whole increments")
    return times(steps, step, name="hours counted", rule="R08")
