"""What a Word paragraph style says about its paragraphs: heading level and list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from extractor.read.docx_names import W, attribute, child_value

_HEADING_NAME = re.compile(r"(?:heading|überschrift|titre)\s*(\d)$", re.IGNORECASE)
_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style as far as reading needs it."""

    based_on: str | None = None
    heading_level: int | None = None
    list_id: str | None = None
    depth: int | None = None


class Styles:
    """The paragraph styles of a document, following what each is based on."""

    def __init__(self, root: Any | None) -> None:
        styles = () if root is None else root.findall(W + "style")
        self._styles = {attribute(style, "styleId") or "": _read_style(style) for style in styles}
        self._default = next(
            (
                attribute(style, "styleId") or ""
                for style in styles
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}
            ),
            "",
        )

    def heading_level(self, style_id: str | None) -> int | None:
        """Depth of the heading, from 1; None for a style that is no heading."""
        return next((s.heading_level for s in self._chain(style_id) if s.heading_level is not None), None)

    def list_of(self, style_id: str | None) -> tuple[str | None, int | None]:
        """The list and the depth in it that the style brings along."""
        chain = self._chain(style_id)
        return (
            next((style.list_id for style in chain if style.list_id is not None), None),
            next((style.depth for style in chain if style.depth is not None), None),
        )

    def _chain(self, style_id: str | None) -> list[Style]:
        chain: list[Style] = []
        at: str | None = style_id or self._default
        while at in self._styles and len(chain) < _CHAIN:
            chain.append(self._styles[at])
            at = chain[-1].based_on
        return chain


def _read_style(style: Any) -> Style:
    level = child_value(style, "pPr", "numPr", "ilvl")
    return Style(
        based_on=child_value(style, "basedOn"),
        heading_level=_heading_level(style),
        list_id=child_value(style, "pPr", "numPr", "numId"),
        depth=int(level) if level and level.isdecimal() else None,
    )


def _heading_level(style: Any) -> int | None:
    outline = child_value(style, "pPr", "outlineLvl")
    if outline and outline.isdecimal():
        return int(outline) + 1 if int(outline) < 9 else None
    name = child_value(style, "name") or ""
    if name.casefold() == "title":
        return 1
    match = _HEADING_NAME.match(name)
    return int(match[1]) if match else None
