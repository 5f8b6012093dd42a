"""Words of a page with their places, gathered into the rows that an eye sees."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.read.lines import TextLine
from extractor.read.writer import NOT_ON_PAGE

_ROW_OVERLAP = 0.6
"""A value at the middle of a cell of two lines stands half a line below the first."""


@dataclass(slots=True, eq=False)
class Word:
    """Characters without white space between them.

    Attributes:
        text: The characters.
        origins: Index on the page of each.
        x0: Left edge, in points or in columns of characters.
        top: Upper edge from the top of the page.
        x1: Right edge.
        bottom: Lower edge.
    """

    text: str
    origins: Sequence[int]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of its characters."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre, across and down."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


Columns = list[list[Word]]
"""The words of one row of a table by column."""


@dataclass(slots=True)
class Segment:
    """Words of one row without a wide gap between them."""

    words: list[Word]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """Its words, a space between them."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Row:
    """What stands at one height of the page, from left to right."""

    top: float
    bottom: float
    segments: list[Segment] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Height of the row."""
        return self.bottom - self.top

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [word for segment in self.segments for word in segment.words]


def gather_rows(words: Iterable[Word], *, gap: float) -> list[Row]:
    """Rows from top to bottom; a space wider than `gap` times the height parts segments."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle[1]):
        if rows and _beside(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_row(row, gap) for row in rows]


def _beside(row: Sequence[Word], word: Word) -> bool:
    first = row[0]
    return word.middle[1] - first.middle[1] < _ROW_OVERLAP * min(first.height, word.height)


def _row(words: list[Word], gap: float) -> Row:
    words.sort(key=lambda word: word.x0)
    row = Row(min(word.top for word in words), max(word.bottom for word in words))
    for word in words:
        if row.segments and word.x0 - row.segments[-1].x1 <= gap * min(word.height, row.height):
            row.segments[-1].words.append(word)
        else:
            row.segments.append(Segment([word]))
    return row


def join_words(words: Sequence[Word]) -> tuple[str, array[int]]:
    """Text and origins of words with a space between them."""
    origins = array("i")
    for word in words:
        if origins:
            origins.append(NOT_ON_PAGE)
        origins.extend(word.origins or [NOT_ON_PAGE] * len(word.text))
    return " ".join(word.text for word in words), origins


def line_of(words: Sequence[Word]) -> TextLine:
    """Words that stand side by side, as a line."""
    text, origins = join_words(words)
    return TextLine(
        text,
        origins,
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )
