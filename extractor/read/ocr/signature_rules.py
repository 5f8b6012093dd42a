"""Lone rules on a page are blanks to be filled in, as signature lines are; they stand in the text as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from extractor.read.ocr.engine import RecognisedWord
from extractor.read.ocr.rules import Rule

_UNDERSCORE = 0.75
"""Width of an underscore, in heights of a capital."""
_MOST = 40


def blanks(readings: Sequence[RecognisedWord], rows: Sequence[Rule]) -> list[RecognisedWord]:
    """A word of underscores for each rule that underlines no word and stands beside or under some."""
    if not readings:
        return []
    height = median(one.bottom - one.top for one in readings)
    right, left = max(one.x1 for one in readings), min(one.x0 for one in readings)
    return list(_blanks(readings, rows, height, 0.6 * (right - left)))


def _blanks(
    readings: Sequence[RecognisedWord], rows: Sequence[Rule], height: float, widest: float
) -> Iterator[RecognisedWord]:
    for number, (x0, top, x1, _) in enumerate(rows):
        if x1 - x0 > widest or any(_underlines(x0, top, x1, one) for one in readings):
            continue
        count = max(min(int((x1 - x0) / (_UNDERSCORE * height * 0.63)), _MOST), 4)
        yield RecognisedWord(
            "_" * count, 0.0, (-1, 0, number), x0, top - 0.8 * height, x1, top + 0.2 * height
        )


def _underlines(x0: float, top: float, x1: float, word: RecognisedWord) -> bool:
    across = min(x1, word.x1) - max(x0, word.x0)
    return across > 0.5 * (word.x1 - word.x0) and word.top < top < word.bottom + 0.3 * (
        word.bottom - word.top
    )
