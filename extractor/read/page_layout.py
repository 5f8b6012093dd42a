"""Lays out a PDF page: lines in reading order, with tables where the page shows some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from extractor.read.columns import read_columns
from extractor.read.glyphs import Glyphs
from extractor.read.grid import Grid
from extractor.read.gutters import find_grids, is_contents_page
from extractor.read.lines import TextLine
from extractor.read.ruled import find_ruled, page_edges, shows_grid
from extractor.read.values import is_value
from extractor.read.words import Word, gather_rows, line_of
from models.document import BlockKind
from models.extraction import Box

_GAP = 0.8
"""A space this many heights wide is more than one between words."""
_WIDEST_GAP = 1.7
_PROSE_WORDS = 8
_GUTTER = 0.5
_TALL = 1.8
_INSET = 100.0
"""Points from the left at which a value by itself stands in a column."""
_NEAR = 3
_SPREAD = 1.2
"""Characters this much further apart than on the other lines leave a gap somewhere."""
_USUAL_ADVANCE = 0.42
_TYPICAL_LENGTH = 40
_SAMPLE = 3


@dataclass(frozen=True, slots=True)
class Scan:
    """What is known of a page that was read from an image.

    Attributes:
        boxes: Of each character on the shown page, in points.
        size: Width and height of the shown page in points; the layout's are those of the page set upright.
        confidence: Of its words at the median, from 0 to 100.
    """

    boxes: Sequence[Box]
    size: tuple[float, float]
    confidence: float


@dataclass(slots=True)
class PageLayout:
    """What stands on one page, in reading order.

    Attributes:
        width: Of the page as shown, in points.
        height: Of the page as shown, in points.
        items: Lines and tables.
        gaps: Whether its lines leave gaps that columns or tables may make.
        words: Of each line, where something hints at tables or columns.
        edges: Rules of the page, where they show a grid.
        scan: Where the page was read from an image.
    """

    width: float
    height: float
    items: list[TextLine | Grid] = field(default_factory=list)
    gaps: bool = False
    words: list[list[Word]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    scan: Scan | None = None

    @property
    def lines(self) -> list[TextLine]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, TextLine)]

    @property
    def characters(self) -> int:
        """How many characters stand on it."""
        lines = sum(len(line.text) for line in self.lines)
        return lines + sum(
            len(cell.text) for item in self.items if isinstance(item, Grid) for cell in item.cells
        )


def lay_out_lines(glyphs: Glyphs) -> PageLayout:
    """The lines of a page, and its words and rules where they hint at tables or columns."""
    lines = list(glyphs.lines())
    layout = PageLayout(glyphs.width, glyphs.height, list(lines))
    edges = page_edges(glyphs) if lines else []
    ruled = shows_grid(edges)
    gaps = leaves_gaps(lines) or _sample_is_parted(glyphs, lines)
    layout.gaps = gaps and not is_contents_page([line.text for line in lines])
    if ruled or layout.gaps:
        layout.words = [list(glyphs.words(line)) for line in lines]
        layout.edges = edges if ruled else []
    return layout


def _sample_is_parted(glyphs: Glyphs, lines: Sequence[TextLine]) -> bool:
    """Whether a few long lines all have a gap: two columns drawn line by line look like wide lines."""
    long = [line for line in lines if len(line.text) > _TYPICAL_LENGTH]
    sample = long[len(long) // 4 :: max(len(long) // 4, 1)][:_SAMPLE]
    return len(sample) == _SAMPLE and all(_is_parted(list(glyphs.words(line))) for line in sample)


def _is_parted(words: Sequence[Word]) -> bool:
    return any(right.x0 - left.x1 > left.height for left, right in pairwise(words))


def lay_out_tables(layout: PageLayout) -> None:
    """Find the tables and columns of a page whose furniture has been marked."""
    if not layout.words:
        return
    lines = layout.lines
    words = [[] if line.furniture else own for line, own in zip(lines, layout.words, strict=True)]
    every = [word for line in words for word in line]
    grids = list(find_ruled(every, layout.edges, size=(layout.width, layout.height))) if layout.edges else []
    if layout.gaps:
        rows = gather_rows(_without(every, grids), gap=_least_gap(words))
        columns = None if grids else read_columns(rows)
        if columns is not None:
            layout.items = [*_furniture(lines, BlockKind.HEADER), *map(line_of, columns)]
            layout.items += _furniture(lines, BlockKind.FOOTER)
            return
        grids.extend(find_grids(rows, narrow=_GUTTER))
    if grids:
        layout.items = list(_place(lines, words, grids))


def _least_gap(lines: Sequence[Sequence[Word]]) -> float:
    """Width of a space, in heights, that parts columns; more where lines are stretched to the margin."""
    gaps = [
        (right.x0 - left.x1) / max(left.height, 1.0)
        for line in lines
        if len(line) >= _PROSE_WORDS and sum(word.text.isalpha() for word in line) * 2 > len(line)
        for left, right in pairwise(line)
    ]
    return min(max(_GAP, 2 * median(gaps)), _WIDEST_GAP) if gaps else _GAP


def _furniture(lines: Sequence[TextLine], kind: BlockKind) -> list[TextLine]:
    return [line for line in lines if line.furniture is kind]


def leaves_gaps(lines: Sequence[TextLine]) -> bool:
    """Whether lines near each other stand side by side, or are wider than their characters fill."""
    advances = [_advance(line) for line in lines if len(line.text) > _TYPICAL_LENGTH]
    usual = _SPREAD * (median(advances) if advances else _USUAL_ADVANCE)
    left = min((line.x0 for line in lines), default=0.0)
    heights = sorted(line.height for line in lines)
    if heights and heights[-1] > _TALL * heights[len(heights) // 4]:
        return True  # pdfium takes cells that overlap in height for one line
    wide = [
        number
        for number, line in enumerate(lines)
        if (_advance(line) > usual and " " in line.text and not _is_capitals(line.text))
        or (line.x0 > left + _INSET and is_value(line.text))
    ]
    if any(below - above <= _NEAR for above, below in pairwise(wide)):
        return True
    bottoms = sorted((round(line.bottom), line.x0) for line in lines)
    return sum(below[0] - above[0] <= 1 for above, below in pairwise(bottoms)) >= 2


def _is_capitals(text: str) -> bool:
    """Whether a line is a heading in capitals, which are wide in themselves."""
    return text.isupper() and not any(map(str.isdigit, text))


def _advance(line: TextLine) -> float:
    return (line.x1 - line.x0) / (len(line.text) * max(line.height, 1.0))


def _without(words: Sequence[Word], grids: Sequence[Grid]) -> list[Word]:
    taken = {id(word) for grid in grids for word in grid.words}
    return [word for word in words if id(word) not in taken]


def _place(
    lines: Sequence[TextLine], words: Sequence[Sequence[Word]], grids: Sequence[Grid]
) -> Iterator[TextLine | Grid]:
    """Lines in their order, each table where the first of its words stood."""
    owner = {id(word): grid for grid in grids for word in grid.words}
    placed: set[int] = set()
    for line, line_words in zip(lines, words, strict=True):
        if not any(id(word) in owner for word in line_words):
            yield line
            continue
        for key, run in groupby(line_words, key=lambda word: id(owner.get(id(word)))):
            group = list(run)
            grid = owner.get(id(group[0]))
            if grid is None:
                yield line_of(group)
            elif key not in placed:
                placed.add(key)
                yield grid
