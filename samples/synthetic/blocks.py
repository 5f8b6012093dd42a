"""What a page is made of, whatever the file's form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["title", "heading", "text", "item", "table", "signatures", "page", "note", "centred"]
DELETED = re.compile(r"\{-.*?-\}")
INSERTED = re.compile(r"\{\+(.*?)\+\}")


@dataclass(frozen=True, slots=True)
class SampleTable:
    """Rows of cells, all of one width.

    Attributes:
        rows: An empty cell after a cell of `merged` belongs to it.
        headings: How many rows are headings.
        merged: (row, first column, last column) of cells across columns.
        ruled: Whether lines are drawn; a text file gets pipes instead of aligned columns.
        break_after: Rows after which a page ends and the heading is repeated (PDF and text); 0 for none.
        nested: Drawn inside a one-cell table (Word).
    """

    rows: tuple[tuple[str, ...], ...]
    headings: int = 1
    merged: tuple[tuple[int, int, int], ...] = ()
    ruled: bool = True
    break_after: int = 0
    nested: bool = False


@dataclass(frozen=True, slots=True)
class SampleBlock:
    """A paragraph, a table, or furniture.

    Attributes:
        text: With '{-deleted-}{+inserted+}' where a Word file tracks changes.
        mark: The number or bullet before the text.
        level: Depth of a heading or item.
        footnote: Shown at the foot of the page, or as a Word footnote.
    """

    kind: BlockKind
    text: str = ""
    mark: str = ""
    level: int = 0
    table: SampleTable | None = None
    signers: tuple[tuple[str, ...], ...] = ()
    footnote: str = ""


def accepted(text: str) -> str:
    """The text once its tracked changes are accepted."""
    return INSERTED.sub(r"\1", DELETED.sub("", text))


def text(words: str, **more: str) -> SampleBlock:
    """A paragraph."""
    return SampleBlock("text", words, **more)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished document, ready for any writer.

    Attributes:
        furniture: A line that stands on every page beside header and footer, such as an envelope number.
        columns: Text columns of a page (PDF).
        typeface: 0 to 3: serif, sans serif, typewriter, small serif.
        page_marks: How pages are numbered; '{n}' and '{all}' stand for the numbers.
        automatic: Whether Word numbers headings by itself.
    """

    name: str
    blocks: tuple[SampleBlock, ...]
    header: str = ""
    footer: str = ""
    furniture: str = ""
    page_marks: str = ""
    columns: int = 1
    typeface: int = 0
    letter_size: bool = True
    automatic: bool = False
    controls: bool = False
    line_width: int = 96
