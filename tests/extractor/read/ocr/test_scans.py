from __future__ import annotations

import pytest

from extractor.pipeline import extract
from extractor.read import locate_boxes, read_document
from extractor.read.ocr import engine
from extractor.read.sniff import JPEG, PNG, TIFF
from models.document import Document, Span
from models.errors import DamagedDocument, NoTextLayer
from tests.extractor.read.files import pdf_of_image, pdf_of_lines, pdf_with_scanned_annex, pdf_with_table
from tests.extractor.read.ocr.scanned import page_images, pdf_drawn, saved, scan_of

PROSE = [
    "This Statement of Work is entered into as of March 2, 2026 by Alder Point Ltd.",
    "and Juniper Freight Corp. The total fixed fee is $120,000.00, and Customer will",
    "pay each undisputed invoice within thirty (30) days after its receipt.",
    "Late amounts bear interest at 1.5% per month.",
]
ROWS = [
    ["Milestone", "Due date", "Amount"],
    ["Design approved", "March 31, 2026", "$24,000.00"],
    ["Build complete", "June 30, 2026", "$60,000.00"],
    ["Go-live", "September 30, 2026", "$36,000.00"],
    ["7", "October 31, 2026", "$9,500.00"],
]


def words(text: str) -> str:
    return " ".join(text.split())


def cells(document: Document) -> list[list[str]]:
    grid = document.tables[0].grid()
    return [[document.quote(cell.span) if cell else "" for cell in row] for row in grid]


def test_tilted_page_is_read_word_for_word() -> None:
    document = read_document(scan_of(pdf_of_lines([PROSE])), "scan.pdf")
    assert words(document.text) == words(" ".join(PROSE))
    assert document.ocr
    assert document.notes == ("pages read from images by character recognition: 1",)


def test_scan_goes_through_the_cage_to_terms() -> None:
    extraction = extract(scan_of(pdf_of_lines([PROSE])), "scan.pdf")
    assert extraction.document.ocr
    assert extraction.terms.payment is not None
    assert extraction.terms.payment.net_days == 30
    assert all(item.boxes for item in extraction.evidence["/payment/net_days"])


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_put_on_the_scanner_the_wrong_way_is_turned(turn: int) -> None:
    document = read_document(scan_of(pdf_of_lines([PROSE * 3]), turn=turn), "scan.pdf")
    assert words(document.text) == words(" ".join(PROSE * 3))


@pytest.mark.parametrize("ruled", [True, False])
def test_table_is_read_cell_by_cell(*, ruled: bool) -> None:
    document = read_document(scan_of(pdf_with_table(ROWS, ruled=ruled)), "scan.pdf")
    assert cells(document) == ROWS


def test_boxes_of_a_quote_lie_on_its_words_though_the_page_is_tilted() -> None:
    straight, slack = pdf_of_lines([PROSE]), 4
    places = []
    for data in (straight, scan_of(straight, angle=0.0), scan_of(straight, angle=1.5)):
        document = read_document(data, "a.pdf")
        at = document.text.index("$120,000.00")
        span = Span(at, at + len("$120,000.00"))
        ((page, (box,)),) = locate_boxes(data, document, [span])[span]
        assert page == 1
        places.append(box)
    x0, top, x1, bottom = places[0]
    for mine, other in zip(places[0], places[1], strict=True):
        assert abs(mine - other) < slack
    middle, height = (x0 + x1) / 2, (top + bottom) / 2
    tilted = ((places[2][0] + places[2][2]) / 2, (places[2][1] + places[2][3]) / 2)
    assert abs(tilted[0] - (middle + (height - 396) * 0.0262)) < slack
    assert abs(tilted[1] - (height - (middle - 306) * 0.0262)) < slack


