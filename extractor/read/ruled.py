"""Finds ruled tables: pdfplumber's finder over the lines and rectangles that pdfium sees."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from extractor.read.glyphs import Glyphs
from extractor.read.grid import Grid, cell_of, mark_header
from extractor.read.words import Word
from models.extraction import Box

_THIN = 3.0
"""A rectangle this thin, in points, is drawn to be a line."""
_SHORTEST = 4.0
_MOST_EDGES = 2_000
"""More are a drawing; the finder would take minutes over it."""
_MOST_SEGMENTS = 20_000
_LONGEST_CELL = 120
"""Words; a frame around running text is no table."""


@dataclass(slots=True)
class _Canvas:
    """What the finder needs of a page."""

    edges: list[dict[str, Any]]
    bbox: Box


def find_ruled(
    words: Sequence[Word], edges: list[dict[str, Any]], *, size: tuple[float, float]
) -> Iterator[Grid]:
    """Ruled tables of a page of this width and height, from top to bottom."""
    from pdfplumber.table import TableFinder  # noqa: PLC0415 - slow to import, and most pages have no rules

    finder = TableFinder(_Canvas(edges, (0.0, 0.0, *size)))  # type: ignore[arg-type]
    for table in sorted(finder.tables, key=lambda table: (table.bbox[1], table.bbox[0])):
        grid = _grid([cell for cell in table.cells if cell is not None], words)
        if grid is not None:
            yield grid


def shows_grid(edges: Sequence[dict[str, Any]]) -> bool:
    """Whether lines across and lines down are enough for a table of two columns and two rows."""
    across = sum(edge["orientation"] == "h" for edge in edges)
    return across >= 3 and len(edges) - across >= 3 and len(edges) <= _MOST_EDGES


def page_edges(glyphs: Glyphs) -> list[dict[str, Any]]:
    """Straight lines across and down that the page draws, thin rectangles among them."""
    edges: list[dict[str, Any]] = []
    for left, top, right, bottom in _strokes(glyphs):
        edges.extend(_edges_of(left, top, right, bottom))
        if len(edges) > _MOST_EDGES:
            break
    return edges


def _edges_of(left: float, top: float, right: float, bottom: float) -> Iterator[dict[str, Any]]:
    wide, high = right - left, bottom - top
    if wide < _SHORTEST and high < _SHORTEST:
        return
    if high <= _THIN:
        yield edge_of(left, (top + bottom) / 2, right, (top + bottom) / 2)
    elif wide <= _THIN:
        yield edge_of((left + right) / 2, top, (left + right) / 2, bottom)
    else:
        yield edge_of(left, top, right, top)
        yield edge_of(left, bottom, right, bottom)
        yield edge_of(left, top, left, bottom)
        yield edge_of(right, top, right, bottom)


def edge_of(x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    """A rule as pdfplumber's finder takes it, across where its top is its bottom."""
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if top == bottom else "v",
        "object_type": "line",
    }


def _strokes(glyphs: Glyphs) -> Iterator[Box]:
    """Boxes of what paths draw: of each straight segment, or of the whole where it is one box."""
    page = glyphs.page.raw
    budget = _MOST_SEGMENTS
    for number in range(pdfium_c.FPDFPage_CountObjects(page)):
        drawn = pdfium_c.FPDFPage_GetObject(page, number)
        if pdfium_c.FPDFPageObj_GetType(drawn) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        segments = pdfium_c.FPDFPath_CountSegments(drawn)
        budget -= segments
        if budget < 0:
            return
        if segments <= 5:
            yield _bounds(glyphs, drawn)
        else:
            yield from _segments(glyphs, drawn, segments)


def _bounds(glyphs: Glyphs, drawn: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    return glyphs.to_shown(left.value, bottom.value, right.value, top.value)


def _segments(glyphs: Glyphs, drawn: Any, count: int) -> Iterator[Box]:
    """Each straight piece of a path that draws several."""
    matrix, x, y = pdfium_c.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    pdfium_c.FPDFPageObj_GetMatrix(drawn, matrix)
    at: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    for number in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(drawn, number)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and at is not None:
            yield from _straight(glyphs, at, point)
        if pdfium_c.FPDFPathSegment_GetClose(segment) and start is not None:
            yield from _straight(glyphs, point, start)
        at = point


def _straight(glyphs: Glyphs, one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    if abs(one[0] - other[0]) < 1 or abs(one[1] - other[1]) < 1:
        yield glyphs.to_shown(
            min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
        )


def _grid(boxes: Sequence[Box], words: Sequence[Word]) -> Grid | None:
    """The table that these boxes make with the words in them; None where it holds running text."""
    lefts, tops = _distinct([box[0] for box in boxes]), _distinct([box[1] for box in boxes])
    if len(lefts) < 2 or len(tops) < 2:
        return None
    rights, bottoms = [*lefts[1:], max(box[2] for box in boxes)], [*tops[1:], max(box[3] for box in boxes)]
    contents = [[word for word in words if _inside(word, box)] for box in boxes]
    filled = [content for content in contents if content]
    if len(filled) < 3 or max(map(len, filled)) > _LONGEST_CELL:
        return None
    cells = []
    for box, content in zip(boxes, contents, strict=True):
        row, column = _nearest(tops, box[1]), _nearest(lefts, box[0])
        spans = (_nearest(bottoms, box[3]) - row + 1, _nearest(rights, box[2]) - column + 1)
        cells.append(cell_of(content, row, column, spans=(max(spans[0], 1), max(spans[1], 1))))
    mark_header(cells)
    return Grid(cells, lefts, tops[0], bottoms[-1], [word for content in contents for word in content])


def _inside(word: Word, box: Box) -> bool:
    across, down = word.middle
    return box[0] <= across < box[2] and box[1] <= down < box[3]


def _distinct(places: Sequence[float]) -> list[float]:
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > _THIN:
            distinct.append(place)
    return distinct


def _nearest(places: Sequence[float], place: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - place))
