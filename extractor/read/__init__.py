"""Bytes to Document: one reader for each kind of file, caged because parsers of strangers' files break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from extractor.read.boxes import locate_boxes
from extractor.read.docx import read_docx
from extractor.read.encoding import invisible_notes
from extractor.read.html import read_html
from extractor.read.image import IMAGES, read_image_file
from extractor.read.limits import FILE_BYTES
from extractor.read.mail import read_email
from extractor.read.pdf import read_pdf
from extractor.read.sniff import CSV, DOCX, EMAIL, HTML, PDF, TEXT, sniff_media_type
from extractor.read.text import read_csv, read_text
from models.document import Document
from models.errors import DocumentTooLarge, EmptyDocument

__all__ = ["locate_boxes", "read_document"]

_READERS: dict[str, Callable[[bytes], Document]] = {
    PDF: read_pdf,
    DOCX: read_docx,
    HTML: read_html,
    EMAIL: read_email,
    TEXT: read_text,
    CSV: read_csv,
    **{kind: partial(read_image_file, media_type=kind) for kind in IMAGES},
}


def read_document(data: bytes, filename: str) -> Document:
    """The file as text with its pages, blocks and tables. Not caged: see `cage.run_caged`.

    Raises:
        DocumentError: The file cannot be read; the subclass says why.
    """
    if not data.strip():
        raise EmptyDocument("The file has no content; check that it was saved and sent completely.")
    if len(data) > FILE_BYTES:
        raise DocumentTooLarge(
            f"The file has {len(data):,} bytes, more than the {FILE_BYTES:,} allowed; "
            "make it smaller or split it."
        )
    document = _READERS[sniff_media_type(data, filename)](data)
    return replace(document, notes=(*document.notes, *invisible_notes(document.text)))
