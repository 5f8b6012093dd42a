"""How long the initial term runs and how it renews.

**Clause:** 'The initial term is three (3) years and shall automatically renew for successive one (1) year periods
unless either party gives notice at least ninety (90) days prior to the end of the term.'
**Value:** /term_months 36, /renewal/automatic true, /renewal/term_months 12, /renewal/notice_days 90.
"""

from __future__ import annotations

import re
from functools import partial

from extractor.candidates import Candidate, candidate_at
from extractor.find.term_cues import read_renewal_cues, read_term_cues
from extractor.segment import ContractText
from extractor.values.dates import ORDINAL, read_ordinal
from extractor.values.durations import NUMBER, DurationMention, find_durations, read_count
from extractor.values.openings import Worded
from models.document import Span

_I = re.IGNORECASE
_TERM = Worded(
    r'\b(?:initial\s(?:term|period)|services are ordered for|for a fixed (?:term|period)|valid for|duration\b|(?:letter|order|SOW|agreement|contract) (?:continues|runs|lasts|is concluded|is valid)|term of (?:this|the)|"(?:initial )?term"|the term\b|contract period|(?:agreement|contract|SOW) (?:shall|will|is)[^.;]{0,60}'
    r"(?:effect|term|period|continue|commence|effective)|term\s?:|^(?:term|duration)\.\s|services term|period of performance|extend the)",
    "term",
    "initial",
    "ordered",
    "fixed",
    "valid",
    "duration",
    "continue",
    "runs",
    "lasts",
    "concluded",
    "period",
    "effect",
    "commence",
    "extend",
)
_HEADED = re.compile(r"\b(?:Term|TERM|Duration)\.\s$")
_LENGTH = re.compile(
    r"\b(?:for|of|is|be|mean|means|until|to|years?:?|term:?|term\)?\s?-|effect|period|term from|continues?|extends?|last|an|date|(?:shall|will)\s(?:terminate|expire|end)|duration)\s(?:a\s|an\s|the\s|up to\s|initial\s|term\s|period\s|minimum\s|fixed\s|total\s|lasting\s|equal\s|of\s|approximately\s|additional\s|\(\w{1,2}\)\s|duration\s){0,7}$|(?::|[Tt]erm\.)\s$",
    _I,
)
_NOT_TERM = re.compile(
    r"\b(?:notice|cure|sooner of|earlier of|later of|longer than|later than|polic(?:y|ies)|coverage|suspen\w+|transition|assistance|maximum|conversion|invoice|after|prior|before|within|following (?:the )?(?:termination|expiration)|surviv\w+|warranty|confidential\w*|renew\w*|extension|every|each)\b[^.;]{0,40}$",
    _I,
)
_OTHER_LENGTH = re.compile(
    r"(?:'|'s|s')?\s?(?:prior|written|notice|advance|of age|(?:after|following)\s(?:\w+\s){0,3}(?:terminat|expir|transition))",
    _I,
)
_AND_FOR = re.compile(r"\band\sfor\b[^.;]{0,30}$", _I)
_AFTERWARDS = re.compile(r"\s(?:thereafter|after\s(?:it|its|that|the\send)\b)", _I)
_RENEWED_FOR = re.compile(
    r"\b(?:automatically|tacitly)\s(?:extended|prolonged)\b[^.;]{0,40}$|\b(?:option|right)\sto\s(?:extend|prolong)\b[^.;]{0,80}$",
    _I,
)
_ANNIVERSARY = re.compile(
    rf"\b(?:(?P<ordinal>{ORDINAL})(?:\s\(\d{{1,2}}(?:st|nd|rd|th)\))?(?:\s|-)(?:year\s)?|(?P<count>{NUMBER})[- ]years?[- ])(?:annual\s)?anniversary\b",
    _I,
)
_ENDS = re.compile(
    r"\b(?:expir\w+|terminat\w+|end(?:s|ing)?|continu\w+|until|through|remain\w*|effect)\b", _I
)
_RENEW = Worded(
    r"\b(?:renew(?:s|ed|al|als|able|ing)?|prolong(?:s|ed)?|continues? for (?:another|a further|further|successive|additional)|extend(?:s|ed)?|extension|continue on a|evergreen|roll over)\b",
    "renew",
    "prolong",
    "continue",
    "exten",
    "evergreen",
    "roll over",
)
_RUNS = re.compile(
    r"\b(?i:agreement|contract|term|SOW|order|letter|engagement|statement of work)\b|"
    r"^(?:\(?\w{1,3}[.)]\)?\s|\d+\.\d+\s)?(?:It|Renewal|After that|Notice to)\b"
)
_OPT_OUT = re.compile(r"\b(?:renewal date|non-?renewal|opt out|prevent renewal)\b", _I)
_PAUSED = re.compile(
    r"\b(?:performance|delay|force majeure|arbitrat\w+|suspension|deadline|time for|cure period)\b", _I
)
_ENDED = re.compile(r"\bmay\s(?:be\s)?terminated?\b|\bassign\w*\b|\bdate of termination\b", _I)
_RENEWED_BY = re.compile(
    r"\b(?:prolonged|extended|renewed|renews|continues?)\s(?:\w+\s)?(?:by|for)\s(?:another\s|a\sfurther\s|(?:successive\s)?periods?\sof\s)?$",
    _I,
)
_INDEFINITE = Worded(
    r"\b(?:thereafter|after that|indefinitely)\b[^.;]{0,80}\b(?:until|unless) (?:\w+ ){0,3}terminated",
    "thereafter",
    "after that",
    "indefinitely",
)
_AUTOMATIC = re.compile(
    r"\b(?:automatic\w*|shall(?: thereafter)? (?:be )?renew|will(?: thereafter)? (?:be )?renew|renews\b|evergreen (?:basis|term|renewal|contract|clause|agreement)|year[- ]to[- ]year|month[- ]to[- ]month|be deemed (?:to be )?(?:renewed|extended)|"
    r"(?:shall|will) (?:be )?(?:tacitly )?(?:renewed|extended|prolonged)|tacitly|(?:is|are|be) (?:renewed|extended|prolonged) (?:by|for)|continues? for (?:another|a further)|from term to term|(?:shall|will) (?:thereafter )?continue (?:on|from|thereafter))",
    _I,
)
_OPTION = re.compile(
    r"\b(?:may (?:be )?|option|mutual\w*|right to|by (?:written )?agreement|upon (?:written )?agreement)", _I
)
_NOT_AUTOMATIC = re.compile(r"\bnot (?:be )?(?:automatically|renew)", _I)
_PERIOD = re.compile(
    r"\b(?:successive|additional|further|subsequent|another|consecutive|renewal|extension|extended|prolonged|renew\w*|for|term|terms|of|periods?|more)\b[^.;]{0,30}$",
    _I,
)
_NOTICE = re.compile(
    r"\b(?:notice|notif\w+|inform\w*|advis\w+|elect\w*|terminat\w+|cancel\w*|unless|intent\w*)\b", _I
)
_BEFORE_END = re.compile(
    r"\.?$|[^.;]{0,60}?\b(?:prior|before|in advance|preceding|advance|written notice|notice|of the (?:end|expiration))\b",
    _I,
)
_BEFORE_THE_END = re.compile(
    r"\s(?:or more\s)?(?:in advance of|prior to|before)\s(?:the\s)?(?:end|expiration|expiry|conclusion|renewal|then)\b",
    _I,
)
_AT_LEAST = re.compile(
    r"\b(?:at least|not less than|no less than|no later than|not later than|minimum of|less than|within|upon|least|by|with|giving|more than|provides?|on|a|renewal:)\s(?:an?\s|the\s)?(?:\(\w\)\s)?$",
    _I,
)
_RENEWAL = {"/renewal/automatic", "/renewal/term_months", "/renewal/notice_days"}


