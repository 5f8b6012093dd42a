"""Runs of rows that share gutters: where a table without rules may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.read.words import Row

Strip = tuple[float, float]

_PROSE_WORDS = 9
_FAR = 2.5
"""Rows further apart than so many of their heights belong to different tables."""
_MOST_ROWS = 400
"""More are taken for several tables, so that a text of nothing but columns takes no time to speak of."""
_TITLE_SEGMENTS = 2
_HEADINGS = 3
"""Rows at the start that may be titles across the columns."""


@dataclass(slots=True)
class Run:
    """Rows that share gutters.

    Attributes:
        rows: From top to bottom.
        strips: Where words stand, over all rows.
        narrow: Least width of a gutter.
    """

    rows: list[Row]
    strips: list[Strip]
    narrow: float

    @property
    def seeds(self) -> int:
        """Rows with words in more than one segment."""
        return sum(len(row.segments) > 1 for row in self.rows)


def best_run(rows: Sequence[Row], at: int, narrow: float) -> tuple[int, Run] | None:
    """The run from a row on, or from one of the next few where that shows more columns.

    A title across the columns would close the gutters below it.

    Args:
        rows: From top to bottom.
        at: Where to begin.
        narrow: Least width of a gutter, in heights of a row.
    """
    run = grow(rows, at, narrow)
    if run is None:
        return None
    best = (at, run)
    if len(rows[at].segments) > _TITLE_SEGMENTS:
        return best
    for later in range(at + 1, min(at + 1 + _HEADINGS, at + len(run.rows))):
        other = grow(rows, later, narrow)
        if other is not None and other.seeds > 1 and len(other.strips) > len(best[1].strips):
            best = (later, other)
    return best


def grow(rows: Sequence[Row], at: int, narrow: float) -> Run | None:
    """The rows from `at` on whose gutters hold; None where the first has none."""
    if len(rows[at].segments) < 2:
        return None
    width = narrow * rows[at].height
    run = Run([rows[at]], union_of(_extents(rows[at]), width), width)
    seeds = 1
    for row in rows[at + 1 : at + _MOST_ROWS]:
        if row.top - run.rows[-1].bottom > _FAR * row.height or _is_prose(row, run):
            break
        strips = union_of([*run.strips, *_extents(row)], width)
        if len(strips) < 2 or (len(strips) < len(run.strips) and seeds > 1):
            break
        run.rows.append(row)
        run.strips = strips
        seeds += len(row.segments) > 1
    return _trim(run)


def union_of(extents: Iterable[Strip], narrow: float) -> list[Strip]:
    """Strips that are covered, from left to right; gaps narrower than `narrow` are closed."""
    strips: list[Strip] = []
    for left, right in sorted(extents):
        if strips and left - strips[-1][1] < narrow:
            strips[-1] = (strips[-1][0], max(strips[-1][1], right))
        else:
            strips.append((left, right))
    return strips


def _extents(row: Row) -> list[Strip]:
    return [(segment.x0, segment.x1) for segment in row.segments]


def _is_prose(row: Row, run: Run) -> bool:
    """Whether a row is running text, longer than what stands in the first column."""
    if len(row.segments) > 1 or len(row.segments[0].words) < _PROSE_WORDS:
        return False
    left, right = run.strips[0]
    return row.segments[0].x0 < right and row.segments[0].x1 > left + 1.2 * (right - left)


def _trim(run: Run) -> Run:
    """Leave out rows at the end that are text under the table rather than its cells."""
    rows = run.rows
    while len(rows) > 1 and len(rows[-1].segments) == 1 and not _wraps(rows[-2], rows[-1], run.strips):
        rows = rows[:-1]
    strips = union_of([extent for row in rows for extent in _extents(row)], run.narrow)
    return Run(rows, strips, run.narrow)


def _wraps(above: Row, row: Row, strips: Sequence[Strip]) -> bool:
    """Whether a row of one segment goes on with a cell of the row above."""
    close = row.top - above.bottom < 0.6 * row.height
    inner = len(strips) > 1 and row.segments[0].x0 >= strips[1][0]
    return close and (inner or row.segments[0].text[0].islower())
