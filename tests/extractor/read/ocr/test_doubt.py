from __future__ import annotations

import codecs

import pytest

from extractor.read import read_document
from extractor.read.ocr import engine
from extractor.read.ocr.doubt import is_better, is_doubtful
from tests.extractor.read.files import pdf_of_lines
from tests.extractor.read.ocr.scanned import page_images, pdf_drawn

CLAUSES = [
    "The Provider shall perform the Services described in this Statement of Work for the Customer.",
    "The Customer will pay a fixed fee of $42,000.00 within thirty (30) days of the receipt of each invoice.",
    "Either party may end this Agreement upon sixty (60) days notice in writing to the other party.",
    "All work product that is made under this Agreement belongs to the Customer when it has been paid.",
    "This Agreement is governed by the laws of the State of Delaware and binds the parties to it.",
]
TEXT = "\n".join(CLAUSES)
SHIFTED = codecs.encode(TEXT, "rot13")
PRIVATE = "".join(chr(0xE000 + ord(char)) if char.isalpha() else char for char in TEXT)
MOJIBAKE = "The fee \u00e2\u20ac\u0153is\u00e2\u20ac\u009d due \u00c2\u00a7 " * 30
POOR = TEXT.replace("e", "c~").replace("h", "l1").replace("t", "+")
NAMES = "Ahlgren Bexley Corwin Dunmore Eastcott Farrow Gresham Hadley Inskip Jarrow\n" * 6


@pytest.mark.parametrize("text", [SHIFTED, PRIVATE, MOJIBAKE], ids=["shifted", "private", "mojibake"])
def test_garbled_layer_is_doubtful(text: str) -> None:
    assert is_doubtful(text, lambda: False)
    assert is_better(TEXT, text)


def test_poorly_recognised_layer_is_doubtful_over_a_scan_only() -> None:
    assert is_doubtful(POOR, lambda: True)
    assert is_better(TEXT, POOR)


@pytest.mark.parametrize("text", [TEXT, "$1,200.00 " * 100, "Fee"], ids=["prose", "figures", "short"])
def test_sound_layer_is_not_doubtful(text: str) -> None:
    assert not is_doubtful(text, lambda: True)


def test_reading_that_makes_no_more_sense_does_not_replace_the_layer() -> None:
    assert is_doubtful(NAMES, lambda: False)
    assert not is_better(NAMES, NAMES)


def test_garbled_layer_is_dropped_and_the_page_read_from_its_image() -> None:
    (scan,) = page_images(pdf_of_lines([CLAUSES]), angle=0.0)
    data = pdf_drawn([(SHIFTED.splitlines(), scan)], hidden=True)
    document = read_document(data, "a.pdf")
    assert "governed by the laws of the State of Delaware" in document.text
    assert "Cebivqre" not in document.text
    assert document.notes == (
        "the text layer does not say what the page shows; it was dropped and the page read from its image by "
        "character recognition: 1",
    )


def test_sound_layer_over_a_scan_is_kept() -> None:
    (scan,) = page_images(pdf_of_lines([CLAUSES]), angle=0.0)
    document = read_document(pdf_drawn([(CLAUSES, scan)], hidden=True), "a.pdf")
    assert not document.ocr
    assert document.notes == ()


def test_doubt_is_noted_where_nothing_can_read_the_image(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "has_package", lambda: False)
    monkeypatch.setattr(engine, "tesseract_path", lambda: None)
    (scan,) = page_images(pdf_of_lines([CLAUSES]), angle=0.0)
    (note,) = read_document(pdf_drawn([(SHIFTED.splitlines(), scan)], hidden=True), "a.pdf").notes
    assert note.startswith("the text layer hardly says what the page shows: 1")
