"""Durations and percents, in figures, in words, or both.

**Clause:** 'thirty (30) days', 'two years', 'ninety (90) calendar days', 'six-month', 'one and one-half percent
(1.5%)'.
**Value:** 30 days, 24 months, 90 days, 6 months, 1.5. Where words and figures disagree the figures stand and
`disagrees` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extractor.values.number_words import ONES, TENS, read_number_words
from extractor.values.openings import lowered, places, stretches
from models.document import Span

_WORD = "|".join((*ONES[1:], *TENS, "fourty", "hundred"))
WORDS = rf"(?:{_WORD})(?:(?:\s?-\s?|\s(?:and\s)?)(?:{_WORD})){{0,4}}"
NUMBER = rf"(?:(?:{WORDS})\s?\(\s?\d{{1,4}}\s?\)|\d{{1,4}}\s?\(\s?(?:{WORDS})\s?\)|\d{{1,4}}|{WORDS})"
"""A count in figures, in words or both; read it with `read_count`."""
_DURATION = re.compile(
    rf"(?<![\w$.,])(?=[\dotfsenhap])(?:(?P<number>{NUMBER})(?:\)|\s|-|\s-\s){{1,3}}(?:full\s|consecutive\s|additional\s|successive\s)?"
    r"(?P<kind>(?:calendar|business|working|banking|contract)\s)?(?P<unit>day|week|month|quarter|year)(?:\(?s\)?|'s|s')?\b(?:\s\((?P<figure>\d{1,3})\))?|"
    r"(?P<alone>(?:an?|each|every|per)\s(?:additional\s|successive\s|further\s)?)(?P<single>year|month)\b)",
    re.IGNORECASE,
)
_UNITS = ("day", "week", "month", "quarter", "year")
_LONGEST_BEFORE, _LONGEST_BEHIND = 120, 40
_HALF = r"(?:\s(?:and\s)?(?:one[- ]half|a\shalf|one\shalf))"
_PERCENT = re.compile(
    rf"(?:(?P<words>{WORDS}{_HALF}?)\s?(?:percent|per\scent|per\scentum)?\s?\(?\s?)?(?P<figure>\d{{1,3}}(?:\.\d{{1,4}})?|\.\d{{1,4}})?(?P<half>[\s-]{{0,2}}(?:½|1/2))?"
    r"\s?(?P<sign>%|percent\b|per\scent\b|per\scentum\b)",
    re.IGNORECASE,
)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}


@dataclass(frozen=True, slots=True)
class DurationMention:
    """A count of days, weeks, months or years and where it stands."""

    span: Span
    count: int
    unit: str
    business: bool = False
    disagrees: bool = False

    @property
    def months(self) -> int | None:
        """In whole months; None where the days make no month."""
        if self.unit in _MONTHS:
            return self.count * _MONTHS[self.unit]
        days = self.days
        if days % 365 == 0:
            return days // 365 * 12
        return days // 30 if days % 30 == 0 else None

    @property
    def days(self) -> int:
        """In days, a month as 30."""
        return self.count * _DAYS[self.unit]


@dataclass(frozen=True, slots=True)
class PercentMention:
    """A percent and where it stands."""

    span: Span
    value: Decimal


def read_count(text: str) -> tuple[int, bool]:
    """The count of a `NUMBER`, and whether its words and figures disagree."""
    figures = re.search(r"\d{1,4}", text)
    words = re.findall(rf"(?:{_WORD})(?![a-z])", text, re.IGNORECASE)
    spoken = int(read_number_words([word.lower() for word in words])) if words else None
    if figures:
        count = int(figures[0])
        return count, spoken is not None and spoken != count
    return spoken or 0, False


def find_durations(text: str, start: int = 0, end: int | None = None) -> list[DurationMention]:
    """The durations between two places of a text, in order; 'a year' is one."""
    found = []
    for match in _near_units(text, start, len(text) if end is None else end):
        if match["single"]:
            found.append(DurationMention(Span(*match.span()), 1, match["single"].lower()))
            continue
        count, disagrees = read_count(match["number"])
        if match["figure"]:
            count, disagrees = int(match["figure"]), int(match["figure"]) != count
        kind = (match["kind"] or "").strip().lower()
        business = kind in {"business", "working", "banking"}
        found.append(DurationMention(Span(*match.span()), count, match["unit"].lower(), business, disagrees))
    return found


def _near_units(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `_DURATION` finds, looked for only around the words for units."""
    units = [at for at in places(lowered(text), _UNITS) if start <= at < end]
    for within in stretches(units, _LONGEST_BEFORE, _LONGEST_BEHIND, (start, end)):
        yield from _DURATION.finditer(text, *within)


def find_percents(text: str, start: int = 0, end: int | None = None) -> list[PercentMention]:
    """The percents between two places of a text, in order."""
    end = len(text) if end is None else end
    signs = [at for at in places(lowered(text), ("%", "cent")) if start <= at < end]
    return [
        PercentMention(Span(*match.span()), value)
        for within in stretches(signs, _LONGEST_BEFORE, _LONGEST_BEHIND, (start, end))
        for match in _PERCENT.finditer(text, *within)
        if (value := _percent(match)) is not None
    ]


def _percent(match: re.Match[str]) -> Decimal | None:
    half = Decimal("0.5") if match["half"] else Decimal(0)
    try:
        if match["figure"]:
            return Decimal(match["figure"]) + half
    except InvalidOperation:
        return None
    if not match["words"]:
        return half or None
    words = re.findall(rf"(?:{_WORD}|half)(?![a-z])", match["words"], re.IGNORECASE)
    return read_number_words([word.lower() for word in words])
