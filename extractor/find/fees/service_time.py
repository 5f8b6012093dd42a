"""When a periodic fee runs and how part of a period is charged.

**Clause:** 'from 16 March 2026 to 31 December 2026 for a monthly fee of $9,300; a partial month is calculated pro
rata on a daily basis'.
**Value:** start_date 2026-03-16, end_date 2026-12-31, proration actual.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from extractor.values.dates import DateMention, find_dates
from extractor.values.durations import find_durations
from extractor.values.money import find_money
from extractor.values.openings import Opened
from models.document import Span
from models.period import add_months

_I = re.IGNORECASE
_LEFT, _RIGHT = 260, 420
_BEGINS = re.compile(
    r"\b(?:from|beginning|begins?|starting|starts?|commencing|commences?)\s{1,3}(?:and including\s|on\s|from\s|as of\s){0,2}$",
    _I,
)
_ENDS = re.compile(
    r"\b(?:to|through|thru|until|till|ending|ends?|and including|expires?|expiring)\s{1,3}(?:and including\s|on\s){0,2}$|\s[–—-]\s{1,3}$",
    _I,
)
_PRORATED = Opened(
    r"\bpro[\s-]?rat(?:a|ed|ion|ing)\b|\b(?:partial|part|incomplete) (?:calendar )?(?:month|quarter|year|period)s?\b[^.;]{0,60}\b(?:charged|calculated|billed|invoiced)\b",
    "pro",
    "part",
    "incomplete",
)
_LASTS = re.compile(
    r"\bfor (?:an? (?:fixed |initial )?(?:period|term) of )?(?:the (?:next|following) )?$", _I
)
_NONE = re.compile(r"\b(?:no|not|without|non)\b[^.;]{0,24}$", _I)
_BASES = (
    ("30_360", re.compile(r"30\s?/\s?360|\b(?:thirty|30)[\s-]days?\s(?:month|basis)|360[\s-]day|months of (?:thirty|30)", _I)),
    ("actual_365", re.compile(r"\b365\b", _I)),
    ("actual", re.compile(r"\b(?:daily|days?|actual)\b", _I)),
)  # fmt: skip


def read_service_time(text: str, fee: Span, within: Span) -> tuple[dict[str, Any], dict[str, Span]]:
    """The start, end and proration of a periodic fee with their places; empty where nothing is said.

    Args:
        text: The document text.
        fee: Where the fee stands.
        within: The stretch that the fee's words cannot leave: its workstream, or the document.
    """
    values, spans = read_run(text, fee, within)
    prorated = _proration(text, within)
    if prorated:
        values["proration"], spans["proration"] = prorated
    return values, spans


def read_run(text: str, fee: Span, within: Span) -> tuple[dict[str, Any], dict[str, Span]]:
    """The start_date and end_date in the words about one fee, with their places."""
    return _dates(text, _clause(text, fee, within))


def _clause(text: str, fee: Span, within: Span) -> Span:
    """The words about this fee: its paragraph, up to the amounts before and after it."""
    left = text[max(fee.start - _LEFT, within.start) : fee.start]
    right = text[fee.end : min(fee.end + _RIGHT, within.end)]
    cut = max((m.end() for m in re.finditer(r"\n\s*\n", left)), default=0)
    cut = max([cut, *(mention.span.end for mention in find_money(left))])
    stop = re.search(r"\n\s*\n", right)
    ends = [stop.start() if stop else len(right), *(mention.span.start for mention in find_money(right))]
    return Span(fee.start - len(left) + cut, fee.end + min(ends))


def _dates(text: str, clause: Span) -> tuple[dict[str, Any], dict[str, Span]]:
    values: dict[str, Any] = {}
    spans: dict[str, Span] = {}
    words = text[clause.start : clause.end]
    for mention in find_dates(words):
        key = _bound(words, mention)
        if key and key not in values:
            values[key] = mention.value
            spans[key] = Span(clause.start + mention.span.start, clause.start + mention.span.end)
    if len(values) == 2 and values["end_date"] < values["start_date"]:
        return {}, {}
    if list(values) == ["start_date"]:
        lasts = _lasting(words)
        if lasts:
            values["end_date"] = add_months(values["start_date"], lasts[0]) - timedelta(days=1)
            spans["end_date"] = Span(clause.start + lasts[1].start, clause.start + lasts[1].end)
    return values, spans


def _lasting(words: str) -> tuple[int, Span] | None:
    """For how many months the fee runs: 'for twelve months', 'for a period of 24 months'."""
    for mention in find_durations(words):
        if mention.months and _LASTS.search(words[: mention.span.start]):
            return mention.months, mention.span
    return None


def _bound(words: str, mention: DateMention) -> str | None:
    before = words[max(mention.span.start - 40, 0) : mention.span.start]
    if _BEGINS.search(before):
        return "start_date"
    return "end_date" if _ENDS.search(before) else None


def _proration(text: str, within: Span) -> tuple[str, Span] | None:
    """How part of a period is charged, where the words say so and say on which basis."""
    for match in _PRORATED.finditer(text, within.start, within.end):
        before = text[max(match.start() - 60, within.start) : match.start()]
        stop = re.search(r"[.;](?:\s|$)|\n\s*\n", text[match.end() : match.end() + 160])
        after = text[match.end() : match.end() + (stop.start() if stop else 160)]
        span = Span(match.start(), match.end() + len(after))
        if _NONE.search(before):
            return "none", Span(match.start(), match.end())
        opening = re.split(r"[.;]\s", before)[-1]
        sentence = f"{opening} {match[0]} {after}"
        for basis, pattern in _BASES:
            if pattern.search(sentence):
                return basis, span
    return None
