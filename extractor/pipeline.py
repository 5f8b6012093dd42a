"""The walk from a file to terms: read, segment, find, resolve. Read it top to bottom."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.assist import ASKED, Endpoint, Suggestion, admit
from extractor.candidates import Candidate
from extractor.find.dates import find_contract_dates
from extractor.find.defined_dates import find_defined_dates
from extractor.find.delivery import find_acceptance, find_escalation, find_retention
from extractor.find.expense_limits import find_expense_limits
from extractor.find.expenses import find_expenses
from extractor.find.fees.lines import find_fees
from extractor.find.governing_law import find_governing_law
from extractor.find.identity import find_identity
from extractor.find.payment import find_payment
from extractor.find.signatories import find_signatories
from extractor.find.tax import find_tax
from extractor.find.term import find_term
from extractor.find.term_end import find_term_end
from extractor.read import locate_boxes, read_document
from extractor.read.cage import run_caged
from extractor.read.ocr.repair import repaired
from extractor.segment import ContractText, segment
from extractor.settle.absence import absences
from extractor.settle.checks import check_words
from extractor.settle.resolve import Resolution, resolve
from models.document import Document, Page, Span
from models.errors import AssistFailed
from models.extraction import DocumentInfo, Evidence, Extraction, Finding
from models.record import RecordTerms

_ON_PAGES = ("document", "model")
_EVERY_TERM = """STATEMENT OF WORK No. SOW-1

This Statement of Work is made as of January 5, 2026 under Agreement MSA-7 between Customer Inc., a Delaware corporation
("Customer"), and Provider LLC ("Provider").

1. Term. The initial term begins on January 5, 2026, runs for twelve (12) months and shall automatically renew for
successive periods of one (1) year unless either party gives notice at least thirty (30) days before the end of the term.

2. Fees. Customer shall pay a fixed fee of $10,000, a monthly support fee of $1,200.00 per month and $150 per hour, not to
exceed $30,000, on a time and materials basis. Fees increase by 3% each year. 50% is due upon signing and 50% upon
acceptance of each milestone.

Design: $4,000
Launch: $6,000

3. Payment. Invoices are sent monthly in arrears and are payable within thirty (30) days of receipt of the invoice. Overdue
invoices bear interest at 1.5% per month. An invoice paid within ten days is reduced by 2%, a discount for early payment.
Customer may dispute an invoice within ten (10) days. Customer shall reimburse travel expenses approved in advance, plus 5%.
Customer retains ten percent (10%) of each invoice until final acceptance.

4. Acceptance. Customer has ten (10) business days to accept or reject a deliverable, which is then deemed accepted.

5. Law. This Agreement is governed by the laws of the State of New York.

IN WITNESS WHEREOF
Customer Inc. By: ____  Date: January 5, 2026
"""
"""A contract that has every finder compile its patterns."""
FINDERS = (
    find_identity,
    find_signatories,
    find_contract_dates,
    find_defined_dates,
    find_term,
    find_governing_law,
    find_payment,
    find_expenses,
    find_expense_limits,
    find_tax,
    find_acceptance,
    find_retention,
    find_escalation,
)


def extract(
    data: bytes, filename: str, *, records: Sequence[RecordTerms] = (), assistant: Endpoint | None = None
) -> Extraction:
    """Read a file and extract its terms, in a caged child process.

    Args:
        data: The file.
        filename: Its name.
        records: CLM and CRM records of the same contract.
        assistant: A language model that may suggest values; its endpoint gets the text of the contract.

    Raises:
        DocumentError: The file cannot be read; the code says why.
    """
    passed = [record.model_dump_json() for record in records]
    suggestions: tuple[Suggestion, ...] = ()
    findings: tuple[Finding, ...] = ()
    if assistant is not None:
        suggestions, findings = _ask(assistant, run_caged(text_in_cage, data, filename).decode())
    suggested = [suggestion.model_dump_json() for suggestion in suggestions]
    made = Extraction.model_validate_json(run_caged(extract_in_cage, data, filename, passed, suggested))
    return made.model_copy(update={"findings": (*made.findings, *findings)})


def _ask(assistant: Endpoint, text: str) -> tuple[tuple[Suggestion, ...], tuple[Finding, ...]]:
    """What the assistant reads in the text; a finding where it fails, for the extraction goes on without it."""
    try:
        return assistant.suggest(text, list(ASKED)), ()
    except AssistFailed as error:
        return (), (Finding(code="model_unavailable", severity="warning", message=str(error)),)


def text_in_cage(data: bytes, filename: str) -> bytes:
    """The document's text; runs in the child."""
    return read_document(data, filename).text.encode()


