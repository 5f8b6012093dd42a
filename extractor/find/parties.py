"""Find the parties that sign, with their roles, in the preamble.

**Clause:** This Agreement is made between Northwind Logistics, Inc., a Delaware corporation ("Customer"), and
Brightwater Consulting LLC ("Consultant").
**Value:** Northwind Logistics, Inc. is the customer, Brightwater Consulting LLC the provider.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.candidates import Candidate
from extractor.find.party_roles import CUSTOMER, PROVIDER, party_roles
from extractor.segment import ContractText
from extractor.values.legal_forms import PARTY_FORMS
from extractor.values.months import ANY_MONTH
from models.document import Span

_OPENING = re.compile(
    r"(?:by\s{1,3}and\s{1,3}(?:between|among)|\bbetween\b|\bamong\b|\bBETWEEN\b|\bPARTIES\b|\bwith\b|\bby and\b|entered into by)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:WHEREAS|RECITALS?|WITNESSETH|NOW,? THEREFORE|BACKGROUND|AGREEMENT\n|Whereas|agree(?:s)? as follows|1\.\s{1,4}[A-Z])"
)
_WORD = r"(?:[A-Z0-9][\w&’'./+-]*|&|of|the|and|for|de|\(\w{2,12}\))"
_ENTITY = re.compile(
    rf"(?<![\w/])(?P<name>[A-Z0-9][\w&’'./+-]*(?:[ \n]{_WORD}){{0,7}}?,?[ \n]{{1,2}}{PARTY_FORMS}\b\.?(?:,? (?:Inc|Ltd|L\.?L\.?C|LLC|L\.P|Limited)\b\.?)?)"
)
_PUBLIC = re.compile(
    r"\b(?P<name>(?:The )?(?:City|County|Town|Village|State|District|Port|Borough) of [A-Z][\w’'.]*(?: [A-Z][\w’'.]*){0,2})"
)
_ALIAS = re.compile(
    r"\(\s{0,2}(?P<inside>[^()]{0,160}?[“\"‘'](?P<alias>[A-Z][^”\"’\n]{1,50})[”\"’][^()]{0,80})\)"
)
_TAIL = re.compile(
    r",?\s{1,3}(?:(?:a|an)\s{1,3}(?=[A-Za-z])|(?:having|with|whose|located|organi[sz]ed|incorporated|acting|duly|existing|"
    r"through|on behalf|d/b/a|doing business|as\s|under the|the\s(?:principal|sole)|established|registered|at\s\d|of\s\d|"
    r"(?:collectively|hereinafter|hereafter|herein)\b|individually|for itself|together with|\d)|its\s)[\s\S]{0,}",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:[\s,;:.)(\d]|\b(?:and|by|between|among|the following|parties|is|are|made|entered into|on the one hand|on the other hand|"
    r"effective|dated|as of|each of|\(?[ivab12]\)|with)\b)+",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    rf"^(?:the\s|each\s|any\s)?(?:(?:{'|'.join(sorted(CUSTOMER | PROVIDER))}|part(?:y|ies)|agreement|effective date|term|services?|contract|"
    rf"section|you|repairer|manager|administrator|executive|employee|{ANY_MONTH.lower()}|"
    r"[a-z ]{0,20}corporation|and|the)s?[\s,]{0,2})+$",
    re.IGNORECASE,
)


_BEFORE_NAME = re.compile(
    r"^(?:.{0,60}\bpage\s\d{1,3}(?:\sof\s\d{1,3})?\s|total\s)?(?:.{0,120}\b(?:agreement|between|among|contract|amended|exhibit\s[\d.]{1,6}|commission|ex-[\d.]{1,6}|(?:19|20)\d\d|parties)\b\.?[\s,]{0,3})?"
    r"(?:(?:and|by|the parties|with|\d{1,3}(?:\.\d)?)\s)*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:will|shall|would|may|desires?|wish(?:es)?|is|are|has|have|provides?|engages?|whereas|herein|likely|entered|limited partnership)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    alias: str
    span: Span


def find_parties(contract: ContractText) -> list[Candidate]:
    """One candidate a party, '/parties/0' and so on, in the order of the preamble."""
    named = _introduced(contract)
    if len(named) < 2:
        named = _distinct([*named, *_entities(contract)])[:2]
    roles = party_roles([(party.name, party.alias) for party in named], contract.flat)
    return [
        Candidate(f"/parties/{index}", {"name": party.name, "role": role}, party.span, 0.9, "parties")
        for index, (party, role) in enumerate(zip(named, roles, strict=True))
    ]


def _introduced(contract: ContractText) -> list[_Named]:
    """The names before the defined terms that the preamble gives them."""
    text, found = contract.flat, []
    opening = _OPENING.search(text, 0, 3_000)
    if opening is None:
        return []
    closing = _CLOSING.search(text, opening.end(), opening.end() + 2_500)
    end = closing.start() if closing else min(opening.end() + 1_600, len(text))
    start = opening.end()
    for match in _ALIAS.finditer(text, start, end):
        if re.search(
            r"agreement|effective|date|parties\b|term\b|\bact\b|affiliate", match["alias"], re.IGNORECASE
        ):
            if re.search(r"agreement|date", match["alias"], re.IGNORECASE):
                start = match.end()
            continue
        span = _name_span(text, start, match.start())
        start = match.end()
        if span is not None:
            found.append(_Named(_clean(text[span.start : span.end]), match["alias"].strip(" ,."), span))
    return _distinct(found)


def _name_span(text: str, start: int, end: int) -> Span | None:
    """The name at the head of an introduction: without its state, address and officers."""
    piece = text[start:end]
    lead = _LEAD.match(piece)
    begin = lead.end() if lead else 0
    entity = _ENTITY.search(piece, begin) or _PUBLIC.search(piece, begin)
    if entity and entity.start("name") - begin < 80:
        return Span(start + entity.start("name"), start + entity.end("name"))
    tail = _TAIL.search(piece, begin)
    stop = tail.start() if tail else len(piece)
    comma = re.search(r",\s", piece[begin:stop])
    if comma and comma.start() > 3:
        stop = begin + comma.start()
    name = piece[begin:stop].rstrip(" ,;:\n")
    if not _is_name(name) or not (name[0].isupper() or name[0].isdigit()):
        return None
    return Span(start + begin, start + begin + len(name))


def _entities(contract: ContractText) -> list[_Named]:
    """Without an introduction: the legal names on the first page, the first two different ones."""
    text, end = contract.flat, min(len(contract.flat), 2_500)
    matches = sorted(
        [*_ENTITY.finditer(text, 0, end), *_PUBLIC.finditer(text, 0, end)], key=lambda m: m.start("name")
    )
    named = []
    for match in matches:
        alias = _ALIAS.search(text, match.end(), match.end() + 200)
        name = _clean(match["name"])
        if len(name.split()) > 1 and _is_name(name):
            named.append(_Named(name, alias["alias"] if alias else "", Span(*match.span("name"))))
    return _distinct(named)


def _clean(name: str) -> str:
    """The name alone: without the title, the date or the joint that stands before it."""
    name = " ".join(name.split())
    return _BEFORE_NAME.sub("", name).strip(" ,;:(\"'")


def _is_name(name: str) -> bool:
    """Whether words name somebody: no clause, no role alone, no month."""
    return (
        2 < len(name) < 110 and name[0].isalnum() and not _NO_NAME.search(name) and not _GENERIC.match(name)
    )


def _distinct(named: list[_Named]) -> list[_Named]:
    seen: dict[str, _Named] = {}
    for party in named:
        key = re.sub(r"\W|\b(?:the|inc|llc|ltd|corp|corporation|company|limited)\b", "", party.name.lower())
        seen.setdefault(key, party)
    return list(seen.values())
