"""The source of a sample contract: front matter, then blocks of text.

A blank line ends a block. '# ' is the title, '## ' a clause heading, '| a | b |' rows a table with its
heading first, '- ' an item, '#. ' a subclause that Word numbers by itself, '[sign] A | B' the signature block
of two parties, '[page]' a new page. '{-old-}{+new+}' are tracked changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

BlockKind = Literal["title", "heading", "table", "item", "numbered", "signatures", "page", "text"]
_MARKS: tuple[tuple[str, BlockKind], ...] = (
    ("# ", "title"),
    ("## ", "heading"),
    ("- ", "item"),
    ("#. ", "numbered"),
    ("[sign] ", "signatures"),
    ("[page]", "page"),
)
CHANGE = re.compile(r"\{([-+])(.*?)\1\}")


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A paragraph, or the rows of a table."""

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A contract as it is written in samples/sources."""

    slug: str
    form: Literal["pdf", "docx"]
    header: str
    footer: str
    blocks: tuple[SourceBlock, ...]


def read_source(path: Path) -> Source:
    """The contract in a source file."""
    front, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    facts = dict(line.split(": ", 1) for line in front.splitlines())
    form: Literal["pdf", "docx"] = "docx" if facts["form"] == "docx" else "pdf"
    blocks = tuple(_block(part) for part in re.split(r"\n\s*\n", body.strip()))
    return Source(path.stem, form, facts["header"], facts["footer"], blocks)


def _block(part: str) -> SourceBlock:
    if part.startswith("|"):
        rows = [line.strip().strip("|").split("|") for line in part.splitlines()]
        return SourceBlock("table", rows=tuple(tuple(cell.strip() for cell in row) for row in rows))
    text = " ".join(part.split())
    for mark, kind in _MARKS:
        if text.startswith(mark):
            return SourceBlock(kind, text.removeprefix(mark))
    return SourceBlock("text", text)


def signature_rows(block: SourceBlock) -> tuple[tuple[str, str], ...]:
    """The signature block's lines, the first party at the left."""
    left, right = (name.strip() for name in block.text.split("|"))
    blank = "_" * 26
    rows = [(left, right), (f"By: {blank}", f"By: {blank}")]
    return (*rows, ("Name:", "Name:"), ("Title:", "Title:"), ("Date:", "Date:"))
