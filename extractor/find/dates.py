"""Find when the contract takes effect, starts, ends and was signed.

**Clause:** This Statement of Work is entered into as of January 5, 2026 (the "Effective Date") and shall remain in
effect until December 31, 2026.
**Value:** effective 2026-01-05, ends 2026-12-31.
"""

from __future__ import annotations

import re

from extractor.candidates import Candidate
from extractor.segment import Contract
from extractor.values.dates import DateMention, find_dates
from models.document import Span

_BEFORE = 160
_CUES: tuple[tuple[str, re.Pattern[str], float], ...] = tuple(
    (pointer, re.compile(pattern, re.IGNORECASE), score)
    for pointer, pattern, score in (
        (
            "/end_date",
            r"(?:expir\w+|terminat\w+|end(?:s|ed|ing)?|conclud\w+|complet\w+|continu\w+|remain|in effect|effective)\b[^.;]{0,90}?\b(?:on|until|through|thru|to|by|no later than|not later than)\s{0,3}(?:the\s)?(?:earlier of:?\s)?(?:\(?[ai]\)\s)?(?:midnight|11:59 ?p\.?m\.?|the close of business)?\s?(?:on|of)?\s{0,3}(?:and including|including)?\s{0,3}(?:the\s)?$",
            0.9,
        ),
        ("/end_date", r"(?:through|thru|until|up to)\s{0,3}(?:and including\s{0,3})?(?:the\s)?$", 0.75),
        (
            "/end_date",
            r"(?:end|expir\w+|termination|completion)\s{1,3}date['\")]{0,3}\s{0,3}(?:is|:|shall be|of|means|shall mean)?\s{0,3}$",
            0.9,
        ),
        (
            "/end_date",
            r"(?:19|20)\d\d\s{0,3}(?:-|to|and)\s{0,3}$|(?:expires|ends|terminating|expiring|ending):?\s{0,3}(?:on|at)?\s{0,3}$",
            0.7,
        ),
        (
            "/effective_date",
            r"effective\s{1,3}date['\")]{0,3}\s{0,3}(?:of\s[^.;]{0,50})?(?:is|shall be|means|:|shall mean|as of|on)?\s{0,3}(?:as of|on)?\s?(?:the\s)?$",
            0.95,
        ),
        (
            "/effective_date",
            r"effective\s{1,3}(?:as of|on|from|beginning|this|upon)?\s{0,3}(?:the\s{1,3})?$",
            0.9,
        ),
        (
            "/effective_date",
            r"(?:made|entered)(?:\s{1,3}and\s{1,3}entered)?(?:\s{1,3}into)?[^.;]{0,60}?(?:as of|on|this|effective|dated)?\s{0,3}(?:the\s{1,3})?$",
            0.85,
        ),
        ("/effective_date", r"(?:dated|date)\s{0,3}(?:as of|:)?\s{0,3}(?:the\s{1,3})?$", 0.6),
        ("/effective_date", r"as of\s{0,3}(?:the\s{1,3})?(?:this\s{1,3})?$", 0.6),
        (
            "/start_date",
            r"(?:commenc\w+|begin\w*|start\w*)\s{1,3}(?:date\s{0,3}(?:is|:|of)?\s{0,3})?(?:on|as of|from|effective)?\s{0,3}$",
            0.9,
        ),
        (
            "/start_date",
            r"(?:start|commencement)\s{1,3}date['\")]{0,3}\s{0,3}(?:is|:|shall be|of|means)?\s{0,3}$",
            0.9,
        ),
        ("/start_date", r"(?:period|term|from)[^.;]{0,30}\bfrom\s{0,3}$", 0.8),
        (
            "/signed_on",
            r"(?:signed|executed)[^.;]{0,60}?(?:on|this|as of|:)\s{0,3}$|^\s{0,3}date(?:d)?:\s{0,3}$",
            0.7,
        ),
    )
)
_AFTER_EFFECTIVE = re.compile(
    r"^\s{0,3},?\s{0,3}[(,]?\s{0,3}(?:(?:hereinafter|the|and|is|referred to as|being)\s{0,3}){0,4}[(“\"‘']{0,2}\s{0,2}(?:the\s{1,3})?[“\"‘']?\s{0,2}Effective",
    re.IGNORECASE,
)
_OTHER_CONTRACT = re.compile(
    r"(?:certain|prior|previous|amend\w+|pursuant to|proposal|original|master|existing|that)\b[^.;]{0,60}\b(?:agreement|contract|dated|proposal|lease)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_FILED = re.compile(r"(?:filed|form\s\w{1,3}-?\w|exhibit|source:|page)[^\n]{0,60}$", re.IGNORECASE)


def find_contract_dates(contract: Contract) -> list[Candidate]:
    """Candidates for effective_date, start_date, end_date and signed_on, by the words around each date."""
    found: list[Candidate] = []
    dates = find_dates(contract.flat)
    for mention in dates:
        found += _by_cue(contract, mention)
    if not any(c.pointer == "/effective_date" for c in found):
        found += _first_in_preamble(contract, dates)
    return found


def _by_cue(contract: Contract, mention: DateMention) -> list[Candidate]:
    text, at = contract.flat, mention.span
    left = " ".join(text[max(at.start - _BEFORE, 0) : at.start].split()) + " "
    right = text[at.end : at.end + 60]
    if _FILED.search(left):
        return []
    early = 0.05 if at.start < contract.preamble.end else -0.15
    if _AFTER_EFFECTIVE.match(right):
        return [Candidate("/effective_date", mention.value, at, 1.0, "dates")]
    for pointer, pattern, score in _CUES:
        if pattern.search(left):
            other = 0.4 if pointer == "/effective_date" and _OTHER_CONTRACT.search(left) else 0.0
            bonus = early if pointer in {"/effective_date"} else 0.0
            return [Candidate(pointer, mention.value, _with_cue(text, at), score + bonus - other, "dates")]
    return []


def _with_cue(text: str, at: Span) -> Span:
    """The date with the few words before it that say what it is."""
    start = max(text.rfind("\n\n", 0, at.start) + 2, at.start - 60, 0)
    space = text.find(" ", start, at.start)
    return Span(space + 1 if space >= 0 and start == at.start - 60 else start, at.end)


def _first_in_preamble(contract: Contract, dates: list[DateMention]) -> list[Candidate]:
    for mention in dates:
        if mention.span.start < 1_500:
            left = " ".join(contract.flat[max(mention.span.start - 80, 0) : mention.span.start].split())
            if not _FILED.search(left) and not _OTHER_CONTRACT.search(left):
                return [Candidate("/effective_date", mention.value, mention.span, 0.5, "dates")]
    return []
