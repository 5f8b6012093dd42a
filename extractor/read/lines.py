"""A line of a page, and what its words say about it: heading, list item or running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.document import BlockKind

_MARKER = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]|\d{1,3}(?:\.\d{1,3}){1,4}"
    r"|[•●▪◦‣·○■□➢✓*\u2013-]|(?:ARTICLE|Article|SECTION|Section)\s+[\dIVXLC]+(?:\.\d+)*[.:]?)(?=\s|$)"
)
_BULLET = re.compile(r"(?:\([a-zA-Z0-9]{1,4}\)|[a-z][.)]|[ivx]{1,5}[.)]|[•●▪◦‣·○■□➢✓*\u2013-])(?=\s|$)")
_HEADING_WORDS = 12


@dataclass(slots=True)
class TextLine:
    """One line of a page.

    Attributes:
        text: Without white space at its ends.
        origins: Index on the page of each character.
        x0: Left edge in points from the left of the page.
        top: Upper edge in points from the top of the page.
        x1: Right edge.
        bottom: Lower edge.
        furniture: Header or footer, where the line repeats from page to page.
    """

    text: str
    origins: Sequence[int]
    x0: float
    top: float
    x1: float
    bottom: float
    furniture: BlockKind | None = None

    @property
    def height(self) -> float:
        """Height of its characters in points."""
        return self.bottom - self.top


def starts_item(text: str) -> bool:
    """Whether the line begins with a clause number, a letter in brackets or a bullet."""
    return _MARKER.match(text) is not None


def kind_of(text: str, *, lines: int = 1) -> BlockKind:
    """What a block of so many lines is by its words."""
    if lines == 1 and _is_heading(text):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if _BULLET.match(text) else BlockKind.PARAGRAPH


def _is_heading(text: str) -> bool:
    words = _MARKER.sub("", text, count=1).split()
    if not 0 < len(words) <= _HEADING_WORDS or text.endswith((";", ",", ":")):
        return False
    letters = [char for word in words for char in word if char.isalpha()]
    if len(letters) < 3:
        return False
    if all(char.isupper() for char in letters):
        return not any(char.isdigit() for char in "".join(words))
    numbered = starts_item(text) and not _BULLET.match(text)
    titled = sum(word[0].isupper() for word in words if word[0].isalpha()) * 2 > len(words)
    return numbered and titled and len(words) <= 8
