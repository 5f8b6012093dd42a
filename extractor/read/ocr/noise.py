"""Tells words from specks, edges of the paper and remains of rules that the recogniser took for words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extractor.read.ocr.engine import RecognisedWord
from extractor.read.ocr.rules import Rule

_SURE = 60.0
_HOPELESS = 20.0
_TINY = 0.45
_HUGE = 4.0
_BESIDE = 8.0
"""Pixels beside a rule within which its remains may be read as a mark before or after a word."""
_MARKS = "“”‘’'\"|[]{}*_=+~.,:;!—"
_LAST = "|[]{}_=~"
_STROKES = frozenset("|[]{}~_¦—=«»\\")


def without_noise(readings: Sequence[RecognisedWord]) -> list[RecognisedWord]:
    """The readings that are words."""
    heights = [one.bottom - one.top for one in readings if one.confidence >= _SURE and one.text.isalnum()]
    usual = median(heights) if heights else 0.0
    return [reading for reading in readings if not _is_noise(reading, usual)]


def _is_noise(reading: RecognisedWord, usual: float) -> bool:
    if not any(char.isalnum() for char in reading.text):
        return reading.confidence < _HOPELESS or set(reading.text) <= _STROKES
    if reading.confidence < _HOPELESS and len(reading.text) <= 3:
        return True
    height = reading.bottom - reading.top
    return reading.confidence < _SURE and usual > 0 and not _TINY * usual <= height <= _HUGE * usual


def without_rule_marks(readings: Sequence[RecognisedWord], columns: Sequence[Rule]) -> list[RecognisedWord]:
    """The readings without marks that are the remains of a rule down the page beside them."""
    return [_unmarked(reading, columns) for reading in readings]


def _unmarked(reading: RecognisedWord, columns: Sequence[Rule]) -> RecognisedWord:
    text, width = reading.text, reading.x1 - reading.x0
    beside = [rule for rule in columns if rule[1] < reading.bottom and rule[3] > reading.top]
    first = text[:1] in set(_MARKS) and any(abs(reading.x0 - rule[2]) < _BESIDE for rule in beside)
    last = text[-1:] in set(_LAST) and any(abs(reading.x1 - rule[0]) < _BESIDE for rule in beside)
    kept = text[first : len(text) - last]
    if len(kept) == len(text) or not any(map(str.isalnum, kept)):
        return reading
    unit = width / len(text)
    return replace(reading, text=kept, x0=reading.x0 + unit * first, x1=reading.x1 - unit * last)
