"""Reads a PDF: text in reading order, pages, running heads and feet, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.read.furniture import mark_furniture
from extractor.read.glyphs import Glyphs, open_glyphs
from extractor.read.grid import Grid
from extractor.read.limits import PAGES
from extractor.read.lines import Line
from extractor.read.page_layout import PageLayout, lay_out_lines, lay_out_tables
from extractor.read.paragraphs import write_lines
from extractor.read.sniff import PDF
from extractor.read.writer import Writer
from models.document import Document
from models.errors import (
    DamagedDocument,
    DocumentError,
    DocumentTooLarge,
    EmptyDocument,
    EncryptedDocument,
    NoTextLayer,
)

_MOST_IMAGE_PAGES = 100
_FEW_CHARACTERS = 20
"""A scanned page may carry a stamp of this many characters."""


def read_pdf(data: bytes) -> Document:
    """The text of a PDF.

    Raises:
        EncryptedDocument: It needs a password.
        DamagedDocument: It is truncated or broken.
        DocumentTooLarge: Too many pages or characters.
        NoTextLayer: Its pages are images.
        EmptyDocument: Its pages are blank.
    """
    writer = Writer(has_origins=True)
    write_pdf(writer, data)
    return writer.document(PDF)


def write_pdf(writer: Writer, data: bytes, *, attachment: int = 0) -> None:
    """Write the pages of a PDF, as `read_pdf`."""
    pdf = open_pdf(data)
    try:
        layouts = _read_pages(pdf)
        unread = _image_pages(pdf, layouts)
    finally:
        pdf.close()
    _write_pages(writer, layouts, attachment)
    if unread:
        writer.note(f"pages that are images were not read: {', '.join(map(str, unread))}")


def _write_pages(writer: Writer, layouts: Sequence[PageLayout], attachment: int) -> None:
    """Write pages one by one; a table that goes on at the top of a page joins the one before."""
    above: Grid | None = None
    for layout in layouts:
        for key, run in groupby(layout.items, key=lambda item: isinstance(item, Line)):
            if key:
                lines = [item for item in run if isinstance(item, Line)]
                write_lines(writer, lines)
                if any(line.furniture is None for line in lines):
                    above = None
            else:
                for grid in run:
                    above = _write_grid(writer, grid, above)
        writer.end_page(layout.width, layout.height, attachment=attachment)


def _write_grid(writer: Writer, grid: Line | Grid, above: Grid | None) -> Grid | None:
    """Write a table, or go on with the one above; gives the table as far as it has come."""
    if not isinstance(grid, Grid):
        return above
    if above is None or not grid.continues(above):
        writer.table(grid.cells)
        return grid
    rows = above.rows
    header = grid.rows_repeated(above)
    writer.continue_table(grid.cells, first_row=rows, header_rows=header)
    return Grid([*above.cells, *grid.cells], above.edges, above.top, grid.bottom)


def open_pdf(data: bytes) -> Any:
    """Pdfium's document over the bytes; the caller closes it."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _opening_error(error) from error
    pages = len(pdf)
    if pages > PAGES:
        pdf.close()
        raise DocumentTooLarge(f"The PDF has {pages:,} pages, more than the {PAGES:,} allowed; split it.")
    if not pages:
        pdf.close()
        raise EmptyDocument("The PDF has no pages; check that the right file was sent.")
    return pdf


def _opening_error(error: pdfium.PdfiumError) -> DocumentError:
    if getattr(error, "err_code", None) in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
        return EncryptedDocument("The PDF is protected by a password; save it without one and send it again.")
    return DamagedDocument("The PDF is cut off or broken; open it in a viewer, save it as PDF and send that.")


def _read_pages(pdf: Any) -> list[PageLayout]:
    """All pages; tables are found once running heads and feet are known."""
    layouts = []
    for number in range(len(pdf)):
        with _page(pdf, number) as glyphs:
            layouts.append(lay_out_lines(glyphs))
    _refuse_pages_without_text(pdf, layouts)
    mark_furniture([layout.lines for layout in layouts], [layout.height for layout in layouts])
    for layout in layouts:
        lay_out_tables(layout)
    return layouts


@contextmanager
def _page(pdf: Any, number: int) -> Iterator[Glyphs]:
    try:
        with open_glyphs(pdf, number) as glyphs:
            yield glyphs
    except pdfium.PdfiumError as error:
        raise DamagedDocument(
            f"Page {number + 1} of the PDF is broken; open it in a viewer, save it as PDF and send that."
        ) from error


def _refuse_pages_without_text(pdf: Any, layouts: Sequence[PageLayout]) -> None:
    characters = sum(layout.characters for layout in layouts)
    if characters > _FEW_CHARACTERS * len(layouts):
        return
    if any(_shows_image(pdf, number) for number in range(min(len(layouts), 20))):
        raise NoTextLayer(
            "The pages are images without text; scans are not read yet: send the file that was printed, "
            "or one with recognised text."
        )
    if not characters:
        raise EmptyDocument("There are no words on any page; check that the right file was sent.")


def _image_pages(pdf: Any, layouts: Sequence[PageLayout]) -> list[int]:
    """Numbers of the pages that show an image and next to no words: a scanned annex."""
    bare = [number for number, layout in enumerate(layouts) if layout.characters <= _FEW_CHARACTERS]
    return [number + 1 for number in bare[:_MOST_IMAGE_PAGES] if _shows_image(pdf, number)]


def _shows_image(pdf: Any, number: int) -> bool:
    page = pdf[number]
    try:
        return any(True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    finally:
        page.close()
