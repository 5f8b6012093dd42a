"""Business days: Monday to Friday without the public holidays of the governing law's country.

**Clause:** Client has ten (10) business days to review a deliverable; silence is acceptance. The fee of USD
100.00 is due on acceptance. This agreement is governed by the laws of the State of New York.

**Terms:** {"currency": "USD", "governing_law": "New York", "acceptance": {"review_days": 10,
"business_days": true, "deemed": true}, "lines": [{"id": "1", "billing_method": "milestone", "milestones":
[{"id": "M1", "amount": "100.00", "trigger": "acceptance"}]}]}

**Events:** [{"type": "engross.milestone.delivered", "data": {"milestone": "M1", "date": "2025-06-27"}}]

**Schedule:**
    2025-07-15 charge 100.00

**Source:** C5: delivered on Friday 27 June 2025, 4 July is a federal holiday, the last review day is 14
July.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays

from models.period import DAY
from models.places import Place
from rules.dates.jurisdiction import country_of

NATIONAL_DAYS = {"IN": ((1, 26), (8, 15), (10, 2))}
"""The only holidays of a whole country: India's Republic Day, Independence Day and Gandhi's birthday."""
FEDERAL = {"CA": ("government",)}
"""Where federal holidays are a category of their own."""


@cache
def _holidays(place: Place) -> holidays.HolidayBase:
    country, part = place
    categories = FEDERAL.get(country) if part is None else None
    return holidays.country_holidays(
        country, subdiv=part, observed=True, language="en_US", categories=categories
    )


def is_business_day(day: date, governing_law: str | None) -> bool:
    """Whether a day is Monday to Friday and not a public holiday, as observed where the law governs."""
    return day.weekday() < 5 and not is_public_holiday(day, governing_law)


def is_public_holiday(day: date, governing_law: str | None) -> bool:
    """Whether a day is a public holiday, as observed where the law governs; none is known elsewhere."""
    place = country_of(governing_law)
    if place is None:
        return False
    fixed = NATIONAL_DAYS.get(place[0])
    return (day.month, day.day) in fixed if fixed else day in _holidays(place)


def last_review_day(delivered_on: date, days: int, *, business_law: str | None, business: bool) -> date:
    """The day on which a review of so many days ends; counting starts on the day after delivery."""
    day = delivered_on
    while days > 0:
        day += DAY
        days -= not business or is_business_day(day, business_law)
    return day
