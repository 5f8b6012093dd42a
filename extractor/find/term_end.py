"""The end of a term that is stated as a length or an anniversary, counted from the date that it names.

**Clause:** 'dated as of March 1, 2019 (the "Effective Date") ... shall commence on the Effective Date and continue
until the third anniversary of the Effective Date'.
**Value:** /end_date 2022-03-01, quoted at both. A term of three years from the Effective Date is said to end on the
same day, its anniversary. A term counted from a date that is nowhere stated ('the Launch Date') has no end yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from extractor.candidates import Candidate
from extractor.find.defined_dates import date_defined
from extractor.segment import ContractText
from extractor.settle.rank import rank
from extractor.values.dates import find_dates
from models.document import Span
from models.period import add_months

_I = re.IGNORECASE
_BEGINS = (
    r"\b(?:from|after|following|of|since|subsequent\sto|commenc(?:e|es|ing)|begin(?:s|ning)?|start(?:s|ing)?|effective)\b"
    r"(?:\s(?:on|as\sof|upon|from|with|at|and|including|effective|the|this|later\sof|last|its|both)\b){0,4}\s?"
)
_TAKES_EFFECT = re.compile(
    rf"{_BEGINS}\"?(?:agreement\s|contract\s)?(?:effective\sdate|dates?\s(?:hereof|above|of\s(?:this|the|its|signing|signature|execution|last)|first|on\swhich|set\sforth|it\sis|last|written)|"
    r"day\sand\s(?:year|date)|agreement\sdate|(?:full\s)?(?:execution|signing|signature)|hereof|date\sof\s(?:execution|signing))",
    _I,
)
_DEFINED = re.compile(rf'(?i:{_BEGINS})"?(?P<term>(?:[A-Z][\w-]{{1,20}}\s){{1,4}}?Date)\b')
_EVENT = re.compile(
    rf"{_BEGINS}\"?(?:\w+\s){{0,3}}?(?:launch|acceptance|closing|delivery|approval|completion|installation|expiration|termination|commencement|go-?live|receipt|registration|payment)\b",
    _I,
)
_DAY_BEFORE = re.compile(r"\b(?:day|date)\s(?:immediately\s)?(?:before|prior\sto|preceding)\s(?:the\s)?$", _I)
_ELSEWHERE = re.compile(r"\b(?:such\sother|a\sdifferent)\sdate\b", _I)
_SCORE = 0.62
_REACH = 90


def find_term_end(contract: ContractText, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The end of the leading term among the candidates of this contract; their spans are in the flat text."""
    terms = rank([c for c in found if c.pointer == "/term_months"], contract.flat)
    effective = rank([c for c in found if c.pointer == "/effective_date"], contract.flat)
    if not terms:
        return
    taken = (effective[0].best.value, effective[0].best.span) if effective else None
    term = terms[0].best
    counted = _anchor(contract, term, taken)
    if counted is None or not counted[1]:
        return
    end = add_months(date.fromisoformat(counted[0]), term.value)
    if _DAY_BEFORE.search(contract.flat, max(term.span.start - 40, 0), term.span.start):
        end -= timedelta(days=1)
    yield Candidate("/end_date", end.isoformat(), term.span, _SCORE, "term_end", support=(counted[1],))


def _anchor(
    contract: ContractText, term: Candidate, effective: tuple[str, Span] | None
) -> tuple[str, Span] | None:
    """The date that a term is counted from: the one named after it, or before it in its sentence, else the effective one."""
    sentence = contract.sentence_at(term.span.start)
    if _ELSEWHERE.search(contract.flat, sentence.start, sentence.end):
        return None
    behind = contract.flat[term.span.start : min(term.span.end + _REACH, sentence.end)]
    ahead = contract.flat[sentence.start : term.span.start]
    for text, offset in ((behind, term.span.start), (ahead, sentence.start)):
        known = _TAKES_EFFECT.search(text)
        if known:
            return effective
        named = _DEFINED.search(text)
        if named:
            stated = date_defined(contract.flat, named["term"])
            return (stated.value.isoformat(), stated.span) if stated else None
        for mention in find_dates(text):
            if re.search(rf"{_BEGINS}$", text[: mention.span.start], _I):
                return mention.value.isoformat(), Span(offset + mention.span.start, offset + mention.span.end)
        if _EVENT.search(text):
            return None
    return effective
