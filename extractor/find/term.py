"""Find the initial term and how the contract renews.

**Clause:** The initial term is three (3) years and renews automatically for successive one (1) year terms unless
either party gives at least sixty (60) days' prior written notice of non-renewal.
**Value:** 36 months; renews by itself for 12 months; 60 days of notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.candidates import Candidate
from extractor.segment import Contract
from extractor.values.durations import DurationMention, find_durations
from models.document import Span

_TERM = re.compile(
    r"\b(?:(?:initial|original|primary|base|first)\s{1,3}term|term\s{1,3}of\s{1,3}(?:this|the)|the\s{1,3}term\b|[“\"]term[”\"]|"
    r"this\s{1,3}(?:agreement|contract|sow|statement of work)\s{1,3}(?:shall|will|is)[^.;]{0,80}?(?:for|period)|"
    r"for\s{1,3}(?:a|an)\s{1,3}(?:initial\s{1,3})?(?:term|period)\s{1,3}of|(?:initial|term|contract)\s{1,3}period)",
    re.IGNORECASE,
)
_NOT_TERM = re.compile(
    r"notice|cure|renew|extend|extension|surviv|confidential|warrant|prior to|after (?:the )?(?:terminat|expir)|non-?compet|"
    r"invoice|pay|retain|records|audit|days? (?:of|after) receipt|insurance|tail",
    re.IGNORECASE,
)
_RENEW = re.compile(r"\b(?:renew(?:s|ed|al|als)?|extend(?:s|ed)?|evergreen|extension)\b", re.IGNORECASE)
_AUTOMATIC = re.compile(
    r"\b(?:automatic\w*|evergreen|auto-?renew\w*|year[ -]to[ -]year|month[ -]to[ -]month|shall\s{1,3}(?:be\s{1,3})?(?:renew\w*|continue)"
    r"|(?:will|shall)\s{1,3}(?:thereafter\s{1,3})?(?:be\s{1,3}|continue\s{1,3}to\s{1,3}be\s{1,3})?(?:deemed\s{1,3})?(?:renew\w*|extended))",
    re.IGNORECASE,
)
_OPTION = re.compile(
    r"\b(?:may|option|mutual\w*|written\s{1,3}agreement|upon agreement|right to|by agreement)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"\b(?:notice|notif\w+|prior to|before)\b", re.IGNORECASE)
_CONVENIENCE = re.compile(r"without cause|for convenience|breach|default|cure|insolven", re.IGNORECASE)


def find_term(contract: Contract) -> list[Candidate]:
    """Candidates for term_months and for the parts of renewal."""
    found: list[Candidate] = []
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        if _RENEW.search(words):
            found += _renewal(contract.flat, sentence)
        if _TERM.search(words):
            found += _initial(contract.flat, sentence)
    return found


def _initial(text: str, sentence: Span) -> Iterator[Candidate]:
    for cue in _TERM.finditer(text, sentence.start, sentence.end):
        for duration in find_durations(text, cue.end() - 1, min(sentence.end, cue.end() + 260)):
            between = text[cue.end() : duration.span.start]
            around = between + text[duration.span.end : duration.span.end + 30]
            if duration.months is None or _NOT_TERM.search(around):
                continue
            score = 0.9 - len(between) / 600 + (0.08 if "initial" in cue[0].lower() else 0)
            yield Candidate(
                "/term_months", duration.months, Span(cue.start(), duration.span.end), score, "term"
            )
            break


def _renewal(text: str, sentence: Span) -> Iterator[Candidate]:
    words = text[sentence.start : sentence.end]
    cue = _RENEW.search(words)
    if cue is None or re.search(
        r"licen[sc]e fee|permit|certificat|insurance|policy", words[: cue.start()][-80:], re.IGNORECASE
    ):
        return
    automatic = bool(_AUTOMATIC.search(words)) and not (
        _OPTION.search(words[: cue.start()]) and not re.search("automatic", words, re.IGNORECASE)
    )
    if automatic or _OPTION.search(words):
        yield Candidate("/renewal/automatic", automatic, sentence, 0.9 if automatic else 0.6, "term")
    for duration in find_durations(text, sentence.start, sentence.end):
        yield from _renewal_duration(text, sentence, cue.start() + sentence.start, duration, automatic)


def _renewal_duration(
    text: str,
    sentence: Span,
    cue: int,
    duration: DurationMention,
    automatic: bool,  # noqa: FBT001 - a fact of the sentence
) -> Iterator[Candidate]:
    before = text[max(sentence.start, duration.span.start - 90) : duration.span.start]
    after = text[duration.span.end : duration.span.end + 70]
    weight = 0.9 if automatic else 0.5
    if _NOTICE.search(after[:60]) or _NOTICE.search(before[-40:]):
        if duration.days is not None and not _CONVENIENCE.search(before + after):
            yield Candidate(
                "/renewal/notice_days", duration.days, _around(duration, sentence, text), weight, "term"
            )
    elif duration.months is not None and duration.span.start > cue - 30:
        yield Candidate(
            "/renewal/term_months", duration.months, _around(duration, sentence, text), weight, "term"
        )


def _around(duration: DurationMention, sentence: Span, text: str) -> Span:
    """The duration with the words that lead to it."""
    start = max(sentence.start, duration.span.start - 60)
    space = text.find(" ", start, duration.span.start)
    return Span(space + 1 if space > 0 else start, min(sentence.end, duration.span.end + 40))
