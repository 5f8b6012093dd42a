"""The characters of one PDF page as pdfium gives them, with boxes on demand."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium_c

from extractor.read.encoding import plain_spaces
from extractor.read.lines import TextLine
from extractor.read.words import Word
from models.extraction import Box

HYPHEN_BREAK = "\ufffe"
"""pdfium's sign for a hyphen at the end of a line, whose line break it drops."""
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class Glyphs:
    """The characters of a page in reading order.

    Attributes:
        text: As pdfium orders it, lines ending with carriage return and newline.
        width: Of the page as it is shown, in points.
        height: Of the page as it is shown, in points.
        to_shown: From pdfium's left, bottom, right, top to a box from the top left of the shown page.
    """

    def __init__(self, page: Any, textpage: Any) -> None:
        self.page = page
        self._textpage = textpage
        self.text, self._indices = _text_with_indices(textpage)
        self.width, self.height = page.get_size()
        self.to_shown = shown_coordinates(page)
        self._rect = pdfium_c.FS_RECTF()
        self._pointer = ctypes.byref(self._rect)

    def index(self, position: int) -> int:
        """Pdfium's index of the character at a position of the text."""
        return position if self._indices is None else self._indices[position]

    def box(self, index: int) -> Box:
        """The box of the character at pdfium's index, as high as its font."""
        rect = self._rect
        pdfium_c.FPDFText_GetLooseCharBox(self._textpage, index, self._pointer)
        return self.to_shown(rect.left, rect.bottom, rect.right, rect.top)

    def lines(self) -> Iterator[TextLine]:
        """The lines in pdfium's order, without empty ones."""
        start = 0
        for raw in self.text.split("\r\n"):
            yield from self._line(raw, start)
            start += len(raw) + 2

    def words(self, line: TextLine) -> Iterator[Word]:
        """The words of one of the page's lines, with their places."""
        for match in re.finditer(r"\S+", line.text):
            origins = line.origins[match.start() : match.end()]
            first, last = self.box(origins[0]), self.box(origins[-1])
            yield Word(
                match.group(),
                origins,
                min(first[0], last[0]),
                min(first[1], last[1]),
                max(first[2], last[2]),
                max(first[3], last[3]),
            )

    def _line(self, raw: str, start: int) -> Iterator[TextLine]:
        text = raw.strip()
        if not text:
            return
        start += len(raw) - len(raw.lstrip())
        for piece in re.split(f"(?<={HYPHEN_BREAK})", text):
            if piece:
                yield self._piece(piece, start)
            start += len(piece)

    def _piece(self, text: str, start: int) -> TextLine:
        end = start + len(text)
        x0, top, x1, bottom = self.box(self.index(start))
        last = self.box(self.index(end - 1))
        return TextLine(
            text.replace(HYPHEN_BREAK, "-"),
            range(start, end) if self._indices is None else self._indices[start:end],
            min(x0, last[0]),
            min(top, last[1]),
            max(x1, last[2]),
            max(bottom, last[3]),
        )


@contextmanager
def open_glyphs(pdf: Any, number: int) -> Iterator[Glyphs]:
    """The characters of the page at an index; its handles are closed at the end."""
    page = pdf[number]
    try:
        textpage = page.get_textpage()
        try:
            yield Glyphs(page, textpage)
        finally:
            textpage.close()
    finally:
        page.close()


def shown_coordinates(page: Any) -> Callable[[float, float, float, float], Box]:
    """A function from pdfium's left, bottom, right, top to the shown page, origin at its top left."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    match page.get_rotation():
        case 90:
            return lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        case 180:
            return lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom)
        case 270:
            return lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0)
        case _:
            return lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0)


def _text_with_indices(textpage: Any) -> tuple[str, Sequence[int] | None]:
    """The text, and pdfium's index of each character where it is not simply its position."""
    count = textpage.count_chars()
    if count <= 0:
        return "", None
    text = textpage.get_text_range(errors="surrogatepass")
    indices = None
    if len(text) != count:
        indices = _indices(textpage, text)
    return plain_spaces(_UNREADABLE.sub("\ufffd", text)), indices


def _indices(textpage: Any, text: str) -> Sequence[int]:
    indices, unit = [], 0
    for char in text:
        indices.append(max(pdfium_c.FPDFText_GetCharIndexFromTextIndex(textpage, unit), 0))
        unit += 2 if ord(char) > 0xFFFF else 1
    return indices
