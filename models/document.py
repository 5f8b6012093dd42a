"""Document: what a reader makes of a file: reading-order text with its pages, blocks and tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of the document text; text[start:end] is the quote."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether any character belongs to both."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block of text is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE = "table"
    HEADER = "header"  # repeated at the top of pages
    FOOTER = "footer"  # repeated at the bottom of pages, page numbers, 'Source:' lines
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that belongs together.

    Attributes:
        kind: What it is on the page.
        span: Where it stands in the text.
        level: Depth of a heading or list item as the format says it; None where it does not.
    """

    kind: BlockKind
    span: Span
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; its text is the document text at its span (empty cells have an empty span)."""

    row: int
    column: int
    span: Span
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells lie in the document text in reading order, row by row.

    In the text the cells of a row are separated by a tab and the rows by a newline; the wrapped lines of a
    cell are joined by a space, its paragraphs by a newline. A table within a cell follows the outer one in
    `Document.tables` and lies inside that cell's span.

    Attributes:
        span: From its first to its last cell.
        cells: In reading order. A table continued on the next page is one table.
    """

    span: Span
    cells: tuple[Cell, ...]

    @property
    def row_count(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        """How many columns it has."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    def grid(self) -> list[list[Cell | None]]:
        """The cells by row and column; a merged cell stands in each place it covers."""
        rows: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    rows[row][column] = cell
        return rows


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        number: From 1.
        span: Its characters.
        width: In PDF points; 0 where a format has no pages.
        height: In PDF points; 0 where a format has no pages.
        attachment: Which attachment of an email it is from, counted from 1; 0 is the file itself.
        boxes: Left, top, right and bottom in PDF points of each character by its index on the page, where
            the page was read from an image; empty where the file itself knows its characters.
    """

    number: int
    span: Span
    width: float = 0.0
    height: float = 0.0
    attachment: int = 0
    boxes: Sequence[tuple[float, float, float, float]] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text.

    Attributes:
        text: Reading order; lines end with a newline, paragraphs with two.
        media_type: What the content is, not what the name says.
        pages: In order, covering the text; a format without pages has one.
        blocks: In order, not overlapping; headers and footers are marked as such.
        tables: In order.
        ocr: Whether the text was read from images.
        notes: What a reader wants people to know (tracked changes accepted, attachments read), never
            quoting the text.
        origins: For each character of the text the index by which its page knows it, -1 for what the
            reader laid in (newlines, tabs); empty where a format has no pages.
    """

    text: str
    media_type: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    ocr: bool = False
    notes: tuple[str, ...] = ()
    origins: Sequence[int] = field(default=(), compare=False, repr=False)

    def quote(self, span: Span) -> str:
        """The text at a span, verbatim."""
        return self.text[span.start : span.end]

    def page_at(self, offset: int) -> int:
        """The number of the page that a character stands on."""
        starts = [page.span.start for page in self.pages]
        return self.pages[max(bisect_right(starts, offset) - 1, 0)].number
