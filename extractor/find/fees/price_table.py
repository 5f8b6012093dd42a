"""A price table with its columns told, and what its rows and cells are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from extractor.find.fees.columns import CellText, Column
from extractor.find.fees.day import read_day
from extractor.values.dates import find_dates
from models.document import Span

_I = re.IGNORECASE
TOTAL = re.compile(
    r"^\W*(?:(?:grand|sub|overall|project|contract|program|combined|estimated|fixed|net|final|maximum|all|annual|aggregate|cumulative|gross|milestone|payment|"
    r"(?:phase|stage|year|part|section|workstream)\s\w{1,4}:?|\w+'s)[\s-]{1,3}|sub){0,3}(?:totals?|sum)\b"
    r"|\b(?:sub-?\s?|grand\s)?totals?\b\W*(?:\([^)]*\)\W*)?$|\bmaximum project cost\b|\btotal (?:fees?|price|cost|amount|contract|project|value|charges?|fixed)\b"
    r"|\b(?:revised|amended|new) (?:\w+ ){0,2}(?:price|value|total|sum|fee)\b",
    _I,
)  # fmt: skip
SUBTOTAL = re.compile(r"\bsub-?\s?total|\btotal for (?:phase|stage|part|section|this|workstream)\b|\b(?:phase|stage|part|section|workstream)\s\w{1,4}\b.*\btotal|carried (?:over|forward)", _I)  # fmt: skip
LIMIT = re.compile(r"not[\s-]to[\s-]exceed|\bNTE\b|ceiling|maximum|\bcap\b", _I)
MINIMUM = re.compile(r"^\W*(?:\w+\s){0,2}minimum\b", _I)
EXPENSES = re.compile(r"\b(?:expenses?|travel|reimburs\w+|out[- ]of[- ]pocket)\b", _I)
NOT_CHARGED = re.compile(
    r"^\W*(?:(?:state|local|sales|estimated|applicable|plus|add|less|minus)\s){0,3}(?:(?:sales |use |goods and services )?tax(?:es)?\b|vat\b|gst\b|hst\b|discount\b|retainage\b|retention\b|"
    r"balance\b|credit\b|(?:reimbursable |travel )expenses?\b)",
    _I,
)
SUPERSEDED = re.compile(r"^\W*(?:the\s)?(?:original|previous(?:ly)?|prior|former|old|existing)\b", _I)


@dataclass(frozen=True, slots=True)
class PriceTable:
    """A table with its columns told.

    Attributes:
        heading: The words above the table and its header row.
        roles: What each column is.
        header: The header texts.
        rows: The rows below the header.
    """

    heading: str
    roles: list[Column]
    header: list[str]
    rows: list[list[CellText | None]]


def cells_of(table: PriceTable, row: list[CellText | None], role: Column) -> list[CellText]:
    """The filled cells of a row in the columns that are this."""
    return [
        cell
        for cell, have in zip(row, table.roles, strict=False)
        if cell and have == role and cell.text.strip()
    ]


def label_of(table: PriceTable, row: list[CellText | None]) -> CellText | None:
    """The cell that names a row."""
    for role in ("name", "role", "trigger", "other", "number", "period"):
        cells = cells_of(table, row, role)
        worded = [cell for cell in cells if read_day(cell.text) is None]
        if worded:
            return worded[0]
    return None


def total_of(row: list[CellText | None]) -> CellText | None:
    """The cell that calls a row a total, in whatever column it stands: a row's name may follow in another."""
    filled = [cell for cell in row if cell and cell.text.strip() and not cell.text[0].isdigit()]
    return next((cell for cell in filled[:1] if TOTAL.search(cell.text)), None)


def run_of_row(row: list[CellText | None]) -> dict[str, Any]:
    """The start_date and end_date of a row that names two days in order, with their places under 'spans'."""
    days = [(day.value, cell.cell.span) for cell in row if cell for day in find_dates(cell.text)]
    if len(days) != 2 or days[0][0] >= days[1][0]:
        return {}
    (first, where), (last, there) = days
    places: dict[str, Span] = {"start_date": where, "end_date": there}
    return {"start_date": first, "end_date": last, "spans": places}
