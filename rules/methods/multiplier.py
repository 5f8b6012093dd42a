"""Work of a kind at a multiple of the rate: weekends, public holidays, travel, after hours.

**Clause:** Work on weekends and public holidays is charged at twice the rate of USD 240.00 per hour, travel
time at half of it. Time is billed monthly from July 1, 2026 to July 31, 2026. This agreement is governed by
the laws of the State of New York.

**Terms:** {"currency": "USD", "governing_law": "New York", "start_date": "2026-07-01", "end_date":
"2026-07-31", "payment": {"billing_frequency": "monthly"}, "lines": [{"id": "1", "billing_method":
"time_and_materials", "rates": [{"amount": "240.00", "unit": "hour"}], "multipliers": [{"trigger": "weekend",
"multiplier": "2"}, {"trigger": "holiday", "multiplier": "2"}, {"trigger": "travel", "multiplier": "0.5"}]}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "date":
"2026-07-02", "hours": "3", "activity": "travel"}}, {"type": "engross.time.approved", "data": {"entry_id":
"t2", "person": "p1", "date": "2026-07-03", "hours": "1"}}]

**Schedule:**
    2026-07-31 time 840.00

**Source:** R09: 3 x 240 x 0.5; Friday 3 July 2026 is Independence Day as observed, 240 x 2.
"""

from __future__ import annotations

from decimal import Decimal

from models.payload import TimeEntry
from rules.agreement.contract import LineVersion
from rules.dates.calendar import is_public_holiday


def multiplier_of(entry: TimeEntry, version: LineVersion) -> Decimal | None:
    """The multiplier for the kind of work that an entry is; None where none applies.

    Travel has its own and no other; where several others apply the highest counts.
    """
    if not version.line.multipliers:
        return None
    rates = {rule.trigger: rule.multiplier for rule in version.line.multipliers}
    if entry.activity == "travel":
        return rates.get("travel")
    applies = {
        "after_hours": entry.activity == "after_hours",
        "weekend": entry.date.weekday() >= 5,
        "holiday": is_public_holiday(entry.date, version.place),
    }
    return max((rates[kind] for kind, true in applies.items() if true and kind in rates), default=None)


def combined(overtime: Decimal, kind: Decimal | None, *, travel: bool) -> Decimal:
    """The multiplier of a stretch of hours: that of the kind of work, or of overtime where it is higher."""
    if kind is None or (overtime != 1 and not travel):
        return max(overtime, kind or overtime)
    return kind
