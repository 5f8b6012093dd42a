"""Reads a Word file by a walk over its markup, so that nothing a person sees is lost.

python-docx opens the package and finds its parts; its own paragraphs and tables leave out tracked
insertions, content controls, nested tables, fields, notes and automatic numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extractor.read.docx_inline import Inline, paragraph_mark_deleted, style_id
from extractor.read.docx_names import W, attribute, child_value
from extractor.read.docx_numbering import Numbering
from extractor.read.docx_package import open_package
from extractor.read.docx_styles import Styles
from extractor.read.docx_table import read_rows
from extractor.read.limits import MARKUP_DEPTH
from extractor.read.lines import kind_of
from extractor.read.sniff import DOCX
from extractor.read.writer import Writer, WrittenCell
from models.document import BlockKind, Document, Table
from models.errors import DocumentTooLarge

_BLOCKS = {W + "p", W + "tbl"}
_PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def read_docx(data: bytes) -> Document:
    """The text of a Word file, tracked changes accepted.

    Raises:
        EncryptedDocument: It needs a password.
        DamagedDocument: It is truncated or broken.
        DocumentTooLarge: It breaks a limit.
        UnsupportedDocument: It holds what no Word file has.
        EmptyDocument: There are no words in it.
    """
    writer = Writer()
    write_docx(writer, data)
    return writer.document(DOCX)


def write_docx(writer: Writer, data: bytes) -> None:
    """Write a Word file as one page, as `read_docx`."""
    reader = _Reader(open_package(data), writer)
    reader.read()
    writer.end_page()


@dataclass(slots=True)
class _Reader:
    package: Any
    writer: Writer
    inline: Inline = field(default_factory=Inline)
    numbering: Numbering = field(init=False)
    styles: Styles = field(init=False)
    carried: str = ""

    def __post_init__(self) -> None:
        self.numbering = Numbering(self._part("numbering"))
        self.styles = Styles(self._part("styles"))

    def read(self) -> None:
        """Headers, body, notes, footers."""
        body = self.package.element.body
        sections = list(body.iter(W + "sectPr"))
        self._margins(sections, "header", BlockKind.HEADER)
        self._blocks(body, None)
        self._referred_notes()
        self._margins(sections, "footer", BlockKind.FOOTER)
        for note in self.inline.remarks.notes():
            self.writer.note(note)
        comments = self._part("comments")
        if comments is not None and len(comments):
            self.writer.note(f"comments were not read: {len(comments)}")

    def _part(self, name: str) -> Any | None:
        """The root of a part that the document refers to; None where it has none."""
        for relation in self.package.part.rels.values():
            if relation.reltype == _PARTS + name and not relation.is_external:
                return _root(relation.target_part)
        return None

    def _margins(self, sections: list[Any], name: str, kind: BlockKind) -> None:
        """Headers or footers of all sections, each text once."""
        seen: set[str] = set()
        for reference in (found for section in sections for found in section.findall(f"{W}{name}Reference")):
            relation = self.package.part.rels.get(
                reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
            )
            if relation is None or relation.is_external:
                continue
            text = "\n".join(part for part in self._plain(_root(relation.target_part)) if part)
            if text and text not in seen:
                seen.add(text)
                self.writer.block(kind, text)

    def _plain(self, root: Any | None) -> Iterator[str]:
        """The paragraphs below an element, tables and all, as plain texts."""
        for block in () if root is None else root.iter(W + "p"):
            yield self.inline.text(block).strip()
        self.inline.text_boxes.clear()

    def _referred_notes(self) -> None:
        """Footnotes and endnotes in the order in which the text refers to them."""
        roots = {name: _children(self._part(f"{name}s")) for name in ("footnote", "endnote")}
        for number, (name, note_id) in enumerate(dict.fromkeys(self.inline.notes_seen), start=1):
            for note in roots[name]:
                if attribute(note, "id") == note_id:
                    text = "\n".join(part for part in self._plain(note) if part)
                    self.writer.block(BlockKind.FOOTNOTE, f"{number} {text}".strip())

    def _blocks(self, container: Any, kind: BlockKind | None, depth: int = 0) -> None:
        for block in block_elements(container, depth):
            if block.tag == W + "p":
                self._paragraph(block, kind, depth)
            else:
                self._table(block, depth)

    def _paragraph(self, paragraph: Any, kind: BlockKind | None, depth: int) -> None:
        text = self.carried + self.inline.text(paragraph)
        joins_next = paragraph_mark_deleted(paragraph)
        self.carried = text if joins_next else ""
        if not joins_next:
            self._write(paragraph, text.strip(), kind)
        boxes, self.inline.text_boxes = self.inline.text_boxes, []
        for box in boxes:
            self._blocks(box, kind, depth + 1)

    def _write(self, paragraph: Any, text: str, kind: BlockKind | None) -> None:
        """Write a paragraph with its number; an empty one counts in its list but is not written."""
        label, depth = self._label(paragraph)
        if text:
            found, level = self._kind(paragraph, text, depth)
            self.writer.block(kind or found, f"{label} {text}" if label else text, level=level)

    def _label(self, paragraph: Any) -> tuple[str | None, int | None]:
        """The automatic number or bullet, and its depth."""
        own_list = child_value(paragraph, "pPr", "numPr", "numId")
        own_depth = child_value(paragraph, "pPr", "numPr", "ilvl")
        style_list, style_depth = self.styles.list_of(style_id(paragraph))
        list_id = own_list if own_list is not None else style_list
        if list_id in {None, "0"}:
            return None, None
        depth = int(own_depth) if own_depth and own_depth.isdecimal() else (style_depth or 0)
        return self.numbering.label(list_id or "", depth), depth

    def _kind(self, paragraph: Any, text: str, list_depth: int | None) -> tuple[BlockKind, int | None]:
        heading = self.styles.heading_level(style_id(paragraph))
        if heading is not None:
            return BlockKind.HEADING, heading
        if list_depth is not None:
            return BlockKind.LIST_ITEM, list_depth
        return kind_of(text, lines=text.count("\n") + 1), None

    def _table(self, table: Any, depth: int) -> None:
        rows = list(read_rows(table, self.inline.remarks))
        if all(cell.column == 0 for row in rows for cell in row):
            for row in rows:  # a frame around text
                for cell in row:
                    self._blocks(cell.element, None, depth + 1)
            return
        self.writer.table([self._cell(cell, depth) for row in rows for cell in row])

    def _cell(self, cell: Any, depth: int) -> WrittenCell:
        text, tables = self._cell_text(cell.element, depth + 1)
        return WrittenCell(
            cell.row,
            cell.column,
            text,
            row_span=cell.row_span,
            column_span=cell.column_span,
            header=cell.header,
            tables=tables,
        )

    def _cell_text(self, element: Any, depth: int) -> tuple[str, tuple[Table, ...]]:
        """The paragraphs of a cell, one a line, and the tables among them."""
        within = Writer()
        for block in block_elements(element, depth):
            if block.tag == W + "p":
                label = self._label(block)[0]
                text = self.inline.text(block).replace("\t", " ").strip()
                if text:
                    within.separate("\n")
                    within.write(f"{label} {text}" if label else text)
            else:
                within.separate("\n")
                cells = [
                    self._cell(cell, depth) for row in read_rows(block, self.inline.remarks) for cell in row
                ]
                at = len(within.tables)
                within.tables.insert(at, within.lay_cells(cells))
        self.inline.text_boxes.clear()
        return within.text.rstrip("\n"), tuple(within.tables)


def block_elements(container: Any, depth: int = 0) -> Iterator[Any]:
    """Paragraphs and tables of a container, through content controls and other wrappers."""
    if depth > MARKUP_DEPTH:
        raise DocumentTooLarge("The Word file nests its contents too deeply; save it again in Word.")
    for child in container:
        if child.tag in _BLOCKS:
            yield child
        elif isinstance(child.tag, str) and child.tag not in {
            W + "del",
            W + "moveFrom",
            W + "sectPr",
            W + "tcPr",
        }:
            yield from block_elements(child, depth + 1)


def _children(root: Any | None) -> list[Any]:
    return [] if root is None else list(root)


def _root(part: Any) -> Any | None:
    """The markup of a part, parsed where python-docx keeps it as bytes."""
    element = getattr(part, "element", None)
    if element is not None:
        return element
    try:
        return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
