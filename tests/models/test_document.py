from __future__ import annotations

from models.document import Cell, Document, Page, Span, Table

#            0123456789
DOCUMENT = Document(
    "one\ntwo\nend",
    "text/plain",
    (Page(1, Span(0, 4)), Page(2, Span(4, 11))),
)


def test_a_span_quotes_the_text_verbatim() -> None:
    assert DOCUMENT.quote(Span(4, 7)) == "two"
    assert len(Span(4, 7)) == 3


def test_spans_overlap_where_they_share_a_character() -> None:
    assert Span(0, 4).overlaps(Span(3, 5))
    assert not Span(0, 4).overlaps(Span(4, 5))


def test_a_character_stands_on_its_page() -> None:
    assert [DOCUMENT.page_at(offset) for offset in (0, 3, 4, 10)] == [1, 1, 2, 2]
    assert Document("", "text/plain", (Page(7, Span(1, 1)),)).page_at(0) == 7


def test_a_merged_cell_stands_in_each_place_it_covers() -> None:
    wide = Cell(0, 0, Span(0, 3), column_span=2)
    low = Cell(1, 0, Span(4, 7))
    table = Table(Span(0, 7), (wide, low))
    assert (table.row_count, table.column_count) == (2, 2)
    assert table.grid() == [[wide, wide], [low, None]]
    assert Table(Span(0, 0), ()).grid() == []
