"""The words of a Word paragraph as its reader sees them: revisions accepted, fields by their result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.read.docx_names import MATH, MC, W, attribute, child_value, is_on
from extractor.read.limits import MARKUP_DEPTH
from models.errors import DocumentTooLarge

_TEXT = {W + "t", MATH + "t"}
_MARKS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_DROPPED = {
    W + name
    for name in (
        *("del", "moveFrom", "instrText", "delText", "delInstrText"),
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "tbl", "p"),
    )
}
_SYMBOLS = {0xF0B7: "•", 0xF0A8: "☐", 0xF06F: "☐", 0xF0FE: "☒", 0xF0FD: "☒", 0xF0FC: "✓", 0xF052: "☑"}


@dataclass(slots=True)
class Remarks:
    """What was met on the way through a document.

    Attributes:
        insertions: Tracked insertions and moved-to texts, all kept.
        deletions: Tracked deletions and moved-from texts, all dropped.
        hidden: Characters of hidden text, dropped.
        placeholders: Content controls that nobody filled in, dropped.
    """

    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    placeholders: int = 0

    def notes(self) -> Iterator[str]:
        """Remarks in words."""
        if self.insertions or self.deletions:
            yield (
                f"tracked changes were read as accepted: {self.insertions} insertions, "
                f"{self.deletions} deletions"
            )
        if self.hidden:
            yield f"hidden text was left out: {self.hidden} characters"
        if self.placeholders:
            yield f"content controls that nobody filled in were left out: {self.placeholders}"


@dataclass(slots=True)
class Inline:
    """Reads the words inside paragraphs; fields may run over several of them.

    Attributes:
        remarks: Counted on the way.
        text_boxes: Contents of text boxes met and not yet read, in order.
        notes_seen: Kind and id of each footnote or endnote referred to, in order.
    """

    remarks: Remarks = field(default_factory=Remarks)
    text_boxes: list[Any] = field(default_factory=list)
    notes_seen: list[tuple[str, str]] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)

    def text(self, paragraph: Any) -> str:
        """The words of one paragraph, breaks as newlines, white space at the ends kept."""
        return "".join(self._walk(paragraph, 0))

    def _walk(self, element: Any, depth: int) -> Iterator[str]:
        if depth > MARKUP_DEPTH:
            raise DocumentTooLarge("The Word file nests its contents too deeply; save it again in Word.")
        for child in element:
            yield from self._read(child, depth + 1)

    def _read(self, child: Any, depth: int) -> Iterator[str]:
        tag = child.tag
        if tag in _DROPPED:
            self.remarks.deletions += tag in {W + "del", W + "moveFrom"}
        elif tag in _TEXT:
            yield self._shown(child.text or "")
        elif tag in _MARKS:
            yield self._shown(_MARKS[tag])
        elif tag == W + "r":
            yield from self._run(child, depth)
        elif tag == W + "fldChar":
            yield from self._field(child)
        else:
            yield from self._container(child, depth)

    def _container(self, child: Any, depth: int) -> Iterator[str]:
        """Elements that hold others, and the rare single marks."""
        tag = child.tag
        if tag == MC + "AlternateContent":
            yield from self._walk(_alternative(child), depth)
        elif tag == W + "txbxContent":
            self.text_boxes.append(child)
        elif tag == W + "sym":
            yield self._shown(_symbol(child))
        elif tag in {W + "footnoteReference", W + "endnoteReference"}:
            self.notes_seen.append(
                (tag.removeprefix(W).removesuffix("Reference"), attribute(child, "id") or "")
            )
        elif tag == W + "sdt" and is_on(child, "sdtPr", "showingPlcHdr"):
            self.remarks.placeholders += 1
        elif isinstance(tag, str):
            self.remarks.insertions += tag in {W + "ins", W + "moveTo"}
            yield from self._walk(child, depth)

    def _run(self, run: Any, depth: int) -> Iterator[str]:
        if is_on(run, "rPr", "vanish"):
            self.remarks.hidden += sum(len(text.text or "") for text in run.iter(W + "t"))
            return
        yield from self._walk(run, depth)

    def _field(self, mark: Any) -> Iterator[str]:
        """Follow a field: its instruction is not shown, its result is."""
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
            box = mark.find(f"{W}ffData/{W}checkBox")
            if box is not None:
                yield "☒" if is_on(box, "checked") or _checked_by_default(box) else "☐"
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _shown(self, text: str) -> str:
        return text if all(self._fields) else ""


def _alternative(content: Any) -> Any:
    """The newest form of what is stored in several forms (a text box and its old drawing)."""
    chosen = content.find(MC + "Choice")
    if chosen is None:
        chosen = content.find(MC + "Fallback")
    return () if chosen is None else chosen


def _checked_by_default(box: Any) -> bool:
    return box.find(W + "checked") is None and is_on(box, "default")


def _symbol(element: Any) -> str:
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    return "\ufffd" if not 0 < code < 0x110000 or 0xD800 <= code <= 0xF8FF else chr(code)


def paragraph_mark_deleted(paragraph: Any) -> bool:
    """Whether a tracked deletion joins the paragraph to the next."""
    mark = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
    return mark is not None


def style_id(paragraph: Any) -> str | None:
    """The style that a paragraph names."""
    return child_value(paragraph, "pPr", "pStyle")
