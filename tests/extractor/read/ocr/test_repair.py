from __future__ import annotations

import pytest

from extractor.pipeline import extract_document
from extractor.read.ocr.repair import repaired
from models.document import Cell, Document, Page, Span, Table


def document_of(text: str) -> Document:
    return Document(text, "text/plain", (Page(1, Span(0, len(text))),))


def document_of_table(rows: list[list[str]]) -> Document:
    text, cells = "", []
    for row, texts in enumerate(rows):
        for column, cell in enumerate(texts):
            start = len(text) + (column > 0)
            text += ("\t" if column else "") + cell
            cells.append(Cell(row, column, Span(start, len(text)), header=row == 0))
        text += "\n"
    whole = Span(0, len(text) - 1)
    return Document(text, "text/plain", (Page(1, Span(0, len(text))),), tables=(Table(whole, tuple(cells)),))


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("pay within thirty (3O) days of receipt", "(30)"),
        ("a discount of fifty percent (500/0) applies", "(50%  )"),
        ("interest at 1.50/0 per month", "1.5%   per month"),
        ("twelve thousand dollars (S12,000.00) in all", "($12,000.00)"),
        ("a fee of $48.000.00; the fee of $48,000.00 is due", "of $48,000.00; the fee"),
        ("from March 3l, 2026 on", "March 31, 2026"),
    ],
)
def test_slip_that_the_words_confirm_is_repaired(text: str, becomes: str) -> None:
    document = document_of(text)
    sound, findings = repaired(document)
    assert becomes in sound.text
    assert len(sound.text) == len(text)
    assert [finding.code for finding in findings] == ["reading_repaired"]


@pytest.mark.parametrize(
    "text",
    [
        "pay within forty (3O) days of receipt",
        "a fee of S12,000.00 in all",
        "paid on 5/10/2026 or 10/0 of them",
        "from March 3l on",
        "the total of $48,000.00 and the S3 storage",
        "Item l of the list",
    ],
)
def test_what_nothing_confirms_stays(text: str) -> None:
    document = document_of(text)
    assert repaired(document) == (document, ())


def test_table_that_adds_up_once_repaired_is_repaired() -> None:
    document = document_of_table(
        [["Part", "Amount"], ["One", "S24,000.00"], ["Two", "$6O,000.00"], ["Total", "$84,000.00"]]
    )
    sound, findings = repaired(document)
    assert "$24,000.00" in sound.text
    assert "$60,000.00" in sound.text
    assert all("adds up to its total" in finding.message for finding in findings)


def test_table_that_does_not_add_up_is_left() -> None:
    document = document_of_table(
        [["Part", "Amount"], ["One", "S24,000.00"], ["Two", "$60,000.00"], ["Total", "$85,000.00"]]
    )
    assert repaired(document) == (document, ())


def test_percentages_that_make_a_hundred_are_repaired() -> None:
    document = document_of_table([["On", "Share"], ["Signature", "400/0"], ["Delivery", "60%"]])
    assert "40%" in repaired(document)[0].text


def test_amount_that_is_the_product_of_its_row_is_repaired() -> None:
    document = document_of_table(
        [["Role", "Hours", "Rate", "Amount"], ["Analyst", "12O", "$150.00", "$18,000.00"]]
    )
    sound, (finding,) = repaired(document)
    assert "120" in sound.text
    assert "quantity times rate" in finding.message


def test_labels_that_count_up_are_repaired() -> None:
    document = document_of_table([["No", "Name"], ["MI", "One"], ["M2", "Two"], ["M3", "Three"]])
    assert "M1\tOne" in repaired(document)[0].text
    other = document_of_table([["No", "Name"], ["MI", "One"], ["M7", "Two"], ["M9", "Three"]])
    assert repaired(other) == (other, ())


def test_quote_is_what_was_read() -> None:
    text = "Customer shall pay each invoice within thirty (3O) days after its receipt."
    made = extract_document(document_of(text), filename="a.txt", sha256="0" * 64)
    assert made.terms.payment is not None
    assert made.terms.payment.net_days == 30
    (evidence, *_) = made.evidence["/payment/net_days"]
    assert evidence.quote == text[evidence.start : evidence.end]
    assert "reading_repaired" in [finding.code for finding in made.findings]
