"""Arithmetic checks at intake: what the terms raise on their own, each with the words of both places."""

from __future__ import annotations

from collections.abc import Iterator

from models.extraction import Extraction, Finding
from rules import check_terms

QUOTES = 4
"""Words shown of one finding; its pointers open the rest."""


def with_checks(extraction: Extraction) -> Extraction:
    """The extraction with the findings L01 to L25 that its terms raise and that it does not have yet."""
    told = {(finding.code, at) for finding in extraction.findings for at in finding.pointers}
    new = [
        finding.model_copy(update={"quotes": tuple(_quotes(finding, extraction))})
        for finding in check_terms(extraction.terms)
        if not any((finding.code, at) in told for pointer in finding.pointers for at in _upwards(pointer))
    ]
    return extraction.model_copy(update={"findings": (*extraction.findings, *new)})


def _upwards(pointer: str) -> Iterator[str]:
    """The pointer and those of the objects around it: a line's finding covers its milestones."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]


def _quotes(finding: Finding, extraction: Extraction) -> list[str]:
    """The words of each place that the finding names, the first of what lies below where it names a list."""
    quotes: list[str] = []
    for pointer in finding.pointers:
        below = [at for at in extraction.evidence if at == pointer or at.startswith(f"{pointer}/")]
        quotes += [extraction.evidence[at][0].quote for at in below[:QUOTES]]
    return list(dict.fromkeys(quotes))[:QUOTES]
