"""Reads pages set in two columns of running text: the left column first."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.read.words import Row, Word

_LEAST_ROWS = 8
_SHARE = 0.6
"""Of the rows, that must stand in both columns or in one of them."""
_WORDS = 3.5
"""Words a line of running text has at least, on average."""


def read_columns(rows: Sequence[Row]) -> list[list[Word]] | None:
    """Lines of a page in two columns, in reading order; None where it is not set so.

    A row that crosses the gutter (a title) ends the columns above it.
    """
    gutter = _gutter(rows)
    if gutter is None:
        return None
    lines: list[list[Word]] = []
    band: list[Row] = []
    for row in rows:
        if _crosses(row, gutter):
            lines += _band(band, gutter)
            lines.append(row.words)
            band = []
        else:
            band.append(row)
    return lines + _band(band, gutter)


def _band(rows: Sequence[Row], gutter: float) -> list[list[Word]]:
    left = [[word for word in row.words if word.x0 < gutter] for row in rows]
    right = [[word for word in row.words if word.x0 >= gutter] for row in rows]
    return [words for words in (*left, *right) if words]


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where the blank strip between two columns of running text lies."""
    both = [row for row in rows if len(row.segments) == 2]
    if len(both) < _LEAST_ROWS or len(both) < _SHARE * len(rows):
        return None
    starts = sorted(row.segments[1].x0 for row in both)
    start = starts[len(starts) // 4]
    aligned = [row for row in both if row.segments[0].x1 < start and abs(row.segments[1].x0 - start) < 20]
    if len(aligned) < _LEAST_ROWS or len(aligned) < _SHARE * len(rows):
        return None
    for side in (0, 1):
        words = sum(len(row.segments[side].words) for row in aligned)
        if words < _WORDS * len(aligned):
            return None
    gutter = (max(row.segments[0].x1 for row in aligned) + min(row.segments[1].x0 for row in aligned)) / 2
    width = max(row.segments[-1].x1 for row in rows) - min(row.segments[0].x0 for row in rows)
    left = min(row.segments[0].x0 for row in rows)
    return gutter if 0.3 * width < gutter - left < 0.7 * width else None


def _crosses(row: Row, gutter: float) -> bool:
    return any(segment.x0 < gutter < segment.x1 for segment in row.segments)
