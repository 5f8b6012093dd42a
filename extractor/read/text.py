"""Reads plain text: paragraphs by blank lines, pages by form feeds, aligned and ruled columns as tables."""

from __future__ import annotations

from extractor.read.encoding import decode_text
from extractor.read.furniture import mark_furniture
from extractor.read.lines import Line
from extractor.read.paragraphs import write_lines
from extractor.read.sniff import TEXT
from extractor.read.writer import Writer
from models.document import Document


def read_text(data: bytes) -> Document:
    """The text of a plain text file.

    Raises:
        UnsupportedDocument: The bytes are not text.
        EmptyDocument: There are no words in it.
    """
    writer = Writer()
    write_text(writer, decode_text(data))
    return writer.document(TEXT)


def write_text(writer: Writer, text: str) -> None:
    """Write the pages of a plain text."""
    pages = [_lines(page) for page in text.replace("\r\n", "\n").replace("\r", "\n").split("\f")]
    mark_furniture(pages, [0.0] * len(pages))
    for lines in pages:
        write_lines(writer, lines)
        writer.end_page()


def _lines(page: str) -> list[Line]:
    """Lines with columns and rows of characters as their coordinates."""
    lines = []
    for row, raw in enumerate(page.split("\n")):
        text = raw.strip()
        if text:
            left = len(raw) - len(raw.lstrip())
            lines.append(Line(text, (), float(left), float(row), float(left + len(text)), row + 1.0))
    return lines
