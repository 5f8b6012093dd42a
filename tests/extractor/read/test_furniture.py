from __future__ import annotations

from extractor.read.furniture import mark_furniture
from extractor.read.lines import TextLine
from models.document import BlockKind

HEIGHT = 800.0


def page(*lines: tuple[str, float]) -> list[TextLine]:
    return [TextLine(text, (), 72.0, top, 300.0, top + 10) for text, top in lines]


def marks(pages: list[list[TextLine]]) -> list[list[BlockKind | None]]:
    mark_furniture(pages, [HEIGHT] * len(pages))
    return [[line.furniture for line in lines] for lines in pages]


def test_head_that_repeats_in_the_margin_is_marked() -> None:
    pages = [page(("Consulting Agreement", 40.0), (f"Clause {word} says", 90.0)) for word in "abc"]
    assert marks(pages) == [[BlockKind.HEADER, None]] * 3


def test_table_header_that_repeats_below_the_margin_is_not_marked() -> None:
    pages = [page(("Milestone Amount", 90.0), (f"Part {word} $5", 110.0)) for word in "abc"]
    assert marks(pages) == [[None, None]] * 3


def test_foot_whose_number_counts_with_the_pages_is_marked() -> None:
    pages = [page((f"Fees of {n * n} parts", 300.0), (f"SOW No. 7 - {n + 4}", 400.0)) for n in range(1, 5)]
    assert marks(pages) == [[None, BlockKind.FOOTER]] * 4


def test_rows_whose_numbers_do_not_count_with_the_pages_are_not_marked() -> None:
    pages = [page(("Fees of the parts", 90.0), (f"Part {n * n} costs {n * 7}", 400.0)) for n in range(1, 5)]
    assert [lines[1] for lines in marks(pages)] == [None] * 4


def test_page_number_is_marked_at_the_edge_only() -> None:
    assert marks([page(("12", 400.0), ("Page 3 of 9", 770.0))]) == [[None, BlockKind.FOOTER]]


def test_source_line_at_the_foot_is_marked_on_a_single_page() -> None:
    assert marks([page(("Fees.", 300.0), ("Source: X CORP, S-1, 1/12/2018", 500.0))]) == [
        [None, BlockKind.FOOTER]
    ]
