"""Whose law governs: the country, and the part of it where public holidays differ.

**Clause:** Client has two (2) business days to review a deliverable; silence is acceptance. The fee is CHF
10.00. This agreement is governed by Swiss law and the courts of Zurich, Switzerland.

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

Place = tuple[str, str | None]
"""ISO 3166 country and, where holidays differ, its part."""
US: Place = ("US", None)
PLACES: dict[str, Place] = {
    "england": ("GB", "ENG"),
    "wales": ("GB", "ENG"),
    "united kingdom": ("GB", "ENG"),
    "scotland": ("GB", "SCT"),
    "northern ireland": ("GB", "NIR"),
    "ireland": ("IE", None),
    "france": ("FR", None),
    "netherlands": ("NL", None),
    "switzerland": ("CH", None),
    "singapore": ("SG", None),
    "japan": ("JP", None),
    "new zealand": ("NZ", None),
    "india": ("IN", None),
    "australia": ("AU", None),
    "new south wales": ("AU", "NSW"),
    "queensland": ("AU", "QLD"),
    "south australia": ("AU", "SA"),
    "tasmania": ("AU", "TAS"),
    "victoria": ("AU", "VIC"),
    "western australia": ("AU", "WA"),
    "canada": ("CA", None),
    "alberta": ("CA", "AB"),
    "british columbia": ("CA", "BC"),
    "manitoba": ("CA", "MB"),
    "new brunswick": ("CA", "NB"),
    "newfoundland": ("CA", "NL"),
    "nova scotia": ("CA", "NS"),
    "ontario": ("CA", "ON"),
    "quebec": ("CA", "QC"),
    "saskatchewan": ("CA", "SK"),
    "germany": ("DE", None),
    "baden-württemberg": ("DE", "BW"),
    "bavaria": ("DE", "BY"),
    "berlin": ("DE", "BE"),
    "brandenburg": ("DE", "BB"),
    "hamburg": ("DE", "HH"),
    "hesse": ("DE", "HE"),
    "lower saxony": ("DE", "NI"),
    "north rhine-westphalia": ("DE", "NW"),
    "rhineland-palatinate": ("DE", "RP"),
    "saxony": ("DE", "SN"),
    "schleswig-holstein": ("DE", "SH"),
    "thuringia": ("DE", "TH"),
    "english": ("GB", "ENG"),
    "scots": ("GB", "SCT"),
    "irish": ("IE", None),
    "french": ("FR", None),
    "dutch": ("NL", None),
    "swiss": ("CH", None),
    "german": ("DE", None),
    "alabama": US,
    "alaska": US,
    "arizona": US,
    "arkansas": US,
    "california": US,
    "colorado": US,
    "connecticut": US,
    "delaware": US,
    "florida": US,
    "georgia": US,
    "hawaii": US,
    "idaho": US,
    "illinois": US,
    "indiana": US,
    "iowa": US,
    "kansas": US,
    "kentucky": US,
    "louisiana": US,
    "maine": US,
    "maryland": US,
    "massachusetts": US,
    "michigan": US,
    "minnesota": US,
    "mississippi": US,
    "missouri": US,
    "montana": US,
    "nebraska": US,
    "nevada": US,
    "new hampshire": US,
    "new jersey": US,
    "new mexico": US,
    "new york": US,
    "north carolina": US,
    "north dakota": US,
    "ohio": US,
    "oklahoma": US,
    "oregon": US,
    "pennsylvania": US,
    "rhode island": US,
    "south carolina": US,
    "south dakota": US,
    "tennessee": US,
    "texas": US,
    "utah": US,
    "vermont": US,
    "virginia": US,
    "washington": US,
    "west virginia": US,
    "wisconsin": US,
    "wyoming": US,
    "district of columbia": US,
    "united states": US,
    "usa": US,
}
# The longer name first: Northern Ireland is not Ireland, nor West Virginia Virginia.
_NAME = re.compile(
    "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(PLACES, key=len, reverse=True))
)


@lru_cache(maxsize=4096)
def country_of(governing_law: str | None) -> Place | None:
    """The place whose law governs; None where it is not known. A part goes before its country."""
    named = [PLACES[name] for name in _NAME.findall((governing_law or "").casefold())]
    if not named:
        return None
    return next((place for place in named if place[1] and place[0] == named[0][0]), named[0])
