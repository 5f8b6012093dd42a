"""Lays blocks, tables and pages one after the other into the text of a Document."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractor.read.encoding import plain_spaces
from extractor.read.limits import CHARACTERS
from models.document import Block, BlockKind, Cell, Document, Page, Span, Table
from models.errors import DocumentTooLarge, EmptyDocument
from models.extraction import Box

NOT_ON_PAGE = -1


@dataclass(slots=True)
class WrittenCell:
    """What a reader found in one cell.

    Attributes:
        text: Without surrounding white space.
        origins: Index on the page of each character; empty where there are no pages.
        tables: Tables within the cell, their spans counted from the start of the cell's text.
    """

    row: int
    column: int
    text: str
    origins: Sequence[int] = ()
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    tables: tuple[Table, ...] = ()


@dataclass(slots=True)
class Writer:
    """Collects the text of a document and where its pages, blocks and tables stand.

    Attributes:
        has_origins: Whether characters are traced to their pages.
        limit: Characters allowed.
    """

    has_origins: bool = False
    limit: int = CHARACTERS
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _origins: array[int] = field(default_factory=lambda: array("i"))
    _page_start: int = 0

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)

    def write(self, text: str, origins: Iterable[int] = ()) -> Span:
        """Append text, its spaces made plain; characters without origins are laid in."""
        text = plain_spaces(text)
        start = self.length
        self.length += len(text)
        if self.length > self.limit:
            raise DocumentTooLarge(
                f"The document has more than {self.limit:,} characters of text; split it and send the parts."
            )
        self._parts.append(text)
        if self.has_origins:
            self._origins.extend(origins)
            self._origins.extend([NOT_ON_PAGE] * (self.length - len(self._origins)))
        return Span(start, self.length)

    def separate(self, mark: str = "\n\n") -> None:
        """End what was written with a blank line, once."""
        if self.length and not (self._parts[-1] == mark or self.length == self._page_start):
            self.write(mark)

    def block(
        self, kind: BlockKind, text: str, *, origins: Iterable[int] = (), level: int | None = None
    ) -> Span:
        """Append one block, set apart by blank lines."""
        self.separate()
        span = self.write(text, origins)
        self.blocks.append(Block(kind, span, level))
        return span

    def table(self, cells: Sequence[WrittenCell]) -> None:
        """Append a table as one block, row by row."""
        self.separate()
        at = len(self.tables)
        table = self.lay_cells(cells)
        self.tables.insert(at, table)
        self.blocks.append(Block(BlockKind.TABLE, table.span))

    def continue_table(self, cells: Sequence[WrittenCell], *, first_row: int, header_rows: int) -> None:
        """Append the rows of a table that goes on; repeated header rows stand in the text only.

        Args:
            cells: With rows counted from 0 on this page.
            first_row: The row that the first new one is.
            header_rows: How many of the first rows repeat the header.
        """
        self.separate()
        part = self.lay_cells(cells)
        self.blocks.append(Block(BlockKind.TABLE, part.span))
        moved = tuple(
            replace(cell, row=cell.row + first_row - header_rows, header=False)
            for cell in part.cells
            if cell.row >= header_rows
        )
        whole = self.tables[-1]
        self.tables[-1] = Table(Span(whole.span.start, part.span.end), (*whole.cells, *moved))
        for cell in cells:
            cell.row += first_row - header_rows

    def lay_cells(self, cells: Sequence[WrittenCell]) -> Table:
        """Append cells in reading order: a tab between cells of a row, a newline between rows."""
        start, previous, laid = self.length, None, []
        for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
            if previous is not None:
                self.write("\t" if cell.row == previous.row else "\n")
            span = self.write(cell.text, cell.origins)
            laid.append(
                Cell(cell.row, cell.column, span, cell.row_span, cell.column_span, header=cell.header)
            )
            self.tables.extend(shift_table(table, span.start) for table in cell.tables)
            previous = cell
        return Table(Span(start, self.length), tuple(laid))

    def end_page(
        self, width: float = 0.0, height: float = 0.0, *, attachment: int = 0, boxes: Sequence[Box] = ()
    ) -> None:
        """Close the page that was being written; the next block starts a new one.

        Args:
            width: In points; 0 where the format has no pages.
            height: In points.
            attachment: Of an email, counted from 1; 0 is the file itself.
            boxes: Of its characters by their index, where it was read from an image.
        """
        self.separate()
        span = Span(self._page_start, self.length)
        self.pages.append(Page(len(self.pages) + 1, span, width, height, attachment, boxes))
        self._page_start = self.length

    def append(self, other: Writer, *, attachment: int) -> None:
        """Append all that another writer holds, as pages of an attachment."""
        self.separate()
        by = self.length
        self.write(other.text, other.origins)
        self.blocks.extend(Block(block.kind, shift(block.span, by), block.level) for block in other.blocks)
        self.tables.extend(shift_table(table, by) for table in other.tables)
        for page in other.pages:
            span = shift(page.span, by)
            self.pages.append(
                Page(len(self.pages) + 1, span, page.width, page.height, attachment, page.boxes)
            )
        self._page_start = self.length
        for note in other.notes:
            self.note(f"attachment {attachment}: {note}")

    @property
    def origins(self) -> Sequence[int]:
        """For each character written its index on its page."""
        return self._origins

    def note(self, note: str) -> None:
        """Keep a remark on how the document was read, once."""
        if note not in self.notes:
            self.notes.append(note)

    def document(self, media_type: str) -> Document:
        """What was written, as a Document.

        Raises:
            EmptyDocument: Nothing but white space was written.
        """
        if self.length > self._page_start or not self.pages:
            self.end_page()
        text = self.text
        if not text.strip():
            raise EmptyDocument("There are no words in the document; check that the right file was sent.")
        return Document(
            text=text,
            media_type=media_type,
            pages=tuple(self.pages),
            blocks=tuple(self.blocks),
            tables=tuple(self.tables),
            notes=tuple(self.notes),
            origins=self._origins if self.has_origins else (),
            ocr=any(page.boxes for page in self.pages),
        )


def shift_table(table: Table, by: int) -> Table:
    """The table as it stands where its text begins `by` characters later."""
    cells = tuple(
        Cell(cell.row, cell.column, shift(cell.span, by), cell.row_span, cell.column_span, header=cell.header)
        for cell in table.cells
    )
    return Table(shift(table.span, by), cells)


def shift(span: Span, by: int) -> Span:
    """The span `by` characters later."""
    return Span(span.start + by, span.end + by)
