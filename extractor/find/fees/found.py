"""What the fee finders hand on: contract lines, each value with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from models.document import Span
from models.finding_kind import FindingCode

LineNote = tuple[FindingCode, str]
"""What does not add up in a line: the code of a finding and a sentence."""


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A contract line as found.

    Attributes:
        values: The line by the fields of `models.terms.Line`, as JSON.
        evidence: By pointer relative to the line ('/milestones/0/amount'), for every value that is not None.
        score: How sure the finder is, from 0 to 1.
        notes: What does not add up, each the code of a finding and a sentence.
        year: The year of the contract, from 1, that a fee is for where only its number is stated.
    """

    values: dict[str, Any]
    evidence: dict[str, tuple[Span, ...]]
    score: float
    notes: tuple[LineNote, ...] = field(default=())
    year: int | None = None
