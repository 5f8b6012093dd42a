"""Looks again, closely, at ink that the recogniser passed over or doubts: lone figures in narrow columns above all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np
from scipy import ndimage

from extractor.read.ocr.engine import Engine, RecognisedWord, read_line
from extractor.read.ocr.raster import Pixels, Tones
from extractor.read.ocr.rules import Rule

_MOST = 60
"""Pieces of a page that are looked at again."""
_COVER = 3
_MARGIN = 12
"""Pixels of paper around a piece, without which it is not read well."""
_SMALLEST = 0.55
_TALLEST = 1.9
_WORD_GAP = 0.045
"""Inches between letters that belong to one piece."""
_SURE = 50.0
_NEAR = 0.25
"""Heights of a word around it within which ink is its own."""


def look_again(
    engine: Engine, pixels: Pixels, tones: Tones, dpi: int, readings: Sequence[RecognisedWord]
) -> list[RecognisedWord]:
    """The readings, doubtful ones read by themselves, with words in ink that none of them covers."""
    if not readings:
        return []
    usual = median(reading.bottom - reading.top for reading in readings)
    doubtful = [reading for reading in readings if reading.confidence < _SURE][:_MOST]
    better = {id(one): _again(engine, pixels, dpi, one) for one in doubtful}
    settled = [better.get(id(reading), reading) for reading in readings]
    return [*settled, *_passed_over(engine, pixels, dpi, _pieces(pixels, tones, dpi, readings, usual))]


def _again(engine: Engine, pixels: Pixels, dpi: int, reading: RecognisedWord) -> RecognisedWord:
    """The word as it reads by itself, where that is surer."""
    place = (int(reading.x0), int(reading.top), int(reading.x1), int(reading.bottom))
    found = read_line(engine, _crop(pixels, place), dpi)
    if len(found) == 1 and found[0].confidence > max(reading.confidence, _SURE):
        return RecognisedWord(found[0].text, found[0].confidence, reading.line, *map(float, place))
    return reading


def _passed_over(
    engine: Engine, pixels: Pixels, dpi: int, pieces: Sequence[Rule]
) -> Iterator[RecognisedWord]:
    for number, place in enumerate(pieces):
        for one in read_line(engine, _crop(pixels, place), dpi):
            if one.confidence >= _SURE and any(char.isalnum() for char in one.text):
                yield RecognisedWord(one.text, one.confidence, (-2, number, 0), *map(float, place))


def _crop(pixels: Pixels, place: Rule) -> Pixels:
    x0, top, x1, bottom = place
    return np.ascontiguousarray(
        pixels[max(top - _MARGIN, 0) : bottom + _MARGIN, max(x0 - _MARGIN, 0) : x1 + _MARGIN]
    )


def _pieces(
    pixels: Pixels, tones: Tones, dpi: int, readings: Sequence[RecognisedWord], usual: float
) -> list[Rule]:
    """Boxes of uncovered ink of the size of words."""
    ink = tones.ink(pixels)
    for one in readings:
        top, x0 = max(int(one.top) - _COVER, 0), max(int(one.x0) - _COVER, 0)
        ink[top : int(one.bottom) + _COVER, x0 : int(one.x1) + _COVER] = False
    gap = max(int(_WORD_GAP * dpi), 2)
    joined = ndimage.maximum_filter1d(ink.view(np.uint8), 2 * gap + 1, axis=1)
    labels, _ = ndimage.label(joined)
    pieces = []
    for rows, columns in ndimage.find_objects(labels):
        height = rows.stop - rows.start
        piece = (columns.start + gap, rows.start, columns.stop - gap, rows.stop)
        fits = _SMALLEST * usual <= height <= _TALLEST * usual and piece[2] - piece[0] >= 2
        if fits and _is_apart(piece, readings, usual):
            pieces.append(piece)
    return pieces if len(pieces) <= _MOST else []


def _is_apart(piece: Rule, readings: Sequence[RecognisedWord], usual: float) -> bool:
    """Whether a piece is no part of a word whose box falls short of its ink."""
    near = _NEAR * usual
    return not any(
        one.x0 - near < piece[2]
        and piece[0] < one.x1 + near
        and one.top - near < piece[3]
        and piece[1] < one.bottom + near
        for one in readings
    )
