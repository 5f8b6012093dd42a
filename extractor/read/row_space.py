"""Parts the rows of a table by the space that is left between them, where it is wider than between lines.

Within a cell lines follow each other closely; between rows there is padding. So the lines of each column
make blocks, one a cell, and blocks beside each other make a row, be they aligned at the top, the middle
or the bottom of it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.read.values import is_value
from extractor.read.words import Columns, Word

_LOOSE = 1.5
"""Lines further apart than so many heights do not belong to one cell."""
_CLOSEST = 0.85
"""Lines closer than so many heights overlap; their distance says nothing."""
_JITTER = 1.05
_STEP = 0.95
_MOST_STEPS = 8
_OVERLAP = 0.2


@dataclass(slots=True)
class _Block:
    """Lines of one column that follow each other closely."""

    column: int
    lines: list[list[Word]]

    @property
    def top(self) -> float:
        return min(word.top for word in self.lines[0])

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.lines[-1])

    @property
    def height(self) -> float:
        return max(word.height for word in self.lines[0])

    def joins_a_value(self) -> bool:
        """Whether a line with a value stands in it beside others: two rows taken for one cell."""
        return len(self.lines) > 1 and any(
            is_value(" ".join(word.text for word in line)) for line in self.lines
        )


def rows_by_space(lines: Sequence[Columns], value_columns: Sequence[int]) -> list[Columns] | None:
    """The rows of a table; None where the space between them is no wider than between lines.

    Args:
        lines: Printed lines from top to bottom.
        value_columns: Columns whose cells have one line where they hold a value.
    """
    columns = range(len(lines[0]))
    for step in _cell_steps(lines) if value_columns else _cell_steps(lines)[-1:]:
        blocks = [block for column in columns for block in _blocks(lines, column, step)]
        if not any(block.column in value_columns and block.joins_a_value() for block in blocks):
            rows = [_columns(row, len(columns)) for row in _beside(blocks)]
            return rows if len(rows) > 1 else None
    return None


def _cell_steps(lines: Sequence[Columns]) -> list[float]:
    """Distances that lines of one cell may have at most, the greatest first."""
    height = max(word.height for line in lines for words in line for word in words)
    steps = [height * _LOOSE]
    for column in range(len(lines[0])):
        tops = [min(word.top for word in line[column]) for line in lines if line[column]]
        steps += [
            (below - above) * _JITTER
            for above, below in itertools.pairwise(tops)
            if _CLOSEST * height <= below - above < _LOOSE * height
        ]
    steps.sort(reverse=True)
    distinct = steps[:1]
    for step in steps:
        if step < _STEP * distinct[-1]:
            distinct.append(step)
    return distinct[:_MOST_STEPS]


def _blocks(lines: Sequence[Columns], column: int, step: float) -> Iterator[_Block]:
    block: _Block | None = None
    last = 0.0
    for words in (line[column] for line in lines if line[column]):
        top = min(word.top for word in words)
        if block is not None and top - last <= step:
            block.lines.append(words)
        else:
            if block is not None:
                yield block
            block = _Block(column, [words])
        last = top
    if block is not None:
        yield block


def _beside(blocks: Sequence[_Block]) -> list[list[_Block]]:
    """Blocks whose heights overlap, from top to bottom."""
    rows: list[list[_Block]] = []
    bottom = float("-inf")
    for block in sorted(blocks, key=lambda block: block.top):
        if rows and block.top < bottom - _OVERLAP * block.height:
            rows[-1].append(block)
            bottom = max(bottom, block.bottom)
        else:
            rows.append([block])
            bottom = block.bottom
    return rows


def _columns(row: Sequence[_Block], count: int) -> Columns:
    columns: Columns = [[] for _ in range(count)]
    for block in row:
        columns[block.column].extend(word for line in block.lines for word in line)
    return columns
