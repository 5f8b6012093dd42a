from __future__ import annotations

from extractor.read import read_document
from models.document import BlockKind, Document


def read(body: str) -> Document:
    return read_document(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "sow.html")


def test_blocks_come_in_order_with_their_kinds() -> None:
    document = read(
        "<h2>Fees</h2><p>The <b>fee</b> is &pound;5<br>net.</p><ol><li>Design<li>Build</ol><ul><li>Test</ul>"
    )
    assert [(block.kind, block.level, document.quote(block.span)) for block in document.blocks] == [
        (BlockKind.HEADING, 2, "Fees"),
        (BlockKind.PARAGRAPH, None, "The fee is £5\nnet."),
        (BlockKind.LIST_ITEM, None, "1. Design"),
        (BlockKind.LIST_ITEM, None, "2. Build"),
        (BlockKind.LIST_ITEM, None, "• Test"),
    ]


def test_scripts_and_styles_are_dropped() -> None:
    document = read("<script>alert(1)</script><style>p{}</style><p>Fees</p><noscript>no</noscript>")
    assert document.text.strip() == "Fees"


def test_hidden_text_is_dropped_and_noted() -> None:
    document = read(
        "<p>Fee $5</p><p style='display: none'>Fee $9</p><span hidden>x</span><p style='font-size:0'>y</p>"
    )
    assert document.text.strip() == "Fee $5"
    assert document.notes == ("hidden text was left out: 8 characters",)


def test_table_cells_cover_their_rows_and_columns() -> None:
    document = read(
        "<table><tr><th>Part<th colspan=2>Amounts</tr><tr><td rowspan=2>Design<td>$1<td>$2</tr>"
        "<tr><td>$3<td>$4</tr></table>"
    )
    grid = document.tables[0].grid()
    assert [["" if cell is None else document.quote(cell.span) for cell in row] for row in grid] == [
        ["Part", "Amounts", "Amounts"],
        ["Design", "$1", "$2"],
        ["Design", "$3", "$4"],
    ]
    assert [cell.header for cell in document.tables[0].cells] == [
        True,
        True,
        False,
        False,
        False,
        False,
        False,
    ]


def test_spans_without_end_are_cut_to_the_table() -> None:
    document = read("<table><tr><td rowspan=999999999>a<td colspan=999999999>$1</tr><tr><td>$2</tr></table>")
    assert document.tables[0].row_count == 2
    assert document.tables[0].column_count <= 101


def test_table_that_frames_the_page_is_read_as_text() -> None:
    document = read("<table><tr><td><p>The fee is $5.</p><p>Net 30.</p></td></tr></table>")
    assert document.tables == ()
    assert document.text.strip() == "The fee is $5.\n\nNet 30."


def test_windows_encoding_without_declaration_is_read() -> None:
    document = read_document("<html><body><p>Fee £5</p></body></html>".encode("cp1252"), "sow.htm")
    assert document.text.strip() == "Fee £5"
