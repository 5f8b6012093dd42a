"""Reads plain text: paragraphs by blank lines, pages by form feeds, aligned and piped columns as tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.read.encoding import decode_text
from extractor.read.furniture import mark_furniture
from extractor.read.grid import Grid, mark_header
from extractor.read.gutters import find_grids, is_contents_page
from extractor.read.lines import TextLine
from extractor.read.paragraphs import write_lines
from extractor.read.sniff import CSV, TEXT
from extractor.read.words import Row, Segment, Word
from extractor.read.writer import Writer, WrittenCell
from models.document import Document
from models.errors import DamagedDocument

_GAP = re.compile(r"\s{2,}")
_NARROW = 1.0
_PIPE_RULE = re.compile(r"[\s|:+=_-]+")
_LONGEST_ROW = 200
"""Characters; longer lines are paragraphs that were never wrapped."""
_JUSTIFIED_GAP = re.compile(r"\s{4,}")
_STRETCHED = 0.15
_TAB = 8


def read_text(data: bytes) -> Document:
    """The text of a plain text file.

    Raises:
        UnsupportedDocument: The bytes are not text.
        EmptyDocument: There are no words in it.
    """
    writer = Writer()
    write_text(writer, decode_text(data))
    return writer.document(TEXT)


def read_csv(data: bytes) -> Document:
    """The rows of a CSV file as one table.

    Raises:
        UnsupportedDocument: The bytes are not text.
        DamagedDocument: The rows cannot be told apart.
        EmptyDocument: There are no words in it.
    """
    writer = Writer()
    write_csv(writer, decode_text(data))
    return writer.document(CSV)


def write_csv(writer: Writer, text: str) -> None:
    """Write the rows of a CSV text as one table."""
    try:
        rows = [row for row in csv.reader(text.splitlines(), _dialect(text)) if any(row)]
    except csv.Error as error:
        raise DamagedDocument("The CSV cannot be split into rows; save it again as CSV.") from error
    cells = [
        WrittenCell(number, column, " ".join(value.split()))
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
    ]
    mark_header(cells)
    if cells:
        writer.table(cells)
    writer.end_page()


def _dialect(text: str) -> type[csv.Dialect]:
    try:
        return csv.Sniffer().sniff(text[:4_000], delimiters=",;\t|")
    except csv.Error:
        return csv.excel


def write_text(writer: Writer, text: str) -> None:
    """Write the pages of a plain text."""
    pages = [_lines(page) for page in text.replace("\r\n", "\n").replace("\r", "\n").split("\f")]
    mark_furniture(pages, [0.0] * len(pages))
    for lines in pages:
        for item in _with_tables(lines):
            if isinstance(item, Grid):
                writer.table(item.cells)
            else:
                write_lines(writer, item, step=1.0)
        writer.end_page()


def _lines(page: str) -> list[TextLine]:
    """Lines with columns and rows of characters as their coordinates."""
    lines = []
    for row, raw in enumerate(page.split("\n")):
        text = raw.strip()
        if text:
            left = len(raw) - len(raw.lstrip())
            lines.append(TextLine(text, (), float(left), float(row), float(left + len(text)), row + 1.0))
    return lines


def _with_tables(lines: Sequence[TextLine]) -> Iterator[Grid | list[TextLine]]:
    """Tables, and the lines between them."""
    at = 0
    for grid in sorted([*_piped(lines), *_aligned(lines)], key=lambda grid: grid.top):
        before = [line for line in lines[at:] if line.top < grid.top]
        if before:
            yield before
        yield grid
        at += len(before) + sum(grid.top <= line.top < grid.bottom for line in lines)
    if at < len(lines):
        yield list(lines[at:])


def _aligned(lines: Sequence[TextLine]) -> Iterator[Grid]:
    """Tables whose columns line up; furniture and piped lines are no part of one."""
    if is_contents_page([line.text for line in lines]):
        return
    gap = _JUSTIFIED_GAP if _is_justified(lines) else _GAP
    for plain, run in groupby(lines, key=_may_be_row):
        if plain:
            rows = [_row(line, gap) for line in run if not _PIPE_RULE.fullmatch(line.text)]
            yield from find_grids(rows, narrow=_NARROW)


def _may_be_row(line: TextLine) -> bool:
    """Whether a line may be a row: not furniture, not piped, not a whole paragraph."""
    return not line.furniture and "|" not in line.text and len(line.text) <= _LONGEST_ROW


def _is_justified(lines: Sequence[TextLine]) -> bool:
    """Whether lines are stretched with spaces, so that two of them mean nothing."""
    wide = sum(len(_GAP.findall(line.text)) for line in lines)
    return wide > _STRETCHED * sum(line.text.count(" ") for line in lines)


def _row(line: TextLine, gaps: re.Pattern[str]) -> Row:
    """A line as segments between tabs or runs of spaces."""
    row = Row(line.top, line.bottom)
    shown = line.text.expandtabs(_TAB)
    start = 0
    for gap in [*gaps.finditer(shown), None]:
        end = gap.start() if gap else len(shown)
        if end > start:
            row.segments.append(Segment(list(_words(shown, start, end, line=line))))
        start = gap.end() if gap else end
    return row


def _words(shown: str, start: int, end: int, *, line: TextLine) -> Iterator[Word]:
    for match in re.finditer(r"\S+", shown[start:end]):
        left = line.x0 + start + match.start()
        yield Word(match.group(), (), left, line.top, left + len(match.group()), line.bottom)


def _piped(lines: Sequence[TextLine]) -> Iterator[Grid]:
    """Tables whose cells are parted by vertical bars, as in Markdown."""
    for piped, run in groupby(lines, key=lambda line: "|" in line.text):
        block = list(run)
        rows = [_piped_cells(line.text) for line in block if not _PIPE_RULE.fullmatch(line.text)]
        if piped and len(rows) >= 2 and min(map(len, rows)) >= 2:
            cells = [
                WrittenCell(number, column, text)
                for number, row in enumerate(rows)
                for column, text in enumerate(row)
            ]
            mark_header(cells)
            yield Grid(cells, [], block[0].top, block[-1].bottom)


def _piped_cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.strip().strip("|").split("|")]
