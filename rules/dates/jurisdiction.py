"""Whose law governs: the country, and the part of it where public holidays differ.

**Clause:** Client has two (2) business days to review a deliverable; silence is acceptance. The fee of CHF
10.00 is due on acceptance. This agreement is governed by Swiss law and the courts of Zurich, Switzerland.

**Terms:** {"currency": "CHF", "governing_law": "Switzerland", "acceptance": {"review_days": 2,
"business_days": true, "deemed": true}, "lines": [{"id": "1", "billing_method": "milestone", "milestones":
[{"id": "M1", "amount": "10.00", "trigger": "acceptance"}]}]}

**Events:** [{"type": "engross.milestone.delivered", "data": {"milestone": "M1", "date": "2026-05-13"}}]

**Schedule:**
    2026-05-19 charge 10.00

**Source:** C5; Thursday 14 May 2026 is Ascension Day: the two days are Friday the 15th and Monday the 18th.
"""

from __future__ import annotations

import re
from functools import lru_cache

from models.places import HOLIDAY_PLACES, Place

# The longer name first: Northern Ireland is not Ireland, nor West Virginia Virginia.
_NAME = re.compile(
    "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(HOLIDAY_PLACES, key=len, reverse=True))
)


@lru_cache(maxsize=4096)
def country_of(governing_law: str | None) -> Place | None:
    """The place whose law governs; None where it is not known. A part goes before its country."""
    named = [HOLIDAY_PLACES[name] for name in _NAME.findall((governing_law or "").casefold())]
    if not named:
        return None
    return next((place for place in named if place[1] and place[0] == named[0][0]), named[0])
