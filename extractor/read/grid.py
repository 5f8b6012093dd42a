"""A table as it was found on one page, before its cells are laid into the text."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.read.values import is_value, shows_money_or_date
from extractor.read.words import Word, gather_rows, join_words
from extractor.read.writer import NOT_ON_PAGE, WrittenCell

_FEW_WORDS = 4
_SAME_EDGE = 6.0
"""Points by which the columns of a table may shift from one page to the next."""


@dataclass(slots=True)
class Grid:
    """Cells of a table on one page.

    Attributes:
        cells: With rows and columns counted from 0.
        edges: Left edges of the columns, to tell whether the next page goes on.
        top: Upper edge.
        bottom: Lower edge.
    """

    cells: list[WrittenCell]
    edges: list[float]
    top: float
    bottom: float
    words: list[Word] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    def row_texts(self, row: int) -> list[tuple[int, str]]:
        """Column and text of the cells of one row."""
        return [
            (cell.column, " ".join(cell.text.split()).casefold()) for cell in self.cells if cell.row == row
        ]

    def continues(self, above: Grid) -> bool:
        """Whether it has the columns of a table on the page before."""
        return len(self.edges) == len(above.edges) and all(
            abs(mine - other) <= _SAME_EDGE for mine, other in zip(self.edges, above.edges, strict=True)
        )

    def rows_repeated(self, above: Grid) -> int:
        """How many of its first rows only repeat the header of the table on the page before."""
        return 1 if self.row_texts(0) == above.row_texts(0) else 0


def mark_header(cells: Sequence[WrittenCell]) -> None:
    """Mark the first row as the header where it has only words and values stand below it."""
    first = [cell.text for cell in cells if cell.row == 0 and cell.text]
    below = any(is_value(cell.text) for cell in cells if cell.row > 0)
    valued = any(
        is_value(text) or (len(text.split()) <= _FEW_WORDS and shows_money_or_date(text)) for text in first
    )
    if len(first) > 1 and below and not valued and not first[0].endswith(":"):
        for cell in cells:
            cell.header = cell.row == 0


def cell_of(words: Sequence[Word], row: int, column: int, *, spans: tuple[int, int] = (1, 1)) -> WrittenCell:
    """A cell of these words, its lines joined by spaces."""
    text, origins = "", array("i")
    for line in gather_rows(words, gap=1_000.0):
        line_text, line_origins = join_words(line.words)
        if text:
            text += " "
            origins.append(NOT_ON_PAGE)
        text += line_text
        origins.extend(line_origins)
    return WrittenCell(row, column, text, origins, row_span=spans[0], column_span=spans[1])