def extract_in_cage(data: bytes, filename: str, records: list[str], suggested: list[str]) -> bytes:
    """The extraction as JSON, with page boxes for its evidence; runs in the child."""
    document = read_document(data, filename)
    extraction = extract_document(
        document,
        filename=filename,
        sha256=hashlib.sha256(data).hexdigest(),
        records=[RecordTerms.model_validate_json(record) for record in records],
        suggestions=[Suggestion.model_validate_json(suggestion) for suggestion in suggested],
    )
    return _with_boxes(data, document, extraction).model_dump_json().encode()


def warm_up() -> None:
    """Load what is loaded at first use; the cage calls this before it forks, so that no child need."""
    importlib.import_module("pdfplumber.table")
    extract_in_cage(_EVERY_TERM.encode(), "warm.txt", [], [])


def extract_document(
    document: Document,
    *,
    filename: str,
    sha256: str,
    records: Sequence[RecordTerms] = (),
    suggestions: Sequence[Suggestion] = (),
) -> Extraction:
    """The terms of a document already read, with evidence, absences and findings."""
    sound, repairs = repaired(document)
    contract = segment(sound)
    resolution = settle(contract, records=records)
    admit(resolution, suggestions)
    terms = resolution.terms()
    return Extraction(
        document=DocumentInfo(
            sha256=sha256,
            filename=filename,
            media_type=document.media_type,
            pages=len(document.pages),
            characters=len(document.text),
            ocr=document.ocr,
        ),
        terms=terms,
        evidence=_verbatim(document, resolution.evidence) if repairs else resolution.evidence,
        absent=absences(contract, terms, known=resolution.absent),
        findings=(
            *resolution.findings,
            *check_words(contract, terms, known=resolution.findings),
            *repairs,
            *_notes(document),
        ),
    )


def _verbatim(
    document: Document, evidence: Mapping[str, tuple[Evidence, ...]]
) -> dict[str, tuple[Evidence, ...]]:
    """The evidence with the words of the document as it was read, not as it was repaired."""
    return {
        at: tuple(
            one.model_copy(update={"quote": document.text[one.start : one.end]})
            if one.source == "document"
            else one
            for one in found
        )
        for at, found in evidence.items()
    }


def extract_records(records: Sequence[RecordTerms], *, filename: str, sha256: str) -> Extraction:
    """The terms of a contract whose records are there and whose document is not."""
    document = Document("", "application/json", (Page(1, Span(0, 0)),))
    return extract_document(document, filename=filename, sha256=sha256, records=records)


def settle(contract: ContractText, *, records: Sequence[RecordTerms] = ()) -> Resolution:
    """Every term of a contract, settled."""
    fees = find_fees(contract)
    candidates = [*find_candidates(contract), *fees.amounts]
    return resolve(contract.document, candidates, fees.lines, records=records)


def find_candidates(contract: ContractText) -> list[Candidate]:
    """What every finder but that of the fees reads in the contract."""
    read = [candidate for finder in FINDERS for candidate in finder(contract)]
    read += find_term_end(contract, read)
    return [_in_document(contract, candidate) for candidate in read]


def _in_document(contract: ContractText, candidate: Candidate) -> Candidate:
    """The candidate with its places in the document instead of the flat text."""
    support = tuple(contract.span(span.start, span.end) for span in candidate.support)
    return replace(candidate, span=contract.span(candidate.span.start, candidate.span.end), support=support)


def _notes(document: Document) -> list[Finding]:
    return [Finding(code="reading_note", severity="info", message=note) for note in document.notes]


def _with_boxes(data: bytes, document: Document, extraction: Extraction) -> Extraction:
    """The extraction with the place on the page of each quote."""
    spans = {
        Span(e.start, e.end) for found in extraction.evidence.values() for e in found if e.source in _ON_PAGES
    }
    boxes = locate_boxes(data, document, sorted(spans))

    def placed(evidence: Evidence) -> Evidence:
        on_pages = boxes.get(Span(evidence.start, evidence.end)) if evidence.source in _ON_PAGES else None
        if not on_pages:
            return evidence
        page, page_boxes = on_pages[0]
        return evidence.model_copy(update={"page": page, "boxes": page_boxes})

    evidence = {at: tuple(map(placed, found)) for at, found in extraction.evidence.items()}
    return extraction.model_copy(update={"evidence": evidence})
