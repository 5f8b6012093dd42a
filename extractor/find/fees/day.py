"""The day that fills a table cell or ends a phrase: 'November 15, 2011', '15 Nov 2011', '2026-05-01'."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    m: n
    for n, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_NAMED = re.compile(
    r"\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s{1,3}(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(?P<year>\d{4})\b"
    r"|\b(?P<day2>\d{1,2})(?:st|nd|rd|th)?[\s-]{1,3}(?:of\s)?(?P<month2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?[\s-]{1,3}(?P<year2>\d{4})\b",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_SLASHED = re.compile(r"\b(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})\b")


def read_day(text: str) -> date | None:
    """The first day named in a text; None where there is none or where month and day could be swapped."""
    named = _NAMED.search(text)
    if named:
        month = (named["month"] or named["month2"]).lower()
        return _date(named["year"] or named["year2"], _MONTHS[month], named["day"] or named["day2"])
    iso = _ISO.search(text)
    if iso:
        return _date(iso["year"], iso["month"], iso["day"])
    slashed = _SLASHED.search(text)
    if slashed:
        return _slashed(slashed)
    return None


def _slashed(match: re.Match[str]) -> date | None:
    first, second = int(match["first"]), int(match["second"])
    if first == second or second > 12:
        return _date(match["year"], first, second)
    return _date(match["year"], second, first) if first > 12 else None


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
