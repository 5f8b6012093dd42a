"""Reads HTML: what a browser would show, without scripts and without the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from extractor.read.limits import MARKUP_DEPTH
from extractor.read.lines import kind_of
from extractor.read.sniff import HTML
from extractor.read.writer import Writer, WrittenCell
from models.document import BlockKind, Document
from models.errors import DamagedDocument, DocumentTooLarge, EmptyDocument

_SKIPPED = {"script", "style", "head", "template", "noscript", "svg", "object", "iframe", "select", "title"}
_BLOCKS = {
    *("p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "body", "html", "form"),
    *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "address", "center", "fieldset", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"),
}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_WIDEST = 100
_LONGEST = 5_000


def read_html(data: bytes) -> Document:
    """The text of an HTML file.

    Raises:
        DamagedDocument: It cannot be parsed.
        EmptyDocument: There are no words in it.
        DocumentTooLarge: It nests too deeply or has too much text.
    """
    writer = Writer()
    write_html(writer, data)
    return writer.document(HTML)


def write_html(writer: Writer, data: bytes) -> None:
    """Write HTML as one page, as `read_html`."""
    encoding = None if re.search(rb"<meta[^>]+charset", data[:4_096], re.IGNORECASE) else _encoding(data)
    parser = lxml_html.HTMLParser(
        encoding=encoding, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, LookupError, ValueError, AssertionError) as error:
        raise DamagedDocument(
            "The HTML is broken; open it in a browser, print it as PDF and send that."
        ) from error
    if root is None:
        raise EmptyDocument("There are no words in the document; check that the right file was sent.")
    shown = _Shown(writer)
    shown.walk(root, 0)
    shown.flush()
    if shown.hidden:
        writer.note(f"hidden text was left out: {shown.hidden} characters")
    writer.end_page()


def _encoding(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


@dataclass(slots=True)
class _Shown:
    """Collects inline text until a block ends, then writes it."""

    writer: Writer
    hidden: int = 0
    _inline: list[str] = field(default_factory=list)
    _kind: tuple[BlockKind, int | None] | None = None
    _counted: dict[Any, int] = field(default_factory=dict)

    def walk(self, element: Any, depth: int) -> None:
        """Write what an element shows."""
        if depth > MARKUP_DEPTH:
            raise DocumentTooLarge("The HTML nests its contents too deeply; print it as PDF and send that.")
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "table":
            self.flush()
            self._table(element, depth)
        elif tag == "br":
            self._inline.append("\n")
        elif tag in _BLOCKS:
            self._block(element, tag, depth)
        else:
            self._inside(element, depth)

    def _inside(self, element: Any, depth: int) -> None:
        self._inline.append(_space(element.text, element))
        for child in element:
            if is_hidden(child):
                self.hidden += hidden_characters(child)
            elif child.tag not in _SKIPPED:
                self.walk(child, depth + 1)
            self._inline.append(_space(child.tail, element))

    def _block(self, element: Any, tag: str, depth: int) -> None:
        self.flush()
        if re.fullmatch("h[1-6]", tag):
            self._kind = (BlockKind.HEADING, int(tag[1]))
        elif tag == "li":
            self._kind = (BlockKind.LIST_ITEM, None)
            self._inline.append(self._marker(element))
        self._inside(element, depth)
        self.flush()

    def _marker(self, item: Any) -> str:
        """The number or bullet that a browser puts before a list item."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "• "
        start = parent.get("start") or "1"
        first = int(start) if start.isdecimal() and len(start) < 9 else 1
        number = self._counted.get(parent, first)
        self._counted[parent] = number + 1
        return f"{number}. "

    def flush(self) -> None:
        """Write the text collected so far as one block."""
        text = _tidy("".join(self._inline))
        self._inline.clear()
        if text:
            kind, level = self._kind or (kind_of(text, lines=text.count("\n") + 1), None)
            self.writer.block(kind, text, level=level)
            self._kind = None

    def _table(self, table: Any, depth: int) -> None:
        cells = list(read_cells(table))
        if all(cell.column == 0 for cell, _ in cells) or _is_layout(table, cells):
            for _, element in cells:  # a frame around text
                self._inside(element, depth + 1)
                self.flush()
            return
        for cell, element in cells:
            within = _Shown(Writer())
            within._inside(element, depth + 1)
            within.flush()
            self.hidden += within.hidden
            cell.text = re.sub(r"\n{2,}", "\n", within.writer.text).strip().replace("\t", " ")
        self.writer.table([cell for cell, _ in cells])


def _is_layout(table: Any, cells: list[tuple[WrittenCell, Any]]) -> bool:
    """Whether the table arranges a page: other tables, or long running text, stand in its cells."""
    if table.find(".//table") is not None:
        return True
    return any(len(element.text_content()) > _LONGEST for _, element in cells)


def read_cells(table: Any) -> Iterator[tuple[WrittenCell, Any]]:
    """Cells of a table in reading order with the places they cover; texts are not filled in."""
    covered: set[tuple[int, int]] = set()
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for number, row in enumerate(row for row in rows if not is_hidden(row)):
        column = 0
        for element in row.iterchildren("td", "th"):
            if is_hidden(element):
                continue
            while (number, column) in covered:
                column += 1
            wide = _number(element.get("colspan"), _WIDEST - column)
            high = min(_number(element.get("rowspan"), len(rows)), len(rows) - number)
            if high > 1:
                covered |= {(number + r, column + c) for r in range(high) for c in range(wide)}
            header = element.tag == "th"
            yield WrittenCell(number, column, "", row_span=high, column_span=wide, header=header), element
            column += wide


def _number(value: str | None, most: int) -> int:
    return min(max(int(value), 1), max(most, 1)) if value and value.isdecimal() else 1


def is_hidden(element: Any) -> bool:
    """Whether the element's own markup keeps it from being shown."""
    if not isinstance(element.tag, str):
        return True
    if element.get("hidden") is not None or (element.tag == "input" and element.get("type") == "hidden"):
        return True
    return _HIDDEN.search(element.get("style") or "") is not None


def hidden_characters(element: Any) -> int:
    """How many characters of text an element that is not shown holds."""
    return len("".join(element.itertext()).strip()) if isinstance(element.tag, str) else 0


def _space(text: str | None, element: Any) -> str:
    if not text:
        return ""
    return text if element.tag == "pre" else re.sub(r"[ \t\r\n\f]+", " ", text)


def _tidy(text: str) -> str:
    return "\n".join(line.strip(" \t\xa0") for line in text.split("\n") if line.strip(" \t\xa0"))
