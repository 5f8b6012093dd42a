from __future__ import annotations

from itertools import pairwise

import pytest

from extractor.read import locate_boxes, read_document
from models.document import BlockKind, Document, Span
from tests.extractor.read.files import (
    pdf_of_lines,
    pdf_placed,
    pdf_with_scanned_annex,
    pdf_with_table,
    pdf_with_wrapped_cells,
)

SOURCE = "Source: X CORP, S-1, 1/12/2018"
PROSE = "The Customer shall pay the Provider all undisputed fees within thirty days of the invoice, and"


def rows(document: Document) -> list[list[list[str]]]:
    return [
        [["" if cell is None else document.quote(cell.span) for cell in row] for row in table.grid()]
        for table in document.tables
    ]


MILESTONES = [
    ["Milestone", "Due date", "Amount"],
    ["Design accepted", "March 1, 2025", "$10,000.00"],
    ["Build accepted", "June 30, 2025", "$25,000.00"],
    ["Go-live", "August 15, 2025", "$15,000.00"],
]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without rules"])
def test_table_is_read_row_by_row(ruled: bool) -> None:  # noqa: FBT001
    document = read_document(pdf_with_table(MILESTONES, ruled=ruled), "sow.pdf")
    assert rows(document) == [MILESTONES]
    assert "Design accepted\tMarch 1, 2025\t$10,000.00\nBuild accepted" in document.text
    assert [cell.header for cell in document.tables[0].cells[:4]] == [True, True, True, False]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without rules"])
def test_table_continued_on_the_next_page_is_one_table(ruled: bool) -> None:  # noqa: FBT001
    many = [MILESTONES[0], *[[f"Part {n} accepted", "March 1, 2025", f"${n}00.00"] for n in range(1, 61)]]
    document = read_document(pdf_with_table(many, ruled=ruled, repeat_header=True), "sow.pdf")
    assert len(document.pages) == 2
    assert rows(document) == [many]


def test_pages_cover_the_text_and_know_their_size() -> None:
    document = read_document(pdf_of_lines([["Page one."], ["Page two."]]), "sow.pdf")
    assert [page.number for page in document.pages] == [1, 2]
    assert document.pages[0].span.start == 0
    assert document.pages[-1].span.end == len(document.text)
    assert all(above.span.end == below.span.start for above, below in pairwise(document.pages))
    assert (document.pages[0].width, document.pages[0].height) == (612, 792)
    assert document.page_at(document.text.index("two")) == 2


def test_running_heads_page_numbers_and_sources_are_marked_and_kept() -> None:
    words = ["Fees", "Expenses", "Term", "Notices"]
    pages = [
        ["Consulting Agreement", f"{PROSE} {word}.", f"{word} end.", f"Page {n} of 4", SOURCE]
        for n, word in enumerate(words, start=1)
    ]
    document = read_document(pdf_of_lines(pages, top=750), "sow.pdf")
    kinds = [block.kind for block in document.blocks]
    assert kinds.count(BlockKind.HEADER) == 4
    assert document.text.count("Consulting Agreement") == 4
    footers = [document.quote(block.span) for block in document.blocks if block.kind is BlockKind.FOOTER]
    assert footers[0] == f"Page 1 of 4\n{SOURCE}"


def test_word_broken_at_a_hyphen_keeps_hyphen_and_line_break() -> None:
    document = read_document(pdf_of_lines([["The consul-", "tant shall pay."]]), "sow.pdf")
    assert document.text.strip() == "The consul-\ntant shall pay."


