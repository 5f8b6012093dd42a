"""Segment: a document as clauses, sentences and definitions, with page furniture left out.

Finders read `Contract.flat`: the text in one flow, with straight quotes, one space for any white space and a
newline for a paragraph's end, and without headers, footers and page numbers, so that a sentence broken over
two pages is whole again. `Contract.span` leads back to the document's characters.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.sentences import read_sentences
from extractor.values.number_style import number_style, plain_notation
from models.document import BlockKind, Document, Span

_FURNITURE = re.compile(
    r"^[ \t]*(?:Source:[^\n]{0,200}|DocuSign[ \t]Envelope[ \t]ID:[^\n]{0,80}|(?:Execution[ \t](?:Version|Copy)|(?:Strictly[ \t])?Confidential(?:[ \t]Treatment[ \t]Requested)?)|(?:Page[ \t])?-?[ \t]?\d{1,3}[ \t]?-?(?:[ \t]of[ \t]\d{1,3})?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_GAP = re.compile(r"\s{2,}|[^\S ]")
"""White space that is not the one blank between two words."""
_STRAIGHT = str.maketrans("“”„‟″ʺ’‘‛–—‑\u00a0", '""""""\'\'\'--- ')
_NUMBERED = re.compile(
    r"(?:^|(?<=[.;:\n] ))(?P<number>(?:(?:ARTICLE|Article|SECTION|Section|Clause)\s)?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}))"
    r"\.?\)?\s(?P<heading>[A-Z][A-Za-z&,'/ -]{2,60}?)(?=[.:\n])",
    re.MULTILINE,
)
_DEFINED_AFTER = re.compile(r'"(?P<term>[A-Z][^"\n]{1,60}),?"\s(?:shall\s)?(?:means?|refers?\sto|is|be)\s')
_DEFINED_BEFORE = re.compile(r'\([^()"]{0,60}"(?P<term>[A-Z][^"\n]{1,60}?),?"[^()]{0,80}\)')
_RECITALS = re.compile(r"W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H|RECITALS?\b|WHEREAS|Whereas\b|BACKGROUND\b")
_SIGNED = re.compile(r"IN\sWITNESS\s(?:WHEREOF|HEREOF|OF)|In\switness\swhereof|(?:^|\n)By:\s?_", re.MULTILINE)
_PREAMBLE_REACH = 6_000


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause, from its number to the next one; spans are in the flat text."""

    number: str
    heading: str
    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class ContractText:
    """A document ready for the finders; all its spans but `furniture` are in the flat text.

    Attributes:
        document: What was read.
        flat: The text in one flow.
        offsets: For each flat character the document's offset.
        clauses: In order.
        sentences: In order, covering the flat text.
        definitions: A defined term and the words that define it.
        preamble: From the first character to the recitals or the first clauses.
        signature: From 'IN WITNESS WHEREOF' on; empty where there is none.
        furniture: Headers, footers and page numbers, in the document.
        cues: By topic the cue phrases found.
    """

    document: Document
    flat: str
    offsets: array[int]
    clauses: tuple[Clause, ...]
    sentences: tuple[Span, ...]
    definitions: dict[str, Span]
    preamble: Span
    signature: Span
    furniture: tuple[Span, ...]
    cues: dict[str, tuple[Span, ...]]

    def span(self, start: int, end: int) -> Span:
        """The document's characters behind a stretch of the flat text."""
        while end > start + 1 and self.flat[end - 1].isspace():
            end -= 1
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds a character of the flat text."""
        low, high = 0, len(self.sentences)
        while low < high - 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.sentences[middle].start <= offset else (low, middle)
        return self.sentences[low] if self.sentences else Span(0, len(self.flat))


def segment(document: Document) -> ContractText:
    """The document as a contract."""
    furniture = tuple(_furniture(document))
    flat, offsets = _flatten(document.text, furniture)
    flat = plain_notation(flat, number_style(document.text))
    sentences, cues = read_sentences(flat)
    preamble_end = min(_first(_RECITALS, flat, _PREAMBLE_REACH), _PREAMBLE_REACH, len(flat))
    signed = [match.start() for match in _SIGNED.finditer(flat)]
    signature = Span(signed[-1] if signed else len(flat), len(flat))
    return ContractText(
        document, flat, offsets, tuple(_clauses(flat)), sentences, _definitions(flat),
        Span(0, preamble_end), signature, furniture, cues,
    )  # fmt: skip


def _furniture(document: Document) -> Iterator[Span]:
    marked = [b.span for b in document.blocks if b.kind in {BlockKind.HEADER, BlockKind.FOOTER}]
    lines = [Span(*match.span()) for match in _FURNITURE.finditer(document.text)]
    end = 0
    for span in sorted([*marked, *lines]):
        if span.end > end:
            yield Span(max(span.start, end), span.end)
            end = span.end


def _flatten(text: str, furniture: tuple[Span, ...]) -> tuple[str, array[int]]:
    parts: list[str] = []
    offsets = array("q")

    def add(piece: str, at: int) -> None:
        if parts and piece[0].isspace() and parts[-1][-1].isspace():
            piece, at = piece[1:], at + 1
        if piece:
            parts.append(piece)
            offsets.extend(range(at, at + len(piece)))

    start = 0
    for span in (*furniture, Span(len(text), len(text))):
        for match in _GAP.finditer(text, start, span.start):
            if match.start() > start:
                add(text[start : match.start()], start)
            add("\n" if match[0].count("\n") > 1 else " ", match.start())
            start = match.end()
        if span.start > start:
            add(text[start : span.start], start)
        start = span.end
    return "".join(parts).translate(_STRAIGHT), offsets


def _first(pattern: re.Pattern[str], text: str, default: int) -> int:
    match = pattern.search(text)
    return match.start() if match and match.start() > 200 else default


def _clauses(flat: str) -> Iterator[Clause]:
    matches = list(_NUMBERED.finditer(flat))
    ends = [match.start() for match in matches[1:]] + [len(flat)]
    for match, end in zip(matches, ends, strict=False):
        number = match["number"]
        yield Clause(number, match["heading"].strip(), Span(match.start(), end), number.count(".") + 1)


def _definitions(flat: str) -> dict[str, Span]:
    """Where each defined term is defined: the words after '"X" means', or those before '(the "X")'."""
    found: dict[str, Span] = {}
    for match in _DEFINED_AFTER.finditer(flat):
        found.setdefault(match["term"].lower(), Span(match.end(), min(match.end() + 300, len(flat))))
    for match in _DEFINED_BEFORE.finditer(flat):
        found.setdefault(match["term"].lower(), Span(max(match.start() - 200, 0), match.start()))
    return found