@pytest.mark.parametrize("turn", [90, 270])
def test_boxes_of_a_turned_page_lie_on_the_page_as_it_is_shown(turn: int) -> None:
    data = scan_of(pdf_of_lines([PROSE * 3]), angle=0.0, turn=turn)
    document = read_document(data, "a.pdf")
    page = document.pages[0]
    at = document.text.index("Statement of Work")
    span = Span(at, at + len("Statement of Work"))
    ((_, (box, *_)),) = locate_boxes(data, document, [span])[span]
    assert (round(page.width), round(page.height)) == (792, 612)
    assert box[3] - box[1] > 3 * (box[2] - box[0])
    assert (box[0] < 100) == (turn == 90)


def test_pages_with_text_keep_it_and_those_without_are_read() -> None:
    (scan,) = page_images(pdf_of_lines([PROSE]))
    data = pdf_drawn([(["A page of text that was printed to a file."], None), ([], scan)])
    document = read_document(data, "a.pdf")
    assert "printed to a file" in document.text
    assert "Juniper Freight Corp." in document.text
    assert document.notes == ("pages read from images by character recognition: 2",)
    at = document.text.index("Juniper")
    span = Span(at, at + 7)
    assert locate_boxes(data, document, [span])[span][0][0] == 2


def test_stamp_over_a_scan_does_not_pass_for_its_text() -> None:
    (scan,) = page_images(pdf_of_lines([PROSE]))
    document = read_document(
        pdf_drawn([(["DocuSign Envelope ID: 5D3C-77F0-4A1B-90EE-1B2C3D4E5F60"], scan)]), "a.pdf"
    )
    assert "Juniper Freight Corp." in document.text


@pytest.mark.parametrize(
    ("name", "kind", "media_type"),
    [("a.png", "PNG", PNG), ("a.jpg", "JPEG", JPEG), ("a.tiff", "TIFF", TIFF)],
)
def test_image_files_are_read(name: str, kind: str, media_type: str) -> None:
    (scan,) = page_images(pdf_of_lines([PROSE]))
    document = read_document(saved([scan], kind, dpi=(200, 200)), name)
    assert document.media_type == media_type
    assert words(document.text) == words(" ".join(PROSE))
    span = Span(0, 10)
    ((_, (box,)),) = locate_boxes(b"", document, [span])[span]
    assert 60 < box[0] < 85
    assert 50 < box[1] < 80


def test_tiff_of_two_pages_has_two() -> None:
    scans = page_images(pdf_of_lines([PROSE, ["Schedule A lists the rates of each role in full."]]))
    document = read_document(saved(scans, "TIFF", dpi=(200, 200)), "a.tif")
    assert len(document.pages) == 2
    assert "rates of each role" in document.quote(document.pages[1].span)


def test_image_without_a_resolution_is_taken_for_a_page() -> None:
    (scan,) = page_images(pdf_of_lines([PROSE]), dpi=300)
    document = read_document(saved([scan], "PNG"), "a.png")
    assert words(document.text) == words(" ".join(PROSE))
    assert round(document.pages[0].width) == 612


def test_image_cut_off_is_damaged() -> None:
    (scan,) = page_images(pdf_of_lines([PROSE]))
    with pytest.raises(DamagedDocument, match="cut off or broken"):
        read_document(saved([scan], "PNG")[:5_000], "a.png")


def test_image_without_words_says_so() -> None:
    with pytest.raises(NoTextLayer, match="no words can be made out"):
        read_document(pdf_of_image(), "a.pdf")
    document = read_document(pdf_with_scanned_annex(PROSE), "a.pdf")
    assert document.notes == ("pages that are images without legible words: 2",)


def test_without_a_recogniser_the_error_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "has_package", lambda: False)
    monkeypatch.setattr(engine, "tesseract_path", lambda: None)
    with pytest.raises(NoTextLayer, match=r"install the extra `ocr`"):
        read_document(scan_of(pdf_of_lines([PROSE])), "a.pdf")
    with pytest.raises(NoTextLayer, match=r"install the extra `ocr`"):
        read_document(saved(page_images(pdf_of_lines([PROSE])), "PNG"), "a.png")
    (note,) = read_document(pdf_with_scanned_annex(PROSE), "a.pdf").notes
    assert note.startswith("pages that are images were not read: 2; install the extra `ocr`")
