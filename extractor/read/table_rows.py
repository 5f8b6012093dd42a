"""Joins the printed lines of a table without rules into its rows, some cells being wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.read.row_space import rows_by_space
from extractor.read.values import is_value
from extractor.read.words import Columns, Row, Word

_CODE = re.compile(r"[A-Z]{0,3}[-.]?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")
"""The number of a row: 'G3.1', 'M2', '4.'."""
_BLANK = 0.9
_CLOSE = 0.3
_LEAST_CODES = 2
_HEADER_LINES = 4


def merge_rows(rows: Sequence[Row], strips: Sequence[tuple[float, float]]) -> list[Columns]:
    """The rows of the table from top to bottom, each the words of its cells by column."""
    lines = [_by_column(row, strips) for row in rows]
    spaced = None if _is_coded(lines) else rows_by_space(lines, _value_columns(lines))
    if spaced is not None:
        return spaced
    anchors = _anchors(lines)
    joined: list[Columns] = []
    has_anchor = False
    for number, line in enumerate(lines):
        if joined and _goes_on(number, rows=rows, lines=lines, anchors=anchors, has_anchor=has_anchor):
            for column, words in enumerate(line):
                joined[-1][column].extend(words)
            has_anchor = has_anchor or anchors[number]
        else:
            joined.append([list(words) for words in line])
            has_anchor = anchors[number]
    return joined


def _by_column(row: Row, strips: Sequence[tuple[float, float]]) -> Columns:
    columns: Columns = [[] for _ in strips]
    for segment in row.segments:
        middle = (segment.x0 + segment.x1) / 2
        at = max((index for index, strip in enumerate(strips) if strip[0] <= middle), default=0)
        columns[at].extend(segment.words)
    return columns


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _anchors(lines: Sequence[Columns]) -> list[bool]:
    """Lines that begin a row for certain: those with a value in a column of values."""
    value_columns = _value_columns(lines)
    if value_columns:
        return [any(is_value(_text(line[column])) for column in value_columns) for line in lines]
    return [bool(line[0]) for line in lines] if _is_coded(lines) else [all(line) for line in lines]


def _is_coded(lines: Sequence[Columns]) -> bool:
    """Whether numbers in the first column alone begin the rows, as no column holds plain values."""
    codes = [_text(line[0]) for line in lines if line[0]]
    coded = _LEAST_CODES <= len(codes) < len(lines) / 2 and all(map(_CODE.fullmatch, codes))
    return coded and any(line[0] for line in lines[:_HEADER_LINES]) and not _value_columns(lines)


def _value_columns(lines: Sequence[Columns]) -> list[int]:
    """Columns after the first whose cells are values."""
    return [
        column
        for column in range(1, len(lines[0]))
        if _share_of_values([_text(line[column]) for line in lines if line[column]]) >= 0.5
    ]


def _share_of_values(texts: Sequence[str]) -> float:
    return sum(map(is_value, texts)) / len(texts) if texts else 0.0


def _goes_on(
    number: int,
    *,
    rows: Sequence[Row],
    lines: Sequence[Columns],
    anchors: Sequence[bool],
    has_anchor: bool,
) -> bool:
    """Whether a line belongs to the row of the line above, which may have its value already."""
    line = lines[number]
    if _is_parted(number, rows):
        return False
    low = _values_stand_low(lines, anchors)
    if anchors[number]:
        return low and not line[0] and not has_anchor and bool(number)
    if line[0] and low:
        return False
    if not any(anchors[:number]):
        return rows[number].top - rows[number - 1].top < 1.6 * rows[number].height  # header of several lines
    if not line[0] or _text(line[0])[0].islower():
        return True
    close = rows[number].top - rows[number - 1].top < 0.9 * _anchor_distance(rows, anchors)
    return close and not all(line)


def _is_parted(number: int, rows: Sequence[Row]) -> bool:
    """Whether a blank line stands above, in a table whose lines otherwise follow each other closely."""
    gaps = [below.top - above.bottom for above, below in pairwise(rows)]
    return gaps[number - 1] > _BLANK * rows[number].height and min(gaps) < _CLOSE * rows[number].height


def _values_stand_low(lines: Sequence[Columns], anchors: Sequence[bool]) -> bool:
    """Whether values stand beside the last lines of wrapped cells rather than the first."""
    own = [bool(line[0]) for line, anchor in zip(lines, anchors, strict=True) if anchor]
    return sum(own) * 2 < len(own)


def _anchor_distance(rows: Sequence[Row], anchors: Sequence[bool]) -> float:
    """Least distance between rows that begin for certain."""
    tops = [row.top for row, anchor in zip(rows, anchors, strict=True) if anchor]
    return min((below - above for above, below in pairwise(tops)), default=0.0)
