"""Finds tables without rules by their gutters: columns of blank space that line up over rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.read.grid import Grid, cell_of, mark_header
from extractor.read.gutter_runs import Run, Strip, best_run
from extractor.read.table_rows import merge_rows
from extractor.read.values import is_value, shows_money_or_date
from extractor.read.words import Row, Word

_ALIGNED = 0.6
"""Share of the cells of a column that stand in line."""
_SLACK = 1.0
_SPLIT = 6.0
_MARKER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]?|[•●▪◦‣·○■□➢✓*o\u2013-]")
_STARTS_WITH_MARKER = re.compile(
    r"\d{1,3}\.|\(?[a-zA-Z]{1,4}[.)]|(?:article|section|schedule|appendix|exhibit)\b", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:table\s+of\s+)?contents(?:\s+page)?", re.IGNORECASE)
_ENTRY = re.compile(r"[^\d]{0,4}\S.{2,160}?(?:\s|\.{2})\s*(\d{1,3})")
_PAGES_OF_A_CLAUSE = 12
_SIGNATURE = re.compile(
    r"(?:by|name|title|date|signature|its|print(?:ed)? name)\s*(?::|$)|/s/|_{4,}", re.IGNORECASE
)
_LEADER = re.compile(r"[.…·]{4,}|(?:\.\s){4,}")


def find_grids(rows: Sequence[Row], *, narrow: float) -> Iterator[Grid]:
    """Tables among the rows, from top to bottom.

    Args:
        rows: From top to bottom.
        narrow: Least width of a gutter, in heights of a row.
    """
    at = 0
    while at < len(rows):
        found = best_run(rows, at, narrow)
        if found is None:
            at += 1
            continue
        start, run = found
        grid = _accept(run)
        if grid is not None:
            yield grid
        passed = grid is not None or _is_contents(run) or _is_signature(run)
        at = start + len(run.rows) if passed else at + max(1, len(run.rows) // 8)


def _accept(run: Run) -> Grid | None:
    """The table that a run of rows is; None where it is a list, contents, prose or signatures."""
    if run.seeds < 2:
        return None
    strips = _without_markers(run, run.strips)
    if len(strips) < 2 or _is_contents(run) or _is_signature(run) or _is_numbered_list(run, strips):
        return None
    strips = _without_splits(run, strips)
    columns = [_column_texts(run, strip) for strip in strips]
    if not _is_aligned(run, strips):
        return None
    if not _holds_values(run, strips, columns):
        return None
    logical = merge_rows(run.rows, strips)
    if len(logical) < 2:
        return None
    return _grid(logical, strips, run)


def _without_markers(run: Run, strips: list[Strip]) -> list[Strip]:
    """Join a first column of list numbers or bullets to the text that they number."""
    while len(strips) > 1:
        texts = _column_texts(run, strips[0])
        if len(strips) == 2 or any(text in {"•", "·", "●", "-", "*"} for text in texts):
            if not all(_MARKER.fullmatch(text) for text in texts):
                return strips
            strips = [(strips[0][0], strips[1][1]), *strips[2:]]
            continue
        return strips
    return strips


def _without_splits(run: Run, strips: list[Strip]) -> list[Strip]:
    """Join a header at the left of its column to the values at the right: no row fills both."""
    joined = strips[:1]
    for strip in strips[1:]:
        last = joined[-1]
        near = strip[0] - last[1] < _SPLIT * run.rows[0].height
        filled = [(_fills(row, last), _fills(row, strip)) for row in run.rows]
        lone = min(sum(left for left, _ in filled), sum(right for _, right in filled)) == 1
        if near and lone and len(strips) > 2 and (True, True) not in filled:
            joined[-1] = (last[0], strip[1])
        else:
            joined.append(strip)
    return joined


def _fills(row: Row, strip: Strip) -> bool:
    return any(strip[0] <= segment.x0 <= strip[1] for segment in row.segments)


def _is_numbered_list(run: Run, strips: Sequence[Strip]) -> bool:
    """Whether only the numbers of a list stand apart from text that happens to have gaps."""
    if not all(_MARKER.fullmatch(text) for text in _column_texts(run, strips[0])):
        return False
    seeds = [row for row in run.rows if len(row.segments) > 1]
    rest = [sum(segment.x0 > strips[0][1] for segment in row.segments) for row in seeds]
    return sum(count > 1 for count in rest) * 2 < len(seeds)


def _column_texts(run: Run, strip: Strip) -> list[str]:
    texts = (
        " ".join(segment.text for segment in row.segments if strip[0] <= segment.x0 <= strip[1])
        for row in run.rows
    )
    return [text for text in texts if text]


def _is_aligned(run: Run, strips: Sequence[Strip]) -> bool:
    """Whether the columns after the first line up at their left, their right or their middle."""
    slack = _SLACK * run.rows[0].height
    aligned = 0
    for strip in strips[1:]:
        inside = [
            segment for row in run.rows for segment in row.segments if strip[0] <= segment.x0 <= strip[1]
        ]
        places = (
            [segment.x0 for segment in inside],
            [segment.x1 for segment in inside],
            [(segment.x0 + segment.x1) / 2 for segment in inside],
        )
        aligned += len(inside) > 1 and any(_share_at_median(place, slack) >= _ALIGNED for place in places)
    return aligned * 2 > len(strips) - 1


def _share_at_median(places: Sequence[float], slack: float) -> float:
    middle = sorted(places)[len(places) // 2]
    return sum(abs(place - middle) <= slack for place in places) / len(places)


def _is_contents(run: Run) -> bool:
    """A table of contents: dot leaders, or page numbers that rise down the last column."""
    rows = [row for row in run.rows if len(row.segments) > 1]
    if sum(_LEADER.search(segment.text) is not None for row in rows for segment in row.segments) * 2 >= len(
        rows
    ):
        return True
    last = [row.segments[-1].text for row in rows]
    numbers = [int(text) for text in last if text.isdecimal() and len(text) <= 3]
    rising = all(0 <= below - above <= _PAGES_OF_A_CLAUSE for above, below in pairwise(numbers))
    marked = sum(_STARTS_WITH_MARKER.match(row.segments[0].text) is not None for row in rows)
    return len(numbers) >= 2 and rising and len(numbers) >= 0.7 * len(rows) and marked * 2 >= len(rows)


def is_contents_page(texts: Sequence[str]) -> bool:
    """Whether the lines of a page are a table of contents."""
    if any(_CONTENTS.fullmatch(text) for text in texts[:12]):
        return True
    entries = [match for text in texts if (match := _ENTRY.fullmatch(text))]
    numbers = [int(match[1]) for match in entries]
    rising = sum(0 <= below - above <= _PAGES_OF_A_CLAUSE for above, below in pairwise(numbers))
    return len(entries) >= 8 and len(entries) * 2 >= len(texts) and rising >= 0.9 * (len(numbers) - 1)


def _is_signature(run: Run) -> bool:
    marks = sum(_SIGNATURE.match(segment.text) is not None for row in run.rows for segment in row.segments)
    return marks >= 2 and marks * 3 >= len(run.rows)


def _holds_values(run: Run, strips: Sequence[Strip], columns: Sequence[Sequence[str]]) -> bool:
    """Whether values or short words fill the columns, and not running text."""
    rows = [row for row in run.rows if len(row.segments) > 1]
    with_value = sum(any(_is_valued(segment.text) for segment in row.segments[1:]) for row in rows)
    words = [len(text.split()) for column in columns for text in column]
    if with_value >= 2 and with_value * 2 >= len(rows) - 1:
        return True
    if with_value and len(rows) <= 3:
        return with_value * 2 >= len(rows) - 1
    return len(strips) >= 3 and len(rows) >= 3 and sum(words) <= 5 * len(words)


def _is_valued(text: str) -> bool:
    return is_value(text) or (len(text.split()) <= 8 and shows_money_or_date(text))


def _grid(logical: Sequence[Sequence[list[Word]]], strips: Sequence[Strip], run: Run) -> Grid:
    cells = [
        cell_of(words, row, column)
        for row, columns in enumerate(logical)
        for column, words in enumerate(columns)
    ]
    mark_header(cells)
    words = [word for row in run.rows for word in row.words]
    return Grid(cells, [strip[0] for strip in strips], run.rows[0].top, run.rows[-1].bottom, words)
