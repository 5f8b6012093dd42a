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
from extractor.read.lines import TextLine
from extractor.read.ocr.choose import pages_in_doubt, pages_without_text, read_page_images, read_pages_again
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
        layouts = _read_pages(pdf, writer)
    finally:
        pdf.close()
    write_pages(writer, layouts, attachment=attachment)


def write_pages(writer: Writer, layouts: Sequence[PageLayout], *, attachment: int = 0) -> None:
    """Write pages one by one; a table that goes on at the top of a page joins the one before."""
    above: Grid | None = None
    for layout in layouts:
        for key, run in groupby(layout.items, key=lambda item: isinstance(item, TextLine)):
            if key:
                lines = [item for item in run if isinstance(item, TextLine)]
                write_lines(writer, lines)
                if any(line.furniture is None for line in lines):
                    above = None
            else:
                for grid in run:
                    above = _write_grid(writer, grid, above)
        width, height = layout.scan.size if layout.scan else (layout.width, layout.height)
        boxes = layout.scan.boxes if layout.scan else ()
        writer.end_page(width, height, attachment=attachment, boxes=boxes)


def _write_grid(writer: Writer, grid: TextLine | Grid, above: Grid | None) -> Grid | None:
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


def _read_pages(pdf: Any, writer: Writer) -> list[PageLayout]:
    """All pages; tables are found once running heads and feet are known."""
    layouts: list[PageLayout] = []
    for number in range(len(pdf)):
        with _page(pdf, number) as glyphs:
            layouts.append(lay_out_lines(glyphs))
    unread = pages_without_text(pdf, layouts)
    if unread:
        read_page_images(pdf, layouts, unread, writer)
    doubtful = pages_in_doubt(pdf, layouts)
    if doubtful:
        read_pages_again(pdf, layouts, doubtful, writer)
    _refuse_pages_without_text(layouts, unread)
    lay_out_pages(layouts)
    return layouts


def lay_out_pages(layouts: Sequence[PageLayout]) -> None:
    """Mark running heads and feet, then find tables and columns."""
    mark_furniture([layout.lines for layout in layouts], [layout.height for layout in layouts])
    for layout in layouts:
        lay_out_tables(layout)


@contextmanager
def _page(pdf: Any, number: int) -> Iterator[Glyphs]:
    try:
        with open_glyphs(pdf, number) as glyphs:
            yield glyphs
    except pdfium.PdfiumError as error:
        raise DamagedDocument(
            f"Page {number + 1} of the PDF is broken; open it in a viewer, save it as PDF and send that."
        ) from error


def _refuse_pages_without_text(layouts: Sequence[PageLayout], unread: Sequence[int]) -> None:
    if any(layout.characters for layout in layouts):
        return
    if unread:
        raise NoTextLayer(
            "The pages are images in which no words can be made out; scan them again, darker or finer, or "
            "send the file that was printed."
        )
    raise EmptyDocument("There are no words on any page; check that the right file was sent.")
