"""Find the law that governs the contract.

**Clause:** This Agreement shall be governed by and construed in accordance with the laws of the State of New York.
**Value:** New York
"""

from __future__ import annotations

import re

from extractor.candidates import Candidate
from extractor.segment import ContractText
from extractor.values.openings import Opened
from models.document import Span
from models.places import LAW_PATTERNS

PLACE = re.compile(rf"\b(?P<place>{'|'.join(LAW_PATTERNS)})\b", re.IGNORECASE)
"""A state or a country."""
_CUE = Opened(
    r"\b(?:govern(?:ed|ing)(?:\s{1,3}(?:by|law|and)|\s{0,3}[.:])|constru(?:ed|ction)|interpreted|read\sin\s(?:line|accordance)\swith|internal\s{1,3}laws|"
    r"choice\s{1,3}of\s{1,3}law|applicable\s{1,3}law|laws?\s{1,3}of)\b",
    "govern",
    "constru",
    "interpreted",
    "read",
    "internal",
    "choice",
    "applicable",
    "law",
)
_ITS_LAW = re.compile(r"\slaws?\s(?:shall\s|will\s)?(?:governs?|appl(?:y|ies))\b", re.IGNORECASE)
_PLACE_BEFORE = re.compile(rf"{PLACE.pattern}$", re.IGNORECASE)
_LONGEST_PLACE = 30
_LAWS = re.compile(r"\blaws?\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"corporation|organi[sz]ed|registered|incorporated|company\s(?:\w+\s){0,3}under|partnership\sunder|existing under|limited (?:liability )?(?:company|partnership)|insurance law|licensed",
    re.IGNORECASE,
)


def find_governing_law(contract: ContractText) -> list[Candidate]:
    """Places named beside words on the governing law; those nearest to 'laws of' score most."""
    text, found = contract.flat, []
    for cue in _CUE.finditer(text):
        strong = not cue[0].lower().startswith(("law", "constru"))
        match = PLACE.search(text, cue.end(), min(cue.end() + 320, len(text)))
        if match is None:
            continue
        between = text[cue.start() : match.start()]
        context = text[max(cue.start() - 160, 0) : match.start()]
        if not _LAWS.search(between) or _AGAINST.search(context[-200:]):
            continue
        governs = re.search(r"govern|constru|interpret", context, re.IGNORECASE)
        score = 0.95 if strong else 0.7 if governs else 0.3
        found.append(
            Candidate(
                "/governing_law",
                _named(match["place"]),
                Span(cue.start(), match.end()),
                score - len(between) / 2_000,
                "governing_law",
            )
        )
    for ruled in _ITS_LAW.finditer(text):
        head = max(ruled.start() - _LONGEST_PLACE, 0)
        named = _PLACE_BEFORE.search(text[head : ruled.start()])
        if named:
            where = Span(head + named.start(), ruled.end())
            found.append(Candidate("/governing_law", _named(named["place"]), where, 0.93, "governing_law"))
    return found


def find_places(text: str) -> list[str]:
    """The states and countries that a text names, as terms name them."""
    return [_named(match["place"]) for match in PLACE.finditer(text)]


def _named(place: str) -> str:
    name = " ".join(place.replace("&", "and").split())
    if name.upper() in {"PRC", "P.R.C"}:
        return "China"
    if name.lower() == "swiss confederation":
        return "Switzerland"
    small = {"and", "of"}
    return " ".join(word.lower() if word.lower() in small else word.capitalize() for word in name.split())