def find_term(contract: ContractText) -> list[Candidate]:
    """Candidates for the initial term and the renewal."""
    found: list[Candidate] = []
    renewed = False
    for sentence in map(partial(_with_heading, contract.flat), contract.sentences):
        text = contract.flat[sentence.start : sentence.end]
        term, renew = _TERM.search(text), _RENEW.search(text)
        if (
            renewed
            and not renew
            and re.match(
                r"(?:Such|The|Any|Said|This|Unless|If|In the event|Either|Each|Neither|Notice)\b[^.]{0,60}\b(?:notice|notif)",
                text,
                _I,
            )
        ):
            found += [
                c for c in _renewal(contract, sentence.start, text, 0) if c.pointer == "/renewal/notice_days"
            ]
        after_renewal, renewed = renewed, bool(renew)
        if term:
            stated = _length(contract, sentence.start, text, term.start())
            found += stated or _until_anniversary(contract, sentence.start, text, term.start())
        if (renew or _INDEFINITE.search(text)) and (
            term or _RUNS.search(text) or (after_renewal and _OPT_OUT.search(text))
        ):
            found += _renewal(contract, sentence.start, text, renew.start() if renew else 0)
    return found + _told(contract, {candidate.pointer for candidate in found})


def _told(contract: ContractText, stated: set[str]) -> list[Candidate]:
    """What the cues alone tell of the values that no set wording stated."""
    told: list[Candidate] = []
    for sentence in map(partial(_with_heading, contract.flat), contract.sentences):
        text = contract.flat[sentence.start : sentence.end]
        if "/term_months" not in stated:
            told += read_term_cues(sentence.start, text)
        if not stated >= _RENEWAL:
            told += read_renewal_cues(sentence.start, text)
    return [candidate for candidate in told if candidate.pointer not in stated]


