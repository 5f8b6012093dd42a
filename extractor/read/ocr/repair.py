"""Repairs figures that character recognition spoilt, where the words or the arithmetic beside them confirm it.

The repaired document has the characters of the one read at the same places, so that every quote can be taken
verbatim from what was read. What nothing confirms stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.read.ocr.slips import Kind, Slip, find_slips
from extractor.values.months import ANY_MONTH
from extractor.values.number_words import find_word_numbers
from models.document import Cell, Document, Span, Table
from models.extraction import Finding

_BRACKET = re.compile(
    r"\s*(?:percent|per\s+cent|US\s+dollars|dollars|business|calendar)?\s*\(\s*", re.IGNORECASE
)
_MONTH = re.compile(rf"(?:{ANY_MONTH})\s$")
_YEAR = re.compile(r",\s(?:19|20)\d\d\b")
_ONLY_PERCENTS = re.compile(
    r"\s*(?:of\s+the\b|per\s+(?:month|annum|year)\b|interest\b|discount\b)", re.IGNORECASE
)
_NUMBER = re.compile(r"[$€£]?\s?(\d{1,3}(?:,\d{3})*(?:\.\d+)?)\s*%?")
_TOTAL = re.compile(r"(?:grand\s+)?total\b|sum\b", re.IGNORECASE)
_LABEL = re.compile(r"(?P<name>[A-Z]{1,3}[-. ]?)(?P<number>[0-9OIl]{1,2})")
_LOOKS_LIKE = str.maketrans("OIl", "011")
_BEFORE = 80


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair: where, what it reads now, and what confirms it."""

    span: Span
    meant: str
    reason: str


def repaired(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """The document with its confirmed repairs, as long as before, and a finding for each."""
    repairs = {repair.span: repair for repair in _repairs(document)}
    if not repairs:
        return document, ()
    parts, end, findings = [], 0, []
    for span, repair in sorted(repairs.items()):
        if span.start < end:
            continue
        parts += [document.text[end : span.start], repair.meant]
        end = span.end
        read = document.quote(span)
        findings.append(
            Finding(
                code="reading_repaired",
                severity="info",
                message=f"'{read}' was read as '{repair.meant.strip()}': {repair.reason}",
                quotes=(read,),
            )
        )
    return replace(document, text="".join([*parts, document.text[end:]])), tuple(findings)


def _repairs(document: Document) -> Iterator[Repair]:
    text = document.text
    slips = find_slips(text)
    if slips:
        words = {number.span.end: number.value for number in find_word_numbers(text)}
        for slip in slips:
            reason = _by_words(text, slip, words) or _by_the_same(text, slip)
            if reason:
                yield Repair(slip.span, slip.meant, reason)
    for table in document.tables:
        yield from _in_table(text, table, slips)
        yield from _labels(text, table)


def _by_words(text: str, slip: Slip, words: dict[int, Decimal]) -> str | None:
    """What the words around a slip say of it."""
    before = text[max(slip.span.start - _BEFORE, 0) : slip.span.start]
    for end, value in words.items():
        gap = slip.span.start - end
        if 0 < gap <= _BEFORE and value == slip.value and _BRACKET.fullmatch(text, end, slip.span.start):
            return "the number stands in words before it"
    if slip.kind is Kind.COUNT and _MONTH.search(before) and _YEAR.match(text, slip.span.end):
        return "it is the day of a date" if 1 <= slip.value <= 31 else None
    if slip.kind is Kind.PERCENT and _ONLY_PERCENTS.match(text, slip.span.end):
        return "only a percentage goes with the words after it"
    return None


def _by_the_same(text: str, slip: Slip) -> str | None:
    """Whether the same amount of money stands elsewhere as it should."""
    amount = slip.meant.strip().lstrip("$€£ ")
    if slip.kind is not Kind.AMOUNT or not re.search(rf"[$€£]\s?{re.escape(amount)}(?![\d,])", text):
        return None
    return "the same amount stands elsewhere in the document"


def _in_table(text: str, table: Table, slips: Sequence[Slip]) -> Iterator[Repair]:
    """Slips of a table whose column adds up to its total, or whose percents make a hundred, once repaired."""
    inside = [slip for slip in slips if table.span.start <= slip.span.start < table.span.end]
    if not inside:
        return
    for column in range(table.column_count):
        cells = [cell for cell in table.cells if cell.column == column and not cell.header]
        held = [
            slip for slip in inside for cell in cells if cell.span.start <= slip.span.start < cell.span.end
        ]
        reason = _sum_of(text, table, cells, held) if held else None
        if reason:
            yield from (Repair(slip.span, slip.meant, reason) for slip in held)
    yield from _in_rows(text, table, inside)


def _sum_of(text: str, table: Table, cells: Sequence[Cell], slips: Sequence[Slip]) -> str | None:
    values = [(cell, _value(text, cell, slips)) for cell in cells]
    totals = {cell.row for cell in table.cells if _TOTAL.match(text, cell.span.start, cell.span.end)}
    parts = [value for cell, value in values if cell.row not in totals and value is not None]
    whole = [value for cell, value in values if cell.row in totals and value is not None]
    if len(parts) > 1 and len(whole) == 1 and sum(parts) == whole[0]:
        return "with it the column adds up to its total"
    if len(parts) > 1 and sum(parts) == 100 and all(slip.kind is Kind.PERCENT for slip in slips):
        return "with it the percentages make a hundred"
    return None


def _in_rows(text: str, table: Table, slips: Sequence[Slip]) -> Iterator[Repair]:
    """Slips of rows in which one figure is the product of two others."""
    for row in range(table.row_count):
        cells = [cell for cell in table.cells if cell.row == row]
        held = [
            slip for slip in slips for cell in cells if cell.span.start <= slip.span.start < cell.span.end
        ]
        values = [value for cell in cells if (value := _value(text, cell, held)) is not None]
        if held and len(values) >= 3 and values[-3] * values[-2] == values[-1] != values[-2]:
            yield from (Repair(slip.span, slip.meant, "quantity times rate is the amount") for slip in held)


def _value(text: str, cell: Cell, slips: Sequence[Slip]) -> Decimal | None:
    """The number that a cell holds once its slip is repaired; None where it holds none or more."""
    for slip in slips:
        if slip.span.start == cell.span.start and slip.span.end == cell.span.end:
            return slip.value
    match = _NUMBER.fullmatch(text, cell.span.start, cell.span.end)
    return Decimal(match[1].replace(",", "")) if match else None


def _labels(text: str, table: Table) -> Iterator[Repair]:
    """Labels such as 'MI' between none and 'M2': the numbers of a column count up."""
    for column in range(min(table.column_count, 2)):
        labels = [
            (cell, match)
            for cell in sorted(table.cells, key=lambda cell: cell.row)
            if cell.column == column and (match := _LABEL.fullmatch(text, cell.span.start, cell.span.end))
        ]
        if len(labels) < 3:
            continue
        numbers = [int(match["number"].translate(_LOOKS_LIKE)) for _, match in labels]
        counted = all(number == numbers[0] + index for index, number in enumerate(numbers))
        if counted and len({match["name"] for _, match in labels}) == 1:
            for cell, match in labels:
                if not match["number"].isdigit():
                    meant = match["name"] + match["number"].translate(_LOOKS_LIKE)
                    yield Repair(cell.span, meant, "the labels of its column count up")
