"""Chooses the pages of a PDF that must be read from their images, and reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium_c

from extractor.read.limits import SCANNED_PAGES
from extractor.read.ocr.doubt import is_better, is_doubtful
from extractor.read.ocr.engine import HOW_TO_INSTALL, is_installed
from extractor.read.page_layout import PageLayout
from extractor.read.writer import Writer

_FEW_CHARACTERS = 20
"""A scanned page may carry a stamp of this many characters."""
_STAMPS = 400
"""Characters that envelope numbers and stamps laid over a scanned page come to at most."""
_WHOLE_PAGE = 0.6
"""Share of a page that the image of a scanned page covers at least."""
_PATHS = 40
"""Paths of a page whose characters are drawn as outlines, at least."""


def pages_without_text(pdf: Any, layouts: Sequence[PageLayout]) -> list[int]:
    """Indices of the pages that show words which their text layer does not hold."""
    return [
        number
        for number, layout in enumerate(layouts)
        if layout.characters < _STAMPS and _shows_more(pdf, number, layout.characters)
    ]


def pages_in_doubt(pdf: Any, layouts: Sequence[PageLayout]) -> list[int]:
    """Indices of the pages whose text layer hardly says what they show."""
    return [
        number
        for number, layout in enumerate(layouts)
        if layout.scan is None
        and layout.characters >= _STAMPS
        and is_doubtful(text_of(layout), partial(_shows_scan, pdf, number))
    ]


def text_of(layout: PageLayout) -> str:
    """The lines of a page whose tables have not been found yet."""
    return "\n".join(line.text for line in layout.lines)


def _shows_scan(pdf: Any, number: int) -> bool:
    from extractor.read.ocr.raster import image_share  # noqa: PLC0415

    with closing(pdf[number]) as page:
        return image_share(page) >= _WHOLE_PAGE


def _shows_more(pdf: Any, number: int, characters: int) -> bool:
    """Whether a page with few characters or none shows an image of words."""
    if characters > _FEW_CHARACTERS:
        return _shows_scan(pdf, number)
    with closing(pdf[number]) as page:
        kinds = [pdfium_c.FPDFPageObj_GetType(found.raw) for found in page.get_objects(max_depth=3)]
    return pdfium_c.FPDF_PAGEOBJ_IMAGE in kinds or kinds.count(pdfium_c.FPDF_PAGEOBJ_PATH) >= _PATHS


def read_page_images(pdf: Any, layouts: list[PageLayout], numbers: Sequence[int], writer: Writer) -> None:
    """Read these pages from their images and put their layouts in place; what was not read is noted.

    Raises:
        NoTextLayer: No page has text, and no recogniser is installed.
    """
    if not is_installed() and any(layout.characters > _FEW_CHARACTERS for layout in layouts):
        writer.note(f"pages that are images were not read: {_listed(numbers)}; {HOW_TO_INSTALL}")
        return
    from extractor.read.ocr.scans import read_scans  # noqa: PLC0415 - most files have no scanned page

    chosen = numbers[:SCANNED_PAGES]
    read, blank = [], []
    for number, layout in zip(chosen, read_scans(_images(pdf, chosen)), strict=True):
        if layout.characters > layouts[number].characters:
            layouts[number] = layout
            read.append(number)
        elif not layouts[number].characters:
            blank.append(number)
    if read:
        writer.note(f"pages read from images by character recognition: {_listed(read)}")
    if blank:
        writer.note(f"pages that are images without legible words: {_listed(blank)}")
    if numbers[SCANNED_PAGES:]:
        writer.note(
            f"pages that are images were not read: {_listed(numbers[SCANNED_PAGES:])}; of one file "
            f"{SCANNED_PAGES} are read, split it"
        )


def read_pages_again(pdf: Any, layouts: list[PageLayout], numbers: Sequence[int], writer: Writer) -> None:
    """Read pages with a doubtful text layer from their images, and drop the layer where that makes more sense."""
    if not is_installed():
        writer.note(
            f"the text layer hardly says what the page shows: {_listed(numbers)}; read them from their images: "
            f"{HOW_TO_INSTALL}"
        )
        return
    from extractor.read.ocr.scans import read_scans  # noqa: PLC0415

    chosen = numbers[:SCANNED_PAGES]
    dropped = []
    for number, layout in zip(chosen, read_scans(_images(pdf, chosen)), strict=True):
        if is_better(text_of(layout), text_of(layouts[number])):
            layouts[number] = layout
            dropped.append(number)
    if dropped:
        writer.note(
            f"the text layer does not say what the page shows; it was dropped and the page read from its image "
            f"by character recognition: {_listed(dropped)}"
        )
    kept = [number for number in numbers if number not in dropped]
    if kept:
        writer.note(f"the text layer may not say what the page shows: {_listed(kept)}")


def _images(pdf: Any, numbers: Sequence[int]) -> Iterator[Any]:
    from extractor.read.ocr.raster import render  # noqa: PLC0415

    for number in numbers:
        with closing(pdf[number]) as page:
            yield render(page)


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers from 1, runs of them as ranges."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1]:
            ranges[-1][1] = number + 1
        else:
            ranges.append([number + 1, number + 1])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
