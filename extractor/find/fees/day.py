"""The day that fills a table cell or ends a phrase: 'November 15, 2011', '15 Nov 2011', '2026-05-01'."""

from __future__ import annotations

import re
from datetime import date

from extractor.values.dates import find_dates

_SLASHED = re.compile(r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-]\d{2,4}")
_MONTHS = 12


def read_day(text: str) -> date | None:
    """The first day named in a text; None where there is none or where month and day could be swapped."""
    found = find_dates(text)
    if not found:
        return None
    written = _SLASHED.fullmatch(text, found[0].span.start, found[0].span.end)
    if written:
        first, second = int(written["first"]), int(written["second"])
        if first != second and max(first, second) <= _MONTHS:
            return None
    return found[0].value
