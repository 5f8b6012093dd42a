"""Reads one page image: upright it, take its rules away, read its words, and give them as a page layout."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any

from extractor.read.gutters import is_contents_page
from extractor.read.ocr.engine import Engine, RecognisedWord, read_words
from extractor.read.ocr.letters import character_boxes, level_lines
from extractor.read.ocr.noise import without_noise, without_rule_marks
from extractor.read.ocr.raster import POINTS_PER_INCH, Pixels, tones_of
from extractor.read.ocr.rules import Rule, find_rules, without_rules
from extractor.read.ocr.second_look import look_again
from extractor.read.ocr.signature_rules import blanks
from extractor.read.ocr.upright import Frame, skew_of, stands_sideways, straightened, turned
from extractor.read.page_layout import PageLayout, Scan
from extractor.read.ruled import edge_of, shows_grid
from extractor.read.words import Word, gather_rows, line_of
from models.extraction import Box

_ILLEGIBLE = 35.0
"""Confidence below which what was read is no words at all."""
_DOUBTFUL = 60.0
"""Confidence below which a page may stand on its head."""
_GAP = 0.8
_FEW_LETTERS = 12


@dataclass(slots=True)
class PageReading:
    """What was read on one page image, in pixels of the upright image.

    Attributes:
        readings: Words.
        rows: Rules across.
        columns: Rules down.
        frame: How the upright image came from the page.
    """

    readings: list[RecognisedWord]
    rows: list[Rule]
    columns: list[Rule]
    frame: Frame

    @property
    def letters(self) -> int:
        """Letters and figures read."""
        return sum(char.isalnum() for reading in self.readings for char in reading.text)

    @property
    def confidence(self) -> float:
        """Median confidence of its words; 0 where there are none."""
        return median([reading.confidence for reading in self.readings]) if self.readings else 0.0

    @property
    def worth(self) -> float:
        """How much was read how surely."""
        return self.letters * max(self.confidence, 1.0)


def read_image(engine: Engine, pixels: Pixels, dpi: int) -> PageReading:
    """The words and rules of a page image in whatever way it was put on the scanner."""
    tones = tones_of(pixels)
    if not tones.is_page(pixels):
        height, width = pixels.shape
        return PageReading([], [], [], Frame(dpi / POINTS_PER_INCH, width, height))
    dark = tones.ink(pixels)
    first = 90 if stands_sideways(dark) else 0
    best = _read_turned(engine, pixels, dpi, first)
    if best.confidence >= _DOUBTFUL and best.letters >= _FEW_LETTERS:
        return best
    for turn in (first + 180, first + 90, first + 270):
        other = _read_turned(engine, pixels, dpi, turn % 360)
        best = max(best, other, key=lambda reading: reading.worth)
        if best.confidence >= _DOUBTFUL and best.letters >= _FEW_LETTERS:
            break
    return best


def _read_turned(engine: Engine, pixels: Pixels, dpi: int, turn: int) -> PageReading:
    height, width = pixels.shape
    upright = turned(pixels, turn)
    tones = tones_of(upright)
    angle = skew_of(tones.ink(upright))
    frame = Frame(dpi / POINTS_PER_INCH, width, height, turn, angle)
    upright = straightened(upright, angle, tones.paper)
    rows, columns, mask = find_rules(upright, tones, dpi)
    clean = tones.cleaned(without_rules(upright, mask, tones.paper))
    readings = look_again(engine, clean, tones, dpi, read_words(engine, clean, dpi))
    readings = without_rule_marks(without_noise(readings), columns)
    reading = PageReading(readings, rows, columns, frame)
    return reading if reading.confidence >= _ILLEGIBLE else PageReading([], rows, columns, frame)


def lay_out_reading(reading: PageReading) -> PageLayout:
    """The layout that a text layer would have given: lines, words, rules, and a box for each character."""
    scale, frame = reading.frame.scale, reading.frame
    width, height = (side / scale for side in frame.upright_size)
    edges = [_edge(rule, scale) for rule in (*reading.rows, *reading.columns)]
    ruled = shows_grid(edges)
    readings = level_lines(reading.readings)
    if not ruled:
        readings += blanks(readings, reading.rows)
    boxes: list[Box] = []
    words = [_word(one, scale, frame, boxes) for one in readings]
    rows = gather_rows(words, gap=_GAP)
    lines = [line_of(row.words) for row in rows]
    layout = PageLayout(width, height, list(lines))
    parted = any(len(row.segments) > 1 for row in rows)
    layout.gaps = parted and not is_contents_page([line.text for line in lines])
    layout.words = [row.words for row in rows]
    layout.edges = edges if ruled else []
    layout.scan = Scan(boxes, (frame.width / scale, frame.height / scale), reading.confidence)
    return layout


def _word(reading: RecognisedWord, scale: float, frame: Frame, boxes: list[Box]) -> Word:
    """The word in points of the upright page; the boxes of its characters on the shown page are added."""
    box = (reading.x0 / scale, reading.top / scale, reading.x1 / scale, reading.bottom / scale)
    first = len(boxes)
    boxes.extend(frame.to_page(letter) for letter in character_boxes(reading.text, box))
    return Word(reading.text, range(first, len(boxes)), *box)


def _edge(rule: Rule, scale: float) -> dict[str, Any]:
    x0, top, x1, bottom = (side / scale for side in rule)
    if x1 - x0 > bottom - top:
        return edge_of(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
    return edge_of((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)
