from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.payload import TimeEntry
from models.price import Overtime
from rules.methods.overtime import no_hours, with_multipliers

DAILY = Overtime(after_hours=Decimal(8), per="day", multiplier=Decimal("1.5"))
DOUBLE = Overtime(after_hours=Decimal(12), per="day", multiplier=Decimal(2))
WEEKLY = Overtime(after_hours=Decimal(40), per="week", multiplier=Decimal("1.25"))


def entry(day: int, hours: int) -> TimeEntry:
    return TimeEntry(entry_id=f"t{day}", person="p", date=date(2026, 6, day), hours=Decimal(hours))


def stretches(entries: list[TimeEntry], *rules: Overtime) -> list[list[tuple[str, str]]]:
    worked = no_hours()
    return [
        [(str(h), str(m)) for h, m in with_multipliers(found, found.hours, rules=rules, worked=worked)]
        for found in entries
    ]


def test_hours_past_a_days_limits_take_the_highest_multiplier() -> None:
    assert stretches([entry(1, 14)], DAILY, DOUBLE) == [[("8", "1"), ("4", "1.5"), ("2", "2")]]


def test_two_entries_of_a_day_count_together() -> None:
    assert stretches([entry(1, 6), entry(1, 4)], DAILY) == [[("6", "1")], [("2", "1"), ("2", "1.5")]]


def test_a_week_begins_on_monday() -> None:
    # 1 June 2026 is a Monday; Sunday the 7th still belongs to the week, Monday the 8th does not
    assert stretches([entry(1, 38), entry(7, 4), entry(8, 4)], WEEKLY) == [
        [("38", "1")],
        [("2", "1"), ("2", "1.25")],
        [("4", "1")],
    ]


def test_no_hours_make_no_stretch() -> None:
    assert stretches([entry(1, 0)], DAILY) == [[]]
