"""Dates in every notation that contracts use.

**Clause:** 'January 5, 2019', 'the 5th day of January, 2019', '5 January 2019', '1/5/19', '2019-01-05'.
**Value:** 2019-01-05 each. 'this ___ day of June, 2019' is no date. Slashed dates are month first unless the
document itself shows a day first ('25/12/2019').
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractor.values.months import MONTHS
from extractor.values.number_words import ORDINALS, read_number_words
from extractor.values.openings import stretches
from models.document import Span

_MONTHS = tuple(month.lower() for month in MONTHS)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_ORDINALS = {ordinal: word for word, ordinal in ORDINALS.items()}
_ORDINALS |= {"twentieth": "twenty", "thirtieth": "thirty"}
ORDINAL = r"(?:twenty|thirty)?[- ]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]{3,6}teenth)|twentieth|thirtieth"
"""An ordinal in words; read it with `read_ordinal`."""
_SUFFIX = r"\s?(?:s\s?t|n\s?d|r\s?d|t\s?h)?"
_NAMED = (
    re.compile(rf"\b{_MONTH}\s{{0,3}}(?P<day>[0-3]?\d){_SUFFIX}\s?[,.]?\s{{0,3}}(?:in the year\s)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>[0-3]?\d){_SUFFIX}\.?\s{{0,3}}(?:\)\s)?(?:day\s)?(?:of\s)?[-,]?\s?{_MONTH},?\s{{0,3}}[-,]?\s?(?:of\s)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>{ORDINAL})\s(?:\(\d{{1,2}}[a-z]{{0,2}}\)\s)?(?:day\s)?(?:of\s)?{_MONTH},?\s{{0,3}}(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTED = re.compile(r"\d[/.-]\d")
_LONGEST_BEFORE = 90
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/](?P<month>[01]?\d)[-/](?P<day>[0-3]?\d)\b")
_SLASHED = re.compile(
    r"(?<![\d/.\-])(?P<first>[0-3]?\d)(?P<sep>[/.\-])(?P<second>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)?\d\d)(?![\d/\-]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date and where it stands."""

    span: Span
    value: date


def find_dates(text: str) -> list[DateMention]:
    """The dates of a text, in order, not overlapping."""
    found = [mention for m in _written(text) if (mention := _named(m))]
    slashed = list(_parted(text))
    day_first = any(int(m["first"]) > 12 >= int(m["second"]) for m in slashed)
    found += [mention for m in slashed if (mention := _slashed(m, day_first=day_first))]
    kept: list[DateMention] = []
    for mention in sorted(found, key=lambda f: (f.span.start, -len(f.span))):
        if not kept or not kept[-1].span.overlaps(mention.span):
            kept.append(mention)
    return kept


def _written(text: str) -> Iterator[re.Match[str]]:
    """What the patterns with a year in full find, looked for only around years."""
    years = [match.start() for match in _YEAR.finditer(text)]
    near = list(stretches(years, _LONGEST_BEFORE, 16, (0, len(text))))
    for pattern in (*_NAMED, _ISO):
        for within in near:
            yield from pattern.finditer(text, *within)


def _parted(text: str) -> Iterator[re.Match[str]]:
    """What `_SLASHED` finds, looked for only where a mark stands between two digits."""
    parted = [match.start() for match in _PARTED.finditer(text)]
    for within in stretches(parted, 1, 14, (0, len(text))):
        yield from _SLASHED.finditer(text, *within)


def _named(match: re.Match[str]) -> DateMention | None:
    month = match["month"].lower()
    number = (
        int(month) if month.isdigit() else next(i for i, m in enumerate(_MONTHS, 1) if m[:3] == month[:3])
    )
    return _mention(match, int(match["year"]), number, read_ordinal(match["day"]))


def _slashed(match: re.Match[str], *, day_first: bool) -> DateMention | None:
    first, second = int(match["first"]), int(match["second"])
    month, day = (second, first) if day_first else (first, second)
    year = int(match["year"])
    if year < 100:
        year += 1900 if year > 60 else 2000
    return _mention(match, year, month, day)


def _mention(match: re.Match[str], year: int, month: int, day: int) -> DateMention | None:
    try:
        return DateMention(Span(*match.span()), date(year, month, day))
    except ValueError:
        return None


def read_ordinal(words: str) -> int:
    """The number of an `ORDINAL` or of figures; 0 where the words make none."""
    if words.isdigit():
        return int(words)
    parts = re.split(r"[- ]", words.strip(" -").lower())
    last = parts[-1]
    parts[-1] = _ORDINALS.get(last, last.removesuffix("th"))
    try:
        return int(read_number_words(parts))
    except KeyError:
        return 0
