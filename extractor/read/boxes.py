"""Finds where quotes stand on the pages of a PDF, asking for boxes only of the characters quoted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from extractor.read.glyphs import open_glyphs
from extractor.read.mail import attachment_bytes
from extractor.read.pdf import open_pdf
from extractor.read.sniff import EMAIL, PDF
from models.document import Document, Page, Span
from models.extraction import Box

PageBoxes = tuple[int, tuple[Box, ...]]
"""A page's number and one box for each line of a quote on it."""


def locate_boxes(data: bytes, document: Document, spans: Sequence[Span]) -> dict[Span, tuple[PageBoxes, ...]]:
    """Where quotes stand: for each span its pages, and on each page one box a line, from the top left.

    A span of a format without pages, or of text laid in by the reader only, has no boxes.

    Args:
        data: The bytes that the document was read from.
        document: As `read_document` gave it.
        spans: Of the document's text.
    """
    found: dict[Span, list[PageBoxes]] = {span: [] for span in spans}
    if len(document.origins):
        for page in document.pages:
            if page.boxes:
                _locate_on_page(page.boxes.__getitem__, document, page, found)
        for attachment, pages in _by_file(document).items():
            _locate_in_file(_file_bytes(data, document, attachment), document, pages, found)
    return {span: tuple(sorted(boxes)) for span, boxes in found.items()}


def _file_bytes(data: bytes, document: Document, attachment: int) -> bytes:
    return attachment_bytes(data, attachment) if document.media_type == EMAIL else data


def _by_file(document: Document) -> dict[int, list[Page]]:
    """Pages with a size, by the file that they are from."""
    files: dict[int, list[Page]] = defaultdict(list)
    for page in document.pages:
        if page.width and (document.media_type == PDF or page.attachment):
            files[page.attachment].append(page)
    return files


def _locate_in_file(
    data: bytes, document: Document, pages: Sequence[Page], found: dict[Span, list[PageBoxes]]
) -> None:
    wanted = [
        (index, page)
        for index, page in enumerate(pages)
        if not page.boxes and any(span.overlaps(page.span) for span in found)
    ]
    if not wanted or b"%PDF-" not in data[:1024]:
        return  # words of an image have their boxes with them
    pdf = open_pdf(data)
    try:
        for index, page in wanted:
            with open_glyphs(pdf, index) as glyphs:
                _locate_on_page(glyphs.box, document, page, found)
    finally:
        pdf.close()


def _locate_on_page(
    box_of: Callable[[int], Box], document: Document, page: Page, found: dict[Span, list[PageBoxes]]
) -> None:
    for span, placed in found.items():
        if not span.overlaps(page.span):
            continue
        start, end = max(span.start, page.span.start), min(span.end, page.span.end)
        boxes = tuple(_line_boxes(box_of, document.origins[start:end]))
        if boxes:
            placed.append((page.number, boxes))


def _line_boxes(box_of: Callable[[int], Box], origins: Sequence[int]) -> Iterator[Box]:
    """One box around the characters of each line, in the order of the quote."""
    line: Box | None = None
    last: Box = (0.0, 0.0, 0.0, 0.0)
    for index in origins:
        if index < 0:
            continue
        box = box_of(index)
        if box[2] <= box[0] or box[3] <= box[1]:
            continue  # a space that pdfium made up has no size
        if line is not None and (_same_line(line, box) or _below_each_other(last, box)):
            line = (
                min(line[0], box[0]),
                min(line[1], box[1]),
                max(line[2], box[2]),
                max(line[3], box[3]),
            )
            last = box
            continue
        if line is not None:
            yield _rounded(line)
        line = last = box
    if line is not None:
        yield _rounded(line)


def _same_line(line: Box, box: Box) -> bool:
    shared = min(line[3], box[3]) - max(line[1], box[1])
    return shared > 0.5 * min(line[3] - line[1], box[3] - box[1])


def _below_each_other(last: Box, box: Box) -> bool:
    """Whether characters follow each other up or down the page: a scan that lies on its side."""
    shared = min(last[2], box[2]) - max(last[0], box[0])
    apart = max(box[1] - last[3], last[1] - box[3])
    return shared > 0.8 * min(last[2] - last[0], box[2] - box[0]) and apart < box[2] - box[0]


def _rounded(box: Box) -> Box:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
