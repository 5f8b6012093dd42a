"""Reads a PDF: text in reading order, pages, running heads and feet, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.read.furniture import mark_furniture
from extractor.read.glyphs import Glyphs, open_glyphs
from extractor.read.limits import PAGES
from extractor.read.lines import Line
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

_FEW_CHARACTERS = 20
"""A scanned page may carry a stamp of this many characters."""


@dataclass(slots=True)
class PageLayout:
    """What stands on one page, from top to bottom of the reading order."""

    width: float
    height: float
    items: list[Line] = field(default_factory=list)


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
        layouts = [_read_page(pdf, number) for number in range(len(pdf))]
        _refuse_pages_without_text(pdf, layouts)
    finally:
        pdf.close()
    mark_furniture([layout.items for layout in layouts], [layout.height for layout in layouts])
    for layout in layouts:
        write_lines(writer, layout.items)
        writer.end_page(layout.width, layout.height, attachment=attachment)


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


def _read_page(pdf: Any, number: int) -> PageLayout:
    try:
        with open_glyphs(pdf, number) as glyphs:
            return _lay_out(glyphs)
    except pdfium.PdfiumError as error:
        raise DamagedDocument(
            f"Page {number + 1} of the PDF is broken; open it in a viewer, save it as PDF and send that."
        ) from error


def _lay_out(glyphs: Glyphs) -> PageLayout:
    return PageLayout(glyphs.width, glyphs.height, list(glyphs.lines()))


def _refuse_pages_without_text(pdf: Any, layouts: Sequence[PageLayout]) -> None:
    characters = sum(len(line.text) for layout in layouts for line in layout.items)
    if characters > _FEW_CHARACTERS * len(layouts):
        return
    if any(_shows_image(pdf, number) for number in range(min(len(layouts), 20))):
        raise NoTextLayer(
            "The pages are images without text; scans are not read yet: send the file that was printed, "
            "or one with recognised text."
        )
    if not characters:
        raise EmptyDocument("There are no words on any page; check that the right file was sent.")


def _shows_image(pdf: Any, number: int) -> bool:
    page = pdf[number]
    try:
        return any(True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    finally:
        page.close()
