"""The parts of a table: its header rows, its body, and where another table begins inside the same grid.

**Clause:** a grid 'Item | Qty | Price' with rows, then a line 'B. Labor', then 'Position | Hours | Rate'.
**Value:** two parts, the second with the heading 'B. Labor' and its own header.

Tables that stand one under the other are often read as one grid; a table that goes on over the page has no header
there, or other column widths, and takes the header of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.find.fees.columns import CellText, cell_amount, cell_percent, names_a_column

Rows = list[list[CellText | None]]
_DEEPEST = 4
_MANY = 2
_MONEY_FIGURE = re.compile(
    r"\d{1,3}(?:[,'’\u00a0]\d{2,3})*(?:[,'’\u00a0]\d{3}|\.\d{2})(?:\.\d{2})?"
)  # no row's number
_WORDY = re.compile(r"[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class TablePart:
    """One table inside a grid.

    Attributes:
        title: The line above its header inside the grid, '' where there is none.
        header: One text per column, of all its header rows.
        rows: The rows below.
    """

    title: str
    header: list[str]
    rows: Rows


def table_parts(grid: Rows) -> list[TablePart]:
    """The tables of a grid from top to bottom; rows above the first value are header."""
    cuts = [0, *_headers_inside(grid)]
    parts = []
    for start, end in zip(cuts, [*cuts[1:], len(grid)], strict=True):
        rows = grid[start:end]
        title = ""
        while len(rows) > 1 and _is_title(rows[0]):
            title, rows = _texts(rows[0])[0], rows[1:]
        depth = header_depth(rows)
        if depth is not None:
            parts.append(TablePart(title, _joined(rows[:depth], len(grid[0])), rows[depth:]))
    return parts


def header_depth(rows: Rows) -> int | None:
    """How many rows of header there are above the first row with a value; None where no row has one."""
    for index, row in enumerate(rows[: _DEEPEST + 1]):
        texts = _texts(row)
        if any(_is_stated(text) for text in texts) or (
            index
            and (
                any(cell_amount(text, bare=True) is not None for text in texts[1:])
                or any(_MONEY_FIGURE.fullmatch(text.strip()) for text in texts[:1])
            )
        ):
            return index
    return None


def _is_stated(text: str) -> bool:
    return cell_amount(text, bare=False) is not None or cell_percent(text, bare=False) is not None


def _texts(row: list[CellText | None]) -> list[str]:
    """The different texts of a row; a merged cell counts once."""
    return list(dict.fromkeys(cell.text for cell in row if cell and cell.text.strip()))


def _joined(rows: Rows, width: int) -> list[str]:
    """The header by column: a cell over several columns heads each of them; what heads all is a title."""
    kept = [row for row in rows if len(_texts(row)) > 1]
    return [
        " ".join(dict.fromkeys(cell.text for row in kept if (cell := row[column]) and cell.text.strip()))
        for column in range(width)
    ]


def _is_title(row: list[CellText | None]) -> bool:
    texts = _texts(row)
    return len(texts) == 1 and not _is_stated(texts[0]) and bool(_WORDY.search(texts[0]))


def _headers_inside(grid: Rows) -> Iterator[int]:
    """Where a new table begins: a row of column names below rows of values, with the title above it."""
    valued = False
    for index, row in enumerate(grid):
        texts = _texts(row)
        if any(_is_stated(text) for text in texts):
            valued = True
        elif (
            valued
            and len(texts) >= _MANY
            and sum(map(names_a_column, texts)) * 2 >= max(len(texts), _MANY + 1)
        ):
            valued = False
            yield index - 1 if _is_title(grid[index - 1]) else index
