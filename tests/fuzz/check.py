"""What must hold for every input: a result whose quotes are verbatim, or one of our own errors, and in time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from extractor.pipeline import extract_document
from extractor.pipeline import warm_up as warm_up_extraction
from extractor.read import read_document
from extractor.read.boxes import locate_boxes
from extractor.read.cage import run_caged
from extractor.read.limits import Limits
from models.document import Document, Span
from models.errors import DocumentError, EngrossError, ReadingLimitExceeded
from models.extraction import Extraction
from tests.fuzz.inputs import fuzz_input

LIMITS = Limits(cpu_seconds=20)
READ, REFUSED, FAILED = "read", "refused", "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input."""

    number: int
    kind: str
    result: str
    reason: str = ""


def check_input(number: int, seed: int = 1) -> Outcome:
    """Extract one input in the cage."""
    data, filename = fuzz_input(number, seed=seed)
    kind = filename.rpartition(".")[2]
    try:
        run_caged(check_in_cage, data, filename, limits=LIMITS)
    except ReadingLimitExceeded as error:
        return Outcome(number, kind, FAILED, f"limit: {error}")
    except DocumentError as error:
        return Outcome(number, kind, REFUSED, error.code)
    except (EngrossError, RuntimeError) as error:
        return Outcome(number, kind, FAILED, str(error))
    return Outcome(number, kind, READ)


def check_batch(first: int, count: int, seed: int = 1) -> list[Outcome]:
    """As check_input, all in one child; one by one where that child does not come to the end."""
    inputs = [fuzz_input(number, seed=seed) for number in range(first, first + count)]
    try:
        found = json.loads(run_caged(batch_in_cage, inputs, limits=LIMITS))
    except (EngrossError, RuntimeError):
        return [check_input(number, seed) for number in range(first, first + count)]
    return [
        Outcome(first + place, filename.rpartition(".")[2], result, reason)
        for place, ((_, filename), (result, reason)) in enumerate(zip(inputs, found, strict=True))
    ]


def batch_in_cage(inputs: list[tuple[bytes, str]]) -> bytes:
    """What becomes of each input; runs in the child, which an exception that is not ours ends."""
    found = []
    for data, filename in inputs:
        try:
            check_in_cage(data, filename)
        except DocumentError as error:
            found.append((REFUSED, error.code))
        else:
            found.append((READ, ""))
    return json.dumps(found).encode()


def check_in_cage(data: bytes, filename: str) -> bytes:
    """Read, extract and compare; runs in the child, where a broken promise is an exception."""
    document = read_document(data, filename)
    check_document(document)
    digest = hashlib.sha256(data).hexdigest()
    extraction = extract_document(document, filename=filename, sha256=digest)
    check_extraction(document, extraction)
    found = [one for items in extraction.evidence.values() for one in items if one.source == "document"]
    locate_boxes(data, document, sorted({Span(one.start, one.end) for one in found}))
    return b"read"


def warm_up() -> None:
    """For the cage: load the extractor once, not in every child."""
    warm_up_extraction()


def check_document(document: Document) -> None:
    """Pages and blocks lie in the text, in order."""
    place = 0
    for page in document.pages:
        if not place <= page.span.start <= page.span.end <= len(document.text):
            raise AssertionError(f"page {page.number} is not where it should be")
        place = page.span.end
    for block in document.blocks:
        if not 0 <= block.span.start <= block.span.end <= len(document.text):
            raise AssertionError("a block is outside the text")


def check_extraction(document: Document, extraction: Extraction) -> None:
    """Every quote is the text's, and the result survives being written and read."""
    for pointer, items in extraction.evidence.items():
        for one in items:
            if one.source == "document" and document.text[one.start : one.end] != one.quote:
                raise AssertionError(f"the quote of {pointer} is not the text's")
    if Extraction.model_validate_json(extraction.model_dump_json()) != extraction:
        raise AssertionError("the result is another one after it was written and read")
