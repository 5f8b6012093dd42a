"""Read a contract: a file or records to terms with evidence, checked by the arithmetic of the terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from extractor import extract, extract_records
from extractor.assist import Endpoint
from models.errors import DocumentError
from models.extraction import Extraction, Finding
from models.problem import Problem, problem_of
from models.record import RecordTerms
from rules import check_terms

QUOTES = 4
"""Words shown of one finding; its pointers open the rest."""


def read(
    data: bytes, filename: str, *, records: Sequence[RecordTerms] = (), assistant: Endpoint | None = None
) -> Extraction:
    """The extraction of a file, with what the arithmetic of its terms raises.

    Raises:
        DocumentError: The file cannot be read; the code says why.
    """
    return with_checks(extract(data, filename, records=records, assistant=assistant))


def read_records(records: Sequence[RecordTerms], *, filename: str, data: bytes) -> Extraction:
    """The same of a contract whose CLM or CRM records are there and whose document is not."""
    return with_checks(extract_records(records, filename=filename, sha256=sha256(data).hexdigest()))


def read_outcome(data: bytes, filename: str, *, records: Sequence[RecordTerms] = ()) -> Extraction | Problem:
    """The extraction, or the problem of a file that cannot be read."""
    try:
        return read(data, filename, records=records)
    except DocumentError as error:
        return problem_of(error)


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
