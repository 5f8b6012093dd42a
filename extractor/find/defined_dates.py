"""The start and the end that a contract states by a defined date.

**Clause:** 'The term commences on the Launch Date and ends on the Completion Date.', with 'Launch Date: May 1, 2024'
and 'December 31, 2024 (the "Completion Date")' elsewhere. A term that starts on the Effective Date has no start date
of its own: the schedule starts on the effective date by itself.
**Value:** /start_date 2024-05-01, /end_date 2024-12-31, each quoted at its definition.
"""

from __future__ import annotations

import re

from extractor.candidates import Candidate, candidate_at
from extractor.segment import ContractText
from extractor.values.dates import DateMention, find_dates
from extractor.values.openings import Opened

_TERM = r'(?:the\s)?"?(?P<term>(?:[A-Z][\w-]{1,20}\s){1,3}Date)\b'
_POINTS = (
    ("/start_date", Opened(rf"\b(?:commenc(?:e|es|ing)|begin(?:s|ning)?|start(?:s|ing)?)\s(?:on|as\sof|from|upon)\s{_TERM}", "commenc", "begin", "start", flags=0)),
    ("/end_date", Opened(rf"\b(?:end(?:s|ing)?|expir(?:e|es|ing)|terminat(?:e|es|ing)|conclud(?:e|es|ing))\s(?:on|upon|at|as\sof)\s{_TERM}", "end", "expir", "terminat", "conclud", flags=0)),
    ("/end_date", Opened(rf"\b(?:continu\w+|remain\w*|in\seffect)\b[^.;]{{0,80}}\s(?:until|through|to)\s{_TERM}", "continu", "remain", "in effect", "in\neffect", flags=0)),
)  # fmt: skip
_SUBJECT = re.compile(r"\b(?:term|agreement|contract|services?|work|project|SOW|engagement)\b", re.IGNORECASE)
_BEFORE_TERM = r'^,?\s?\(?(?:the|hereinafter|collectively|referred\sto\sas|\s|,|"){{0,6}}{term}"'
_AFTER_TERM = r'{term}"?\)?(?:\s(?:for|of)\sth(?:is|e)\s\w+)?(?:,?\s(?:shall\sbe|is|means|shall\smean|will\sbe))?\s?:?\s(?:the\s)?$'
_REACH = 90
_SCORE = 0.8


def find_defined_dates(contract: ContractText) -> list[Candidate]:
    """Candidates for start and end where the words name a defined date in place of a day."""
    found: list[Candidate] = []
    for pointer, pattern in _POINTS:
        for match in pattern.finditer(contract.flat):
            sentence = contract.sentence_at(match.start())
            own = "effective" not in match["term"].lower()
            if own and _SUBJECT.search(contract.flat, sentence.start, match.end()):
                stated = date_defined(contract.flat, match["term"])
                if stated:
                    where = (stated.span.start, stated.span.end)
                    found.append(
                        candidate_at(pointer, stated.value.isoformat(), where, _SCORE, "defined_dates")
                    )
    return found


def date_defined(text: str, term: str) -> DateMention | None:
    """The first date that defines the term: it stands right after the date or right before it."""
    name = re.escape(term)
    behind = re.compile(_BEFORE_TERM.format(term=name), re.IGNORECASE)
    ahead = re.compile(_AFTER_TERM.format(term=name), re.IGNORECASE)
    for mention in find_dates(text):
        start, end = mention.span.start, mention.span.end
        if behind.search(text[end : end + _REACH]) or ahead.search(text[max(start - _REACH, 0) : start]):
            return mention
    return None
