"""What extraction gives: the terms, and beside them the evidence, the absences and the findings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.finding_kind import FindingCode, Severity
from models.problem import Problem
from models.shape import Shape
from models.terms import Terms

Absence = Literal["silent", "not_found", "conflicting", "not_applicable", "inherited"]
Source = Literal["document", "record", "human", "model"]
Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in PDF points, origin at the top left of the page."""


class DocumentInfo(Shape):
    """The file that was read."""

    sha256: str
    filename: str
    media_type: str
    pages: int
    characters: int
    ocr: bool = False


class Evidence(Shape):
    """The words that a value rests on.

    `quote` is the document's reading-order text from `start` to `end`, verbatim. For a value from a record,
    `quote` is the record's own value, `start` and `end` are 0 and `origin` names the system and the field.
    """

    page: int | None
    start: int
    end: int
    quote: str
    boxes: tuple[Box, ...] | None = None
    confidence: Annotated[float, Field(ge=0, le=1)]
    source: Source = "document"
    origin: str | None = None


class Finding(Shape):
    """A doubt that a person should look at.

    `code` is one of the registry in models/findings.py (docs/findings.md). `pointers` name the terms in
    question, `quotes` the places in the document.
    """

    code: FindingCode
    severity: Severity
    message: str
    pointers: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


class Extraction(Shape):
    """The result for one file, or for a file with the records and documents that go with it."""

    document: DocumentInfo
    terms: Terms
    evidence: dict[str, tuple[Evidence, ...]]
    absent: dict[str, Absence]
    findings: tuple[Finding, ...] = ()


class Refusal(Shape):
    """What stands in place of a result for a file that cannot be read."""

    document: DocumentInfo | None = None
    filename: str
    error: Problem
