"""Tells words from specks, edges of the paper and remains of rules that the recogniser took for words."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractor.read.ocr.engine import Reading

_SURE = 60.0
_HOPELESS = 20.0
_TINY = 0.45
_HUGE = 4.0
_STROKES = frozenset("|[]{}~_¦—=«»\\")


def without_noise(readings: Sequence[Reading]) -> list[Reading]:
    """The readings that are words."""
    heights = [one.bottom - one.top for one in readings if one.confidence >= _SURE and one.text.isalnum()]
    usual = median(heights) if heights else 0.0
    return [reading for reading in readings if not _is_noise(reading, usual)]


def _is_noise(reading: Reading, usual: float) -> bool:
    if not any(char.isalnum() for char in reading.text):
        return reading.confidence < _HOPELESS or set(reading.text) <= _STROKES
    if reading.confidence < _HOPELESS and len(reading.text) <= 3:
        return True
    height = reading.bottom - reading.top
    return reading.confidence < _SURE and usual > 0 and not _TINY * usual <= height <= _HUGE * usual
