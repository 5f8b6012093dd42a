"""Business days: Monday to Friday without the public holidays of the governing law's country.

**Clause:** Client has ten (10) business days to review a deliverable; silence is acceptance. The fee is USD
100.00. This agreement is governed by the laws of the State of New York.

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

US_NAMES = [
    "alabama",
    "alaska",
    "arizona",
    "arkansas",
    "california",
    "colorado",
    "connecticut",
    "delaware",
    "florida",
    "georgia",
    "hawaii",
    "idaho",
    "illinois",
    "indiana",
    "iowa",
    "kansas",
    "kentucky",
    "louisiana",
    "maine",
    "maryland",
    "massachusetts",
    "michigan",
    "minnesota",
    "mississippi",
    "missouri",
    "montana",
    "nebraska",
    "nevada",
    "new hampshire",
    "new jersey",
    "new mexico",
    "new york",
    "north carolina",
    "north dakota",
    "ohio",
    "oklahoma",
    "oregon",
    "pennsylvania",
    "rhode island",
    "south carolina",
    "south dakota",
    "tennessee",
    "texas",
    "utah",
    "vermont",
    "virginia",
    "washington",
    "west virginia",
    "wisconsin",
    "wyoming",
    "district of columbia",
    "united states",
    "usa",
    "u.s.a.",
]
# The longer name first where one contains the other: Northern Ireland is not Ireland.
COUNTRIES: dict[str, tuple[str, str | None]] = {
    "northern ireland": ("GB", "NIR"),
    "scotland": ("GB", "SCT"),
    "england": ("GB", "ENG"),
    "wales": ("GB", "ENG"),
    "united kingdom": ("GB", "ENG"),
    "ireland": ("IE", None),
    "germany": ("DE", None),
    "france": ("FR", None),
    "netherlands": ("NL", None),
    "switzerland": ("CH", None),
    "japan": ("JP", None),
    "singapore": ("SG", None),
    "ontario": ("CA", "ON"),
    "canada": ("CA", None),
    "new south wales": ("AU", "NSW"),
    "new zealand": ("NZ", None),
}


def country_of(governing_law: str | None) -> tuple[str, str | None] | None:
    """The country, and its part where holidays differ, whose law governs; None where it is not known."""
    law = (governing_law or "").casefold()
    if "new south wales" in law:
        return COUNTRIES["new south wales"]
    known = next((place for name, place in COUNTRIES.items() if name in law), None)
    if known:
        return known
    return ("US", None) if any(name in law for name in US_NAMES) else None


@cache
def _holidays(place: tuple[str, str | None]) -> holidays.HolidayBase:
    country, part = place
    return holidays.country_holidays(country, subdiv=part, observed=True, language="en_US")


def is_business_day(day: date, governing_law: str | None) -> bool:
    """Whether a day is Monday to Friday and not a public holiday, as observed where the law governs."""
    return day.weekday() < 5 and not is_public_holiday(day, governing_law)


def is_public_holiday(day: date, governing_law: str | None) -> bool:
    """Whether a day is a public holiday, as observed where the law governs; none is known elsewhere."""
    place = country_of(governing_law)
    return place is not None and day in _holidays(place)


def last_review_day(delivered_on: date, days: int, *, business_law: str | None, business: bool) -> date:
    """The day on which a review of so many days ends; counting starts on the day after delivery."""
    day = delivered_on
    while days > 0:
        day += DAY
        days -= not business or is_business_day(day, business_law)
    return day
