"""Finds tables without rules by their gutters: columns of blank space that line up over rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.read.grid import Grid, cell_of, mark_header
from extractor.read.table_rows import merge_rows
from extractor.read.values import is_value, shows_money_or_date
from extractor.read.words import Row, Segment, Word

Strip = tuple[float, float]

_ALIGNED = 0.6
"""Share of the cells of a column that stand in line."""
_SLACK = 1.0
_PROSE_WORDS = 9
_FAR = 2.5
"""Rows further apart than so many of their heights belong to different tables."""
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


@dataclass(slots=True)
class _Run:
    """Rows that share gutters."""

    rows: list[Row]
    narrow: float

    def strips(self) -> list[Strip]:
        """Where words stand, over all rows."""
        return union_of([segment for row in self.rows for segment in row.segments], self.narrow)

    def with_row(self, row: Row) -> _Run:
        return _Run([*self.rows, row], self.narrow)

    @property
    def seeds(self) -> int:
        """Rows with words in more than one segment."""
        return sum(len(row.segments) > 1 for row in self.rows)


def find_grids(rows: Sequence[Row], *, narrow: float) -> Iterator[Grid]:
    """Tables among the rows, from top to bottom.

    Args:
        rows: From top to bottom.
        narrow: Least width of a gutter, in heights of a row.
    """
    at = 0
    while at < len(rows):
        run = _grow(rows, at, narrow)
        grid = _accept(run) if run is not None else None
        if grid is not None:
            yield grid
        passed = run is not None and (grid is not None or _is_contents(run) or _is_signature(run))
        at += len(run.rows) if run is not None and passed else 1


def union_of(segments: Sequence[Segment], narrow: float) -> list[Strip]:
    """Strips that words cover, from left to right; gaps narrower than `narrow` are closed."""
    strips: list[list[float]] = []
    for segment in sorted(segments, key=lambda segment: segment.x0):
        if strips and segment.x0 - strips[-1][1] < narrow:
            strips[-1][1] = max(strips[-1][1], segment.x1)
        else:
            strips.append([segment.x0, segment.x1])
    return [(left, right) for left, right in strips]


def _grow(rows: Sequence[Row], at: int, narrow: float) -> _Run | None:
    """The rows from `at` on whose gutters hold; None where the first has none."""
    if len(rows[at].segments) < 2:
        return None
    run = _Run([rows[at]], narrow * rows[at].height)
    columns = len(run.strips())
    for row in rows[at + 1 :]:
        if row.top - run.rows[-1].bottom > _FAR * row.height or _is_prose(row, run):
            break
        wider = run.with_row(row)
        strips = len(wider.strips())
        if strips < 2 or (strips < columns and run.seeds > 1):
            break
        run, columns = wider, strips
    return _trim(run)


def _is_prose(row: Row, run: _Run) -> bool:
    """Whether a row is running text, longer than what stands in the first column."""
    if len(row.segments) > 1 or len(row.segments[0].words) < _PROSE_WORDS:
        return False
    first = run.strips()[0]
    return row.segments[0].x0 < first[1] and row.segments[0].x1 > first[0] + 1.2 * (first[1] - first[0])


def _trim(run: _Run) -> _Run:
    """Leave out rows at the end that are text under the table rather than its cells."""
    rows = run.rows
    while len(rows) > 1 and len(rows[-1].segments) == 1 and not _wraps(rows[-2], rows[-1], run.strips()):
        rows = rows[:-1]
    return _Run(rows, run.narrow)


def _wraps(above: Row, row: Row, strips: Sequence[Strip]) -> bool:
    """Whether a row of one segment goes on with a cell of the row above."""
    close = row.top - above.bottom < 0.6 * row.height
    inner = row.segments[0].x0 >= strips[1][0]
    return close and (inner or row.segments[0].text[0].islower())


def _accept(run: _Run) -> Grid | None:
    """The table that a run of rows is; None where it is a list, contents, prose or signatures."""
    if run.seeds < 2:
        return None
    strips = _without_markers(run, run.strips())
    if len(strips) < 2 or _is_contents(run) or _is_signature(run) or _is_numbered_list(run, strips):
        return None
    columns = [_column_texts(run, strip) for strip in strips]
    if not _is_aligned(run, strips):
        return None
    if not _holds_values(run, strips, columns):
        return None
    logical = merge_rows(run.rows, strips)
    if len(logical) < 2:
        return None
    return _grid(logical, strips, run)


def _without_markers(run: _Run, strips: list[Strip]) -> list[Strip]:
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


def _is_numbered_list(run: _Run, strips: Sequence[Strip]) -> bool:
    """Whether only the numbers of a list stand apart from text that happens to have gaps."""
    if not all(_MARKER.fullmatch(text) for text in _column_texts(run, strips[0])):
        return False
    seeds = [row for row in run.rows if len(row.segments) > 1]
    rest = [sum(segment.x0 > strips[0][1] for segment in row.segments) for row in seeds]
    return sum(count > 1 for count in rest) * 2 < len(seeds)


def _column_texts(run: _Run, strip: Strip) -> list[str]:
    texts = (
        " ".join(segment.text for segment in row.segments if strip[0] <= segment.x0 <= strip[1])
        for row in run.rows
    )
    return [text for text in texts if text]


def _is_aligned(run: _Run, strips: Sequence[Strip]) -> bool:
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


def _is_contents(run: _Run) -> bool:
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


def _is_signature(run: _Run) -> bool:
    marks = sum(_SIGNATURE.match(segment.text) is not None for row in run.rows for segment in row.segments)
    return marks >= 2 and marks * 3 >= len(run.rows)


def _holds_values(run: _Run, strips: Sequence[Strip], columns: Sequence[Sequence[str]]) -> bool:
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


def _grid(logical: Sequence[Sequence[list[Word]]], strips: Sequence[Strip], run: _Run) -> Grid:
    cells = [
        cell_of(words, row, column)
        for row, columns in enumerate(logical)
        for column, words in enumerate(columns)
    ]
    mark_header(cells)
    words = [word for row in run.rows for word in row.words]
    return Grid(cells, [strip[0] for strip in strips], run.rows[0].top, run.rows[-1].bottom, words)
