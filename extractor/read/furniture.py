"""Finds what repeats at the top and the bottom of pages: running heads, page numbers, 'Source:' lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.read.lines import TextLine
from models.document import BlockKind

_DEEP = 3
"""Lines at either end of a page that may be furniture."""
_SHARE_OF_PAGES = 0.3
_LEAST_PAGES = 3
_MARGIN = 0.09
"""Share of the page's height at its top in which running heads stand; table headers stand below."""
_EDGE = 0.12
"""Share of the page's height at either end in which a page number stands."""
_LONGEST = 200
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"\b[ivxl]+\b")
_PAGE_NUMBER = re.compile(
    r"(?:[-\u2013\u2014•|\[(]\s*)?(?:page\s+)?(?:[A-Z]{1,3}-)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?"
    r"(?:\s*[-\u2013\u2014•|\])]|\s*[|│]\s*page)?",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"Source:\s+\S.*\d{1,2}/\d{1,2}/\d{4}$")


def mark_furniture(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> None:
    """Mark running heads and feet on the lines of all pages; the lines stay where they are."""
    for kind, ends in ((BlockKind.HEADER, _tops(pages)), (BlockKind.FOOTER, _bottoms(pages))):
        keys = [[_keys(line.text, page) for line in lines] for page, lines in enumerate(ends)]
        counts = Counter(key for page in keys for key in {key for line in page for key in line})
        repeated = {
            key for key, count in counts.items() if count >= max(_LEAST_PAGES, len(pages) * _SHARE_OF_PAGES)
        }
        for lines, line_keys, height in zip(ends, keys, heights, strict=True):
            for line, own in zip(lines, line_keys, strict=True):
                if not (
                    _repeats(line, own & repeated, kind=kind, height=height)
                    or _stands_alone(line, kind, height)
                ):
                    break
                line.furniture = kind


def _keys(text: str, page: int) -> set[str]:
    """What a line has in common with the same line of other pages: all of it, or all but its page number."""
    folded = text.casefold()
    shape = _NUMBER.sub("#", folded)
    counted = {f"{shape} {int(number) - page}" for number in _NUMBER.findall(folded) if len(number) <= 4}
    if _ROMAN.search(folded):
        counted.add(_ROMAN.sub("#", folded))
    return {folded, *counted}


def _repeats(line: TextLine, keys: set[str], *, kind: BlockKind, height: float) -> bool:
    """Whether a line that recurs is furniture, and not the header of a table on many pages."""
    if not keys or len(line.text) > _LONGEST:
        return False
    only_the_same = keys == {line.text.casefold()}
    return not (kind is BlockKind.HEADER and only_the_same and line.bottom > height * _MARGIN > 0)


def _stands_alone(line: TextLine, kind: BlockKind, height: float) -> bool:
    """Whether a line is a page number or a 'Source:' line without being repeated."""
    if kind is BlockKind.FOOTER and _SOURCE.match(line.text):
        return True
    if not _PAGE_NUMBER.fullmatch(line.text):
        return False
    return not height or line.bottom < height * _EDGE or line.top > height * (1 - _EDGE)


def _tops(pages: Sequence[Sequence[TextLine]]) -> list[list[TextLine]]:
    return [sorted(lines, key=lambda line: line.top)[:_DEEP] for lines in pages]


def _bottoms(pages: Sequence[Sequence[TextLine]]) -> list[list[TextLine]]:
    return [sorted(lines, key=lambda line: -line.bottom)[:_DEEP] for lines in pages]