def test_paragraphs_are_parted_by_a_blank_line() -> None:
    lines = [f"{PROSE} so on.", "Last line.", "", f"{PROSE} so forth.", "Its last line."]
    document = read_document(pdf_of_lines([lines]), "sow.pdf")
    assert [document.quote(block.span) for block in document.blocks] == [
        f"{PROSE} so on.\nLast line.",
        f"{PROSE} so forth.\nIts last line.",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    texts = []
    for number in range(12):
        texts.append((72.0, 700.0 - 14 * number, f"left column line {number} of running text here"))
        texts.append((330.0, 700.0 - 14 * number, f"right column line {number} of running text too"))
    document = read_document(pdf_placed(texts), "sow.pdf")
    assert document.tables == ()
    assert document.text.index("left column line 11") < document.text.index("right column line 0")


def test_table_of_contents_is_no_table() -> None:
    entries = [(72.0, 700.0 - 16 * n, f"{n}. Clause number {n}") for n in range(1, 15)]
    numbers = [(500.0, 700.0 - 16 * n, str(n + 2)) for n in range(1, 15)]
    texts = [text for pair in zip(entries, numbers, strict=True) for text in pair]
    assert read_document(pdf_placed(texts), "sow.pdf").tables == ()


def test_signatures_side_by_side_are_no_table() -> None:
    left = ["By: /s/ A. Smith", "Name: A. Smith", "Title: CEO", "Date: 1/2/2025"]
    texts = [(72.0 + 250 * side, 700.0 - 16 * n, text) for n, text in enumerate(left) for side in (0, 1)]
    assert read_document(pdf_placed(texts), "sow.pdf").tables == ()


def test_list_with_hanging_numbers_is_no_table() -> None:
    texts = []
    for number in range(1, 8):
        texts.append((72.0, 700.0 - 14 * number, f"({chr(96 + number)})"))
        texts.append((120.0, 700.0 - 14 * number, f"pay $1{number},000 upon delivery of part {number}"))
    document = read_document(pdf_placed(texts), "sow.pdf")
    assert document.tables == ()
    assert "(a) pay $11,000 upon delivery of part 1" in document.text


def test_wrapped_cells_of_a_table_without_rules_are_joined() -> None:
    texts = [
        (72.0, 700.0, "Milestone"), (400.0, 700.0, "Amount"),
        (72.0, 680.0, "Design of the reporting"), (400.0, 680.0, "$10,000.00"),
        (72.0, 668.0, "module and sign-off"),
        (72.0, 648.0, "Final acceptance"), (400.0, 648.0, "$20,000.00"),
    ]  # fmt: skip
    assert rows(read_document(pdf_placed(texts), "sow.pdf")) == [
        [
            ["Milestone", "Amount"],
            ["Design of the reporting module and sign-off", "$10,000.00"],
            ["Final acceptance", "$20,000.00"],
        ]
    ]


def test_values_beside_the_last_line_of_a_wrapped_cell_belong_to_it() -> None:
    texts = [
        (72.0, 700.0, "Milestone"), (400.0, 700.0, "Amount"),
        (72.0, 680.0, "Design of the reporting"),
        (72.0, 668.0, "module and sign-off"), (400.0, 668.0, "$10,000.00"),
        (72.0, 648.0, "Acceptance of the"),
        (72.0, 636.0, "final system"), (400.0, 636.0, "$20,000.00"),
    ]  # fmt: skip
    assert rows(read_document(pdf_placed(texts), "sow.pdf")) == [
        [
            ["Milestone", "Amount"],
            ["Design of the reporting module and sign-off", "$10,000.00"],
            ["Acceptance of the final system", "$20,000.00"],
        ]
    ]


def test_values_at_the_middle_of_a_wrapped_cell_belong_to_it() -> None:
    texts = [
        (72.0, 700.0, "Milestone"), (400.0, 700.0, "Amount"),
        (72.0, 676.0, "Design of the reporting"), (400.0, 670.0, "$10,000.00"),
        (72.0, 664.0, "module and sign-off"),
        (72.0, 640.0, "Acceptance of the"), (400.0, 634.0, "$20,000.00"),
        (72.0, 628.0, "final system"),
    ]  # fmt: skip
    assert rows(read_document(pdf_placed(texts), "sow.pdf")) == [
        [
            ["Milestone", "Amount"],
            ["Design of the reporting module and sign-off", "$10,000.00"],
            ["Acceptance of the final system", "$20,000.00"],
        ]
    ]


@pytest.mark.parametrize("align", ["TOP", "MIDDLE", "BOTTOM"])
@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without rules"])
def test_wrapped_cells_are_joined_however_they_are_aligned(ruled: bool, align: str) -> None:  # noqa: FBT001
    table = [
        ["Milestone", "Deliverable", "Due date", "Amount"],
        ["M1", "Report on the discovery phase with a plan for the migration", "March 1, 2025", "$10,000.00"],
        ["M2", "Go-live", "June 28, 2025", "$25,000.00"],
        ["M3", "Acceptance of the final system after a review", "July 31, 2025", "$15,000.00"],
    ]
    document = read_document(pdf_with_wrapped_cells(table, ruled=ruled, align=align), "sow.pdf")
    assert rows(document) == [table]


def test_rows_of_a_table_on_many_pages_are_no_running_heads() -> None:
    many = [MILESTONES[0], *[[f"Part {n} accepted", "March 1, 2025", f"${n}00.00"] for n in range(1, 161)]]
    document = read_document(pdf_with_table(many, ruled=True, repeat_header=True), "sow.pdf")
    assert len(document.pages) >= 4
    assert rows(document) == [many]


def test_scanned_annex_is_noted() -> None:
    document = read_document(pdf_with_scanned_annex([f"{PROSE} so on."]), "sow.pdf")
    assert document.notes == ("pages that are images without legible words: 2",)


def test_every_character_knows_its_place_on_the_page() -> None:
    document = read_document(pdf_with_table(MILESTONES, ruled=True), "sow.pdf")
    assert len(document.origins) == len(document.text)
    laid_in = {char for char, origin in zip(document.text, document.origins, strict=True) if origin < 0}
    assert laid_in <= {"\n", "\t", " "}


def test_quote_is_located_with_one_box_a_line() -> None:
    data = pdf_of_lines([["First page."], [f"{PROSE}", "the fee is USD 50,000 in total."]])
    document = read_document(data, "sow.pdf")
    start = document.text.index("invoice, and")
    span = Span(start, document.text.index("50,000") + len("50,000"))
    ((page, boxes),) = locate_boxes(data, document, [span])[span]
    assert page == 2
    assert len(boxes) == 2
    # lines stand 720 and 706 points above the lower edge of a page of 792 points
    assert boxes[0][1] < 792 - 720 < boxes[0][3]
    assert boxes[1][1] < 792 - 706 < boxes[1][3]
    assert boxes[1][0] == pytest.approx(72, abs=2)


@pytest.mark.parametrize(
    ("rotation", "expected"), [(0, (100, 292)), (90, (500, 100)), (180, (512, 500)), (270, (112, 692))]
)
def test_boxes_are_those_of_the_page_as_shown(rotation: int, expected: tuple[int, int]) -> None:
    # 612 points wide and 792 high; on its side 792 wide and 612 high
    data = pdf_placed([(100, 500, "Fee")], rotation=rotation)
    document = read_document(data, "sow.pdf")
    span = Span(0, 1)
    ((_, (box,)),) = locate_boxes(data, document, [span])[span]
    nearest = (
        min(box[0::2], key=lambda x: abs(x - expected[0])),
        min(box[1::2], key=lambda y: abs(y - expected[1])),
    )
    assert nearest == pytest.approx(expected, abs=3)


def test_text_laid_in_by_the_reader_has_no_box() -> None:
    data = pdf_of_lines([["First."], ["Second."]])
    document = read_document(data, "sow.pdf")
    span = Span(document.pages[0].span.end - 2, document.pages[0].span.end)
    assert locate_boxes(data, document, [span]) == {span: ()}
