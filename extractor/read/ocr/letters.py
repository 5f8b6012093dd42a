"""Gives the words of a line one height, and each character a box: what a text layer would say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from extractor.read.ocr.engine import RecognisedWord
from models.extraction import Box

_DEEP = frozenset("gjpqy,;()[]{}|_Q$@/")
"""Characters that reach below the line."""
_LOW = frozenset("-–—~=*'\"’‘“”°^`")
"""Characters whose ink does not stand on the line."""
_TALL = frozenset("bdfhkltijABCDEFGHIJKLMNOPRSTUVWXYZ0123456789$%&!?£€#")
_NARROW = frozenset("iljftI.,:;'|!()[]{}’‘")
_WIDE = frozenset("mwMW@%—")
_ABOVE = 1.28
"""Height of a font above the line, in heights of its capitals."""
_BELOW = 0.3
_X_HEIGHT = 0.72
"""Height of an x, in heights of a capital."""


def level_lines(readings: Sequence[RecognisedWord]) -> list[RecognisedWord]:
    """The words with the height of their line's font in place of that of their ink."""
    lines: dict[tuple[int, int, int], list[RecognisedWord]] = defaultdict(list)
    for reading in readings:
        lines[reading.line].append(reading)
    return [levelled for line in lines.values() for levelled in _level(line)]


def _level(line: Sequence[RecognisedWord]) -> Iterator[RecognisedWord]:
    capital = _capital_height(line)
    for reading in line:
        base = _base(reading, line, capital)
        yield RecognisedWord(
            reading.text,
            reading.confidence,
            reading.line,
            reading.x0,
            base - _ABOVE * capital,
            reading.x1,
            base + _BELOW * capital,
        )


def _capital_height(line: Sequence[RecognisedWord]) -> float:
    tall = [
        reading.bottom - reading.top
        for reading in line
        if _TALL & set(reading.text) and not _DEEP & set(reading.text)
    ]
    if tall:
        return max(median(tall), 1.0)
    low = [
        (reading.bottom - reading.top) / _X_HEIGHT
        for reading in line
        if not (_DEEP | _LOW | _TALL) & set(reading.text)
    ]
    every = [0.8 * (reading.bottom - reading.top) for reading in line]
    return max(median(low or every), 1.0)


def _base(reading: RecognisedWord, line: Sequence[RecognisedWord], capital: float) -> float:
    """Where the line stands under a word: at its own ink, or at that of the words around it."""
    if _stands(reading):
        return reading.bottom
    near = sorted((other for other in line if _stands(other)), key=lambda other: _distance(reading, other))
    if near:
        return median(other.bottom for other in near[:5])
    deep = _DEEP & set(reading.text)
    return reading.bottom - (0.28 * capital if deep else 0.0)


def _stands(reading: RecognisedWord) -> bool:
    return not _DEEP & set(reading.text) and any(char not in _LOW for char in reading.text)


def _distance(one: RecognisedWord, other: RecognisedWord) -> float:
    return max(one.x0 - other.x1, other.x0 - one.x1, 0.0)


def character_boxes(text: str, box: Box) -> Iterator[Box]:
    """A box for each character of a word, as wide as such characters are."""
    widths = [_width(char) for char in text]
    unit = (box[2] - box[0]) / sum(widths)
    at = box[0]
    for width in widths:
        yield at, box[1], at + width * unit, box[3]
        at += width * unit


def _width(char: str) -> float:
    if char in _NARROW:
        return 0.5
    return 1.5 if char in _WIDE else 1.0
