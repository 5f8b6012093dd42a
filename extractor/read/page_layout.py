"""Lays out a PDF page: lines in reading order, with tables where the page shows some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median

from extractor.read.columns import read_columns
from extractor.read.glyphs import Glyphs
from extractor.read.grid import Grid
from extractor.read.gutters import find_grids
from extractor.read.lines import Line
from extractor.read.ruled import find_ruled, page_edges, shows_grid
from extractor.read.words import Word, gather_rows, line_of

_GAP = 0.8
"""A space this many heights wide is more than one between words."""
_GUTTER = 0.5
_SPREAD = 1.12
"""Characters this much further apart than on the other lines leave a gap somewhere."""
_USUAL_ADVANCE = 0.42
_TYPICAL_LENGTH = 40


@dataclass(slots=True)
class PageLayout:
    """What stands on one page, in reading order.

    Attributes:
        width: Of the page as shown, in points.
        height: Of the page as shown, in points.
        items: Lines and tables.
    """

    width: float
    height: float
    items: list[Line | Grid] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]

    @property
    def characters(self) -> int:
        """How many characters stand on it."""
        lines = sum(len(line.text) for line in self.lines)
        return lines + sum(
            len(cell.text) for item in self.items if isinstance(item, Grid) for cell in item.cells
        )


def lay_out(glyphs: Glyphs) -> PageLayout:
    """The layout of a page; only pages that hint at a table or columns cost more than their lines."""
    lines = list(glyphs.lines())
    layout = PageLayout(glyphs.width, glyphs.height)
    edges = page_edges(glyphs) if lines else []
    ruled, gaps = shows_grid(edges), leaves_gaps(lines)
    if not ruled and not gaps:
        layout.items.extend(lines)
        return layout
    words = [list(glyphs.words(line)) for line in lines]
    every = [word for line in words for word in line]
    grids = list(find_ruled(glyphs, every, edges)) if ruled else []
    free = _without(every, grids)
    if gaps:
        rows = gather_rows(free, gap=_GAP)
        columns = None if grids else read_columns(rows)
        if columns is not None:
            layout.items.extend(line_of(line) for line in columns)
            return layout
        grids.extend(find_grids(rows, narrow=_GUTTER))
    layout.items.extend(_place(lines, words, grids))
    return layout


def leaves_gaps(lines: Sequence[Line]) -> bool:
    """Whether some lines stand side by side, or are wider than their characters fill."""
    advances = [_advance(line) for line in lines if len(line.text) > _TYPICAL_LENGTH]
    usual = _SPREAD * (median(advances) if advances else _USUAL_ADVANCE)
    wide = sum(_advance(line) > usual and " " in line.text for line in lines)
    bottoms = sorted((round(line.bottom), line.x0) for line in lines)
    beside = sum(below[0] - above[0] <= 1 for above, below in pairwise(bottoms))
    return wide + beside >= 2


def _advance(line: Line) -> float:
    return (line.x1 - line.x0) / (len(line.text) * max(line.height, 1.0))


def _without(words: Sequence[Word], grids: Sequence[Grid]) -> list[Word]:
    taken = {id(word) for grid in grids for word in grid.words}
    return [word for word in words if id(word) not in taken]


def _place(
    lines: Sequence[Line], words: Sequence[Sequence[Word]], grids: Sequence[Grid]
) -> Iterator[Line | Grid]:
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
