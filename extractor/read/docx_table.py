"""The rows and cells of a Word table as its reader sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.read.docx_inline import Remarks
from extractor.read.docx_names import W, attribute, child_value, is_on

_WIDEST = 63
"""Columns that Word allows."""
_WRAPPERS = {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo", W + "smartTag"}


@dataclass(slots=True)
class WordCell:
    """A cell and the place it covers."""

    row: int
    column: int
    element: Any
    row_span: int = 1
    column_span: int = 1
    header: bool = False


def read_rows(table: Any, remarks: Remarks) -> Iterator[list[WordCell]]:
    """Rows from top to bottom, deleted ones left out; a merged cell stands in its first row."""
    open_cells: dict[int, WordCell] = {}
    rows: list[list[WordCell]] = []
    for element in _wrapped(table, W + "tr"):
        if element.find(f"{W}trPr/{W}del") is not None:
            remarks.deletions += 1
            continue
        remarks.insertions += element.find(f"{W}trPr/{W}ins") is not None
        rows.append(_read_row(element, len(rows), open_cells))
    if rows and rows[0] and not any(cell.header for row in rows for cell in row):
        _mark_first_row(rows)
    yield from rows


def _read_row(element: Any, row: int, open_cells: dict[int, WordCell]) -> list[WordCell]:
    column = _number(child_value(element, "trPr", "gridBefore"), 0)
    header = is_on(element, "trPr", "tblHeader")
    cells = []
    for part in _wrapped(element, W + "tc"):
        if part.find(f"{W}tcPr/{W}cellDel") is not None:
            continue
        width = min(max(_number(child_value(part, "tcPr", "gridSpan"), 1), 1), max(_WIDEST - column, 1))
        above = open_cells.get(column)
        if _continues(part) and above is not None and above.row + above.row_span == row:
            above.row_span += 1
        else:
            cell = WordCell(row, column, part, column_span=width, header=header)
            cells.append(cell)
            open_cells[column] = cell
        column += width
    return cells


def _continues(part: Any) -> bool:
    merge = part.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and (attribute(merge, "val") or "continue") == "continue"


def _mark_first_row(rows: list[list[WordCell]]) -> None:
    """Take the first row for the header where all of its cells have words and none a digit."""
    texts = ["".join(text.text or "" for text in cell.element.iter(W + "t")) for cell in rows[0]]
    if len(rows) > 1 and all(text.strip() and not any(map(str.isdigit, text)) for text in texts):
        for cell in rows[0]:
            cell.header = True


def _wrapped(element: Any, tag: str, depth: int = 0) -> Iterator[Any]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS and depth < _WIDEST:
            yield from _wrapped(child, tag, depth + 1)


def _number(value: str | None, default: int) -> int:
    return min(int(value), _WIDEST) if value and value.isdecimal() else default
