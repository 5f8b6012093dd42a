"""Find what kind of document it is, its title, its own number and the agreement above it.

**Clause:** STATEMENT OF WORK No. SOW-2026-014 under Master Services Agreement MSA-7
**Value:** kind statement_of_work, reference SOW-2026-014, parent_reference MSA-7
"""

from __future__ import annotations

import re

from extractor.candidates import Candidate
from extractor.segment import ContractText
from extractor.values.openings import Opened
from models.document import Span

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("change_order", r"\b(?:change\s+order|change\s+request|amendment|addendum|modification)\b"),
        (
            "statement_of_work",
            r"\b(?:statement\s+of\s+work|work\s+order|task\s+order|scope\s+of\s+(?:work|services)|SOW)\b",
        ),
        ("order_form", r"\b(?:order\s+form|purchase\s+order|insertion\s+order|quotation)\b"),
        ("master_agreement", r"\b(?:master\s+(?:\w+\s+){0,3}agreement|framework\s+agreement|MSA)\b"),
        ("license", r"\blicen[sc]e\b"),
        (
            "services_agreement",
            (
                r"\b(?:services?|consulting|maintenance|support|outsourcing|consultancy|professional|management|"
                r"hosting|development|engineering|processing|administration)\b[\w\s,&-]{0,60}"
                r"\b(?:agreement|contract)\b"
            ),
        ),
        ("other", r"\b(?:agreement|contract)\b"),
    )
)
_TITLE = re.compile(
    r"^[ \t]{0,60}(?P<title>[^\n]{0,70}\b(?:agreement|contract|statement of work|order form|change order|work order|"
    r"task order|amendment|addendum|scope of (?:work|services)|purchase order|proposal)\b[^\n]{0,40})$",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = r"(?P<number>[A-Z]{0,6}[-–/ ]?\d[\w./-]{0,24}\w|[A-Z]{2,6}-[\w-]{1,20}|\d{1,6})"
_REFERENCE = re.compile(
    r"\b(?:statement\s+of\s+work|SOW|change\s+order|work\s+order|task\s+order|order\s+form|agreement|contract|amendment)"
    rf"\s{{0,3}}(?:no\.?|number|num\.?|ref(?:erence)?\.?|#|id)\s{{0,3}}:?\s{{0,3}}{_NUMBER}",
    re.IGNORECASE,
)
_PARENT = re.compile(
    r"(?:under|pursuant\s+to|governed\s+by|subject\s+to|part\s+of|amends?|incorporated\s+into|accordance\s+with)\s+(?:the\s+|that\s+certain\s+)?"
    r"(?:terms\s+(?:and\s+conditions\s+)?of\s+(?:the\s+)?)?(?:master|framework|agreement|contract|statement|professional)[^.;\n]{0,80}?"
    r"(?:no\.?|number|ref(?:erence)?\.?|#)?\s{0,3}(?P<number>(?:MSA|MPSA|FA|SOW|CW|PSA|AGR)[-–/ ]?\d[\w./-]{0,24})",
    re.IGNORECASE,
)
_PARENT_NUMBER = Opened(
    r"(?:MSA|MPSA|FA|SOW|CW|PSA|AGR)[-–/ ]?\d", "msa", "mpsa", "fa", "sow", "cw", "psa", "agr"
)
_FURNITURE = re.compile(r"^\s*(?:exhibit|source:|page)\b|\.{4,}", re.IGNORECASE)


def find_identity(contract: ContractText) -> list[Candidate]:
    """Candidates for kind, title, reference and parent_reference."""
    text = contract.flat
    found: list[Candidate] = []
    for match in _TITLE.finditer(text, 0, 4_000):
        title = " ".join(match["title"].split()).strip(" *_-")
        if _FURNITURE.search(title) or len(title) > 90 or title.endswith((",", ";")) or _is_prose(title):
            continue
        span = Span(*match.span("title"))
        found.append(Candidate("/title", title, span, 0.9 - match.start() / 10_000, "identity"))
        found += _kind(title, span, 0.9 - match.start() / 10_000)
        break
    if not found:
        found += _kind_of_opening(text)
    for match in _REFERENCE.finditer(text, 0, 5_000):
        found.append(
            Candidate(
                "/reference",
                match["number"].strip(" .-"),
                Span(*match.span()),
                0.9 - match.start() / 10_000,
                "identity",
            )
        )
    found += [
        Candidate("/parent_reference", m["number"].rstrip("."), Span(*m.span()), 0.9, "identity")
        for m in (_PARENT.finditer(text) if _PARENT_NUMBER.search(text) else ())
    ][:1]
    return found


def _is_prose(title: str) -> bool:
    return (
        bool(re.match(r"^(?:this|the)\s", title, re.IGNORECASE))
        or len(re.findall(r"\b[a-z]{3,}\b", title)) > 8
    )


def _kind(title: str, span: Span, score: float) -> list[Candidate]:
    for kind, pattern in _KINDS:
        if pattern.search(title):
            return [Candidate("/kind", kind, span, score, "identity")]
    return []


def _kind_of_opening(text: str) -> list[Candidate]:
    """Without a title: what the opening calls itself ('This Statement of Work ...')."""
    for kind, pattern in _KINDS:
        match = pattern.search(text, 0, 600)
        if match:
            return [Candidate("/kind", kind, Span(*match.span()), 0.5, "identity")]
    return []
