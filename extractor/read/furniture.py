"""Finds what repeats at the top and the bottom of pages: running heads, page numbers, 'Source:' lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.read.lines import Line
from models.document import BlockKind

_DEEP = 3
"""Lines at either end of a page that may be furniture."""
_SHARE_OF_PAGES = 0.3
_LEAST_PAGES = 3
_EDGE = 0.12
"""Share of the page's height at either end in which a page number stands."""
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:[-\u2013\u2014•|\[(]\s*)?(?:page\s+)?(?:[A-Z]{1,3}-)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?"
    r"(?:\s*[-\u2013\u2014•|\])]|\s*[|│]\s*page)?",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"Source:\s+\S.*\d{1,2}/\d{1,2}/\d{4}$")


def mark_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> None:
    """Mark running heads and feet on the lines of all pages; the lines stay where they are."""
    for kind, ends in ((BlockKind.HEADER, _tops(pages)), (BlockKind.FOOTER, _bottoms(pages))):
        counts = Counter(key for lines in ends for key in {_key(line.text) for line in lines})
        for lines, height in zip(ends, heights, strict=True):
            _mark_end(lines, kind, height=height, counts=counts, pages=len(pages))


def _mark_end(
    lines: Sequence[Line], kind: BlockKind, *, height: float, counts: Counter[str], pages: int
) -> None:
    """Mark from the edge inwards, as far as lines are furniture."""
    needed = max(_LEAST_PAGES, pages * _SHARE_OF_PAGES)
    for line in lines:
        repeats = counts[_key(line.text)] >= needed and len(line.text) < 200
        if not (repeats or _stands_alone(line, kind, height)):
            return
        line.furniture = kind


def _stands_alone(line: Line, kind: BlockKind, height: float) -> bool:
    """Whether a line is a page number or a 'Source:' line without being repeated."""
    if kind is BlockKind.FOOTER and _SOURCE.match(line.text):
        return True
    if not _PAGE_NUMBER.fullmatch(line.text):
        return False
    if not height:
        return True
    return line.bottom < height * _EDGE or line.top > height * (1 - _EDGE)


def _key(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()


def _tops(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    return [sorted(lines, key=lambda line: line.top)[:_DEEP] for lines in pages]


def _bottoms(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    return [sorted(lines, key=lambda line: -line.bottom)[:_DEEP] for lines in pages]
