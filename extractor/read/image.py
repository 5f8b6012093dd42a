"""Reads an image file as the pages that it shows."""

from __future__ import annotations

from extractor.read.pdf import lay_out_pages, write_pages
from extractor.read.sniff import JPEG, PNG, TIFF
from extractor.read.writer import Writer
from models.document import Document
from models.errors import NoTextLayer

IMAGES = (PNG, JPEG, TIFF)


def read_image_file(data: bytes, media_type: str) -> Document:
    """The words that an image of this media type shows.

    Raises:
        DamagedDocument: It is cut off or broken.
        DocumentTooLarge: It has too many pixels or pages.
        NoTextLayer: No words can be made out, or nothing is installed that reads images.
    """
    writer = Writer(has_origins=True)
    write_image(writer, data)
    return writer.document(media_type)


def write_image(writer: Writer, data: bytes) -> None:
    """Write the pages of an image file, as `read_image_file`."""
    from extractor.read.ocr.engine import require_engine  # noqa: PLC0415 - most files are no images

    require_engine()
    from extractor.read.ocr.images import page_images  # noqa: PLC0415
    from extractor.read.ocr.scans import read_scans  # noqa: PLC0415

    layouts = list(read_scans(page_images(data)))
    if not any(layout.characters for layout in layouts):
        raise NoTextLayer("No words can be made out in the image; scan the page again, darker or finer.")
    lay_out_pages(layouts)
    write_pages(writer, layouts)
    writer.note("the image was read by character recognition")
