from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from extractor.segment import Contract, segment
from models.document import Cell, Document, Page, Span, Table

Rows = Sequence[Sequence[str]]


@pytest.fixture
def contract() -> Callable[[str], Contract]:
    """Make a contract of a text without tables."""

    def make(text: str) -> Contract:
        return segment(Document(text, "text/plain", (Page(1, Span(0, len(text))),)))

    return make


@pytest.fixture
def tabled() -> Callable[[str, Rows], Contract]:
    """Make a contract of a paragraph and a table below it."""

    def make(above: str, rows: Rows) -> Contract:
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
