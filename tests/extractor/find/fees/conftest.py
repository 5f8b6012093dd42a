from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Literal

import docx
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Table as PdfTable

from extractor.pipeline import extract_document
from extractor.read import read_document
from extractor.segment import ContractText, segment
from models.document import Cell, Document, Page, Span, Table
from models.extraction import Extraction

Rows = Sequence[Sequence[str]]


@pytest.fixture
def contract() -> Callable[[str], ContractText]:
    """Make a contract of a text without tables."""

    def make(text: str) -> ContractText:
        return segment(Document(text, "text/plain", (Page(1, Span(0, len(text))),)))

    return make


@pytest.fixture
def tabled() -> Callable[[str, Rows], ContractText]:
    """Make a contract of a paragraph and a table below it."""

    def make(above: str, rows: Rows) -> ContractText:
        text, cells = f"{above}\n\n", []
        start = len(text)
        for row, texts in enumerate(rows):
            for column, words in enumerate(texts):
                cells.append(Cell(row, column, Span(len(text), len(text) + len(words)), header=row == 0))
                text += f"{words}\t"
            text = text[:-1] + "\n"
        table = Table(Span(start, len(text)), tuple(cells))
        return segment(Document(text, "text/plain", (Page(1, Span(0, len(text))),), tables=(table,)))

    return make


Part = str | Rows
Form = Literal["docx", "ruled", "unruled", "text"]


def _word(parts: Sequence[Part]) -> bytes:
    made = docx.Document()
    for part in parts:
        if isinstance(part, str):
            heading = part.startswith("# ")
            made.add_heading(part[2:], 2) if heading else made.add_paragraph(part)
            continue
        table = made.add_table(rows=len(part), cols=len(part[0]), style="Table Grid")
        for row, texts in enumerate(part):
            for column, words in enumerate(texts):
                table.cell(row, column).text = words
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _pdf(parts: Sequence[Part], *, ruled: bool) -> bytes:
    styles = getSampleStyleSheet()
    flow: list[Flowable] = []
    for part in parts:
        if isinstance(part, str):
            style = styles["Heading3" if part.startswith("# ") else "BodyText"]
            flow.append(Paragraph(part.removeprefix("# "), style))
        else:
            grid = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))] if ruled else []
            cells = [[Paragraph(words, styles["BodyText"]) for words in row] for row in part]
            flow.append(PdfTable(cells, repeatRows=1, style=TableStyle(grid)))
        flow.append(Spacer(1, 6))
    file = BytesIO()
    SimpleDocTemplate(file, invariant=1).build(flow)
    return file.getvalue()


def _text(parts: Sequence[Part]) -> bytes:
    blocks = []
    for part in parts:
        if isinstance(part, str):
            blocks.append(part.removeprefix("# "))
            continue
        widths = [max(len(row[column]) for row in part) for column in range(len(part[0]))]
        blocks.append(
            "\n".join(
                "   ".join(words.ljust(width) for words, width in zip(row, widths, strict=True)).rstrip()
                for row in part
            )
        )
    return "\n\n".join(blocks).encode()


def _rendered(parts: Sequence[Part], form: Form) -> tuple[bytes, str]:
    if form == "docx":
        return _word(parts), "sow.docx"
    if form == "text":
        return _text(parts), "sow.txt"
    return _pdf(parts, ruled=form == "ruled"), "sow.pdf"


@pytest.fixture(params=["docx", "ruled", "unruled", "text"])
def sow(request: pytest.FixtureRequest) -> Callable[..., Extraction]:
    """Extract a statement of work of headings, paragraphs and tables, as Word, PDF and text in turn."""

    def extracted(*parts: Part) -> Extraction:
        data, name = _rendered([*_OPENING, *parts], request.param)
        document = read_document(data, name)
        return extract_document(document, filename=name, sha256=hashlib.sha256(data).hexdigest())

    return extracted


_OPENING = (
    "STATEMENT OF WORK No. 3",
    (
        'This Statement of Work is entered into as of 1 March 2026 between Larkfield Retail Ltd ("Client") '
        'and Brightwater Consulting Ltd ("Provider") under a Master Services Agreement of 4 January 2025.'
    ),
)
