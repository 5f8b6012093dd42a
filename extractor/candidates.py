"""Candidates: what a finder reads out of a contract, before it is decided what counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.document import Span
from models.finding_kind import FindingCode


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a finder read for one term.

    Attributes:
        pointer: The term, as a JSON Pointer into the terms.
        value: As JSON: dates in ISO form, decimals as strings, counts as integers.
        span: The words that it rests on.
        score: How sure the finder is, from 0 to 1; only the order and the distance mean something.
        finder: The finder's name, by which its precision is measured.
        support: Further words that the value rests on, as the date that a term is counted from.
        note: A doubt about the words themselves: 'L08' where words and figures disagree.
    """

    pointer: str
    value: Any
    span: Span
    score: float
    finder: str
    note: FindingCode | None = None
    support: tuple[Span, ...] = ()


def candidate_at(
    pointer: str,
    value: Any,
    where: tuple[int, int],
    score: float,
    finder: str,
    note: FindingCode | None = None,
) -> Candidate:
    """A candidate at a stretch of the text that the finder reads."""
    return Candidate(pointer, value, Span(*where), score, finder, note)


def payment_at(
    pointer: str,
    value: Any,
    offset: int,
    where: tuple[int, int],
    score: float,
    note: FindingCode | None = None,
) -> Candidate:
    """A candidate of the payment finders, at a stretch of a clause that begins at the offset."""
    return candidate_at(pointer, value, (offset + where[0], offset + where[1]), score, "payment", note)