def _with_heading(flat: str, sentence: Span) -> Span:
    """A sentence together with the heading that says what it is about: 'Term. 12 months, from ...'."""
    head = _HEADED.search(flat, max(sentence.start - 12, 0), sentence.start)
    return Span(head.start(), sentence.end) if head else sentence


def _length(contract: ContractText, offset: int, text: str, cue: int) -> list[Candidate]:
    for mention in find_durations(text):
        left = text[max(mention.span.start - 90, 0) : mention.span.start]
        if mention.span.start < cue or mention.months is None or mention.count == 0 or mention.business:
            continue
        if (
            _NOT_TERM.search(left)
            or not _LENGTH.search(left)
            or (mention.unit in {"day", "week"} and mention.days < 80)
        ):
            continue
        right = text[mention.span.end :]
        if _OTHER_LENGTH.match(right) or (_AND_FOR.search(left) and _AFTERWARDS.match(right)):
            continue
        if _RENEWED_FOR.search(left):
            continue
        initial = bool(re.search(r"initial|shall be for|be for a|effective date|commenc", text, _I))
        score = (
            (0.85 if initial else 0.65)
            - 0.1 * (mention.unit == "day")
            - offset / (len(contract.flat) + 1) * 0.1
        )
        return [_candidate("/term_months", mention.months, offset, mention, score)]
    return []


def _until_anniversary(contract: ContractText, offset: int, text: str, cue: int) -> list[Candidate]:
    """A term that runs until an anniversary of the day it starts."""
    match = _ANNIVERSARY.search(text, cue)
    if not match or not _ENDS.search(text, cue, match.start()):
        return []
    years = read_ordinal(match["ordinal"]) if match["ordinal"] else read_count(match["count"])[0]
    if not 0 < years < 100:
        return []
    score = 0.86 - offset / (len(contract.flat) + 1) * 0.1
    where = (offset + match.start(), offset + match.end())
    return [candidate_at("/term_months", 12 * years, where, score, "term")]


def _renewal(contract: ContractText, offset: int, text: str, cue: int) -> list[Candidate]:
    if _PAUSED.search(text[max(cue - 120, 0) : cue]):
        return []
    found = []
    option, automatic = _OPTION.search(text), _AUTOMATIC.search(text)
    sure = bool(automatic) and "automatic" in text.lower()
    if _NOT_AUTOMATIC.search(text):
        automatic = None
    base = (0.9 if sure else 0.75 if automatic else 0.6) - offset / (len(contract.flat) + 1) * 0.05
    if automatic and (sure or not option):
        where = (offset + automatic.start(), offset + automatic.end())
        found.append(candidate_at("/renewal/automatic", True, where, base, "term"))  # noqa: FBT003 - the value itself
    elif option or _NOT_AUTOMATIC.search(text):
        where = (offset + cue, offset + min(cue + 40, len(text)))
        found.append(candidate_at("/renewal/automatic", False, where, base - 0.2, "term"))  # noqa: FBT003 - the value itself
    return [*found, *_renewal_lengths(offset, text, cue, base)]


def _renewal_lengths(offset: int, text: str, cue: int, base: float) -> list[Candidate]:
    """The first notice that stops the renewal, and the lengths that the term is renewed by."""
    found: list[Candidate] = []
    for mention in find_durations(text):
        left = text[max(mention.span.start - 60, 0) : mention.span.start]
        notice = _is_notice(text, left, mention)
        noticed = any(candidate.pointer == "/renewal/notice_days" for candidate in found)
        if notice and not noticed and mention.days <= 730:
            found.append(_candidate("/renewal/notice_days", mention.days, offset, mention, base))
        elif (
            not notice
            and mention.span.start > cue
            and _PERIOD.search(left)
            and mention.months
            and mention.days >= 28
        ):
            found.append(_candidate("/renewal/term_months", mention.months, offset, mention, base))
    return found


def _is_notice(text: str, left: str, mention: DurationMention) -> bool:
    right = text[mention.span.end :]
    of_the_end = _BEFORE_THE_END.match(right)
    if not (of_the_end or _AT_LEAST.search(left) or right.startswith(" in advance")):
        return False
    of_termination = _ENDED.search(text[: mention.span.start]) and not of_the_end
    stated = _NOTICE.search(text) and _BEFORE_END.match(right)
    return bool(stated) and not _RENEWED_BY.search(left) and not of_termination


def _candidate(pointer: str, value: int, offset: int, mention: DurationMention, score: float) -> Candidate:
    where = (offset + mention.span.start, offset + mention.span.end)
    return candidate_at(pointer, value, where, score, "term", "L08" if mention.disagrees else None)
