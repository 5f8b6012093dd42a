from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from extractor import extract
from extractor.pipeline import extract_document
from extractor.settle.resolve import leaves
from models.document import Document, Page, Span
from models.errors import DocumentError
from models.extraction import Extraction
from models.record import RecordTerms, RecordValue

LINES = (
    "CONSULTING AGREEMENT",
    'This Agreement is made as of March 1, 2024 between Acme Corp. ("Customer")',
    'and Byte Works LLC ("Consultant").',
    "1. Term. The initial term of this Agreement is twelve (12) months.",
    "2. Payment. Invoices are due within thirty (30) days of receipt.",
    "3. Law. This Agreement is governed by the laws of the State of Ohio.",
)
SENTENCES = (
    'This Agreement is made between Acme Corp. ("Customer") and Byte LLC ("Consultant").',
    "The Effective Date is March 1, 2024.",
    "The initial term is one (1) year and renews automatically for one (1) year terms.",
    "Consultant is paid $150 per hour, invoiced monthly.",
    "Client pays a fixed fee of $12,000 upon acceptance.",
    "Invoices are due within thirty (30) days of receipt.",
    "Invoices are due within sixty (60) days of receipt.",
    "The total shall not exceed $50,000.",
    "Client shall reimburse pre-approved travel expenses.",
    "Client retains ten percent (10%) of each invoice.",
    "Governed by the laws of the State of Ohio.",
    "Late payments bear interest of 1.5% per month.",
    '(((( "" ____ 1.1.1. $ % ).',
)


def extraction_of(text: str) -> Extraction:
    document = Document(text, "text/plain", (Page(1, Span(0, len(text))),))
    return extract_document(document, filename="contract.txt", sha256="0" * 64)


def quotes_stand_in(text: str, extraction: Extraction) -> bool:
    found = [e for evidence in extraction.evidence.values() for e in evidence]
    return all(text[e.start : e.end] == e.quote and e.quote for e in found)


@pytest.fixture(scope="module")
def printed() -> Extraction:
    """The extraction of a one-page PDF, by way of the cage."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792))
    for number, line in enumerate(LINES):
        canvas.drawString(72, 720 - 30 * number, line)
    canvas.showPage()
    canvas.save()
    return extract(buffer.getvalue(), "contract.pdf")


def test_a_pdf_gives_its_terms(printed: Extraction) -> None:
    terms = printed.terms
    assert (printed.document.media_type, printed.document.pages) == ("application/pdf", 1)
    assert [(party.name, party.role) for party in terms.parties] == [
        ("Acme Corp.", "customer"),
        ("Byte Works LLC", "provider"),
    ]
    assert str(terms.effective_date) == "2024-03-01"
    assert (terms.term_months, terms.governing_law) == (12, "Ohio")
    assert terms.payment is not None
    assert (terms.payment.net_days, terms.payment.due_basis) == (30, "invoice_receipt")


def test_evidence_lies_in_boxes_on_the_page(printed: Extraction) -> None:
    (evidence,) = printed.evidence["/term_months"]
    assert (evidence.quote, evidence.page) == ("twelve (12) months", 1)
    assert evidence.boxes is not None
    ((left, top, right, bottom),) = evidence.boxes
    assert 72 < left < right < 540
    assert 792 - 630 - 14 < top < bottom < 792 - 630 + 6  # its line was drawn at 720 - 3 * 30 from below


def test_the_same_file_gives_the_same_extraction() -> None:
    data = "\n\n".join(LINES).encode()
    assert extract(data, "a.txt") == extract(data, "a.txt")


def test_a_record_reaches_through_the_cage() -> None:
    stated = RecordValue(pointer="/currency", value="EUR", origin="clm:currency", quote="EUR")
    records = [RecordTerms(system="clm", kind="clm", record_id="7", values=(stated,))]
    extraction = extract("\n\n".join(LINES).encode(), "a.txt", records=records)
    assert extraction.terms.currency == "EUR"
    assert extraction.evidence["/currency"][0].source == "record"


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(DocumentError):
        extract(b"\x00\x01\x02", "a.bin")


def test_what_the_reader_notes_is_a_finding() -> None:
    document = Document("Text.", "text/plain", (Page(1, Span(0, 5)),), notes=("2 changes are tracked",))
    extraction = extract_document(document, filename="a.txt", sha256="0" * 64)
    assert [(f.code, f.message) for f in extraction.findings] == [("reading_note", "2 changes are tracked")]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), max_size=8))
def test_every_stated_term_has_evidence_that_quotes_the_text(sentences: list[str]) -> None:
    text = "\n\n".join(sentences)
    extraction = extraction_of(text)
    stated = dict(leaves(extraction.terms.model_dump(mode="json", exclude_defaults=True), ""))
    assert set(stated) <= set(extraction.evidence)
    assert quotes_stand_in(text, extraction)


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_gives_an_extraction_that_quotes_it(text: str) -> None:
    extraction = extraction_of(text)
    assert quotes_stand_in(text, extraction)
    assert Extraction.model_validate_json(extraction.model_dump_json()) == extraction
