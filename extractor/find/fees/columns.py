"""What the columns of a price table are, by header and content together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.find.fees.units import unit_after
from extractor.values.money import NUMBER, find_money, read_number
from extractor.values.number_style import NumberStyle, number_style, plain_notation
from models.document import Cell, Document, Table

Column = Literal[
    "name",
    "role",
    "location",
    "amount",
    "rate",
    "hours",
    "quantity",
    "percent",
    "date",
    "trigger",
    "period",
    "unit",
    "number",
    "other",
]
_I = re.IGNORECASE
_HEADERS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("percent", re.compile(r"%|percent", _I)),
    ("hours", re.compile(r"\bhours\b(?!.*rate)|\bhrs\b|\bdays\b(?!.*rate)|effort|estimated hours", _I)),
    ("quantity", re.compile(r"quantity|\bqty\b|\bunits\b|\bcount\b|\bvolume\b(?!.*(?:from|price|fee))|^(?:est(?:\.|imated)? )?number(?: of .*)?$", _I)),
    ("rate", re.compile(r"\brates?\b|per hour|hourly|/ ?hr|per day|daily|unit price|unit cost|price per|cost per|price/", _I)),
    ("date", re.compile(r"\bdate\b|\bdue\b|when|target|delivery$|timing|schedule", _I)),
    ("trigger", re.compile(r"trigger|event|condition|acceptance criteri|payable upon|invoice upon|criteria", _I)),
    ("amount", re.compile(r"amount|fees?\b|price|total|cost|payment$|payment amount|value|extended|sum|budget|limit|charge|instal?lment$|\$|USD|EUR|GBP", _I)),
    ("location", re.compile(r"location|region|site|country|office", _I)),
    ("period", re.compile(r"frequency|billing period|recurr|\bperiod\b|billed", _I)),
    ("unit", re.compile(r"^units?( of measure)?$|\buom\b|fee type|unit of", _I)),
    ("role", re.compile(r"\brole|title|classification|position|level|resource|personnel|staff|labou?r|consultant|grade|category", _I)),
    ("number", re.compile(r"^(?:no\.?|#|ref\.?|id|item no\.?|item|line)$", _I)),
    ("name", re.compile(r"milestone|deliverable|task|phase|description|item|service|stage|activity|product|component|payment|workstream|instal?lment|name|volume|tier|from|band|range", _I)),
)  # fmt: skip
_LONGEST_NAME = 40
_LEAD = 2
_PERIOD_NAME = re.compile(
    r"monthly|quarterly|annual(?:ly)?|yearly|weekly|(?:contract )?year \d|(?:FY ?)?20\d\d|on-?shore|off-?shore|near-?shore|on-?site|off-?site|remote",
    _I,
)
CODE = re.compile(r"[A-Z]{0,4}[-.# ]?\d{1,3}(?:[-.]\d{1,3})?[a-z]?\.?|[A-Z]{1,2}")
_BARE = re.compile(rf"\$?\s?(?P<number>{NUMBER})\s?")


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell with its words in one line."""

    cell: Cell
    text: str


def grid_texts(document: Document, table: Table) -> list[list[CellText | None]]:
    """The rows of a table with the text of each cell, its figures in English notation."""
    style = number_style(document.text)
    return [[_cell_text(document, cell, style) if cell else None for cell in row] for row in table.grid()]


def _cell_text(document: Document, cell: Cell, style: NumberStyle) -> CellText:
    words = " ".join(document.quote(cell.span).split())
    return CellText(cell, plain_notation(words, style, alone=True))


def cell_amount(text: str, *, bare: bool) -> Decimal | None:
    """The amount that fills a cell; a bare figure only where the column is known to hold money."""
    found = find_money(text)
    if len(found) == 1 and len(text) - len(found[0].span) <= 24:
        return found[0].amount
    figure = _BARE.fullmatch(text.strip()) if bare else None
    return read_number(figure["number"]) if figure else None


def cell_prices(text: str) -> list[tuple[Decimal, str]]:
    """The prices for units of time that a cell of several lines states: '$80 per hour, $8,500 per month for ...'."""
    found = find_money(text)
    prices = [(m.amount, unit) for m in found if (unit := unit_after(text[m.span.end :]))]
    return prices if found and found[0].span.start <= _LEAD and len(prices) == len(found) else []


def cell_figure(text: str) -> Decimal | None:
    """The figure that fills a cell: an amount, or a bare number that may have its unit behind it ('80 hrs')."""
    amount = cell_amount(text, bare=True)
    if amount is not None:
        return amount
    counted = re.fullmatch(rf"({NUMBER})\s?[A-Za-z]{{1,8}}\.?", text.strip())
    return read_number(counted[1]) if counted else None


def names_a_column(text: str) -> bool:
    """Whether a text is the name of a column of a price table."""
    return len(text) <= _LONGEST_NAME and (
        any(pattern.search(text) for _, pattern in _HEADERS) or bool(_PERIOD_NAME.fullmatch(text))
    )


def cell_percent(text: str, *, bare: bool) -> Decimal | None:
    """The percent that fills a cell."""
    match = re.fullmatch(r"\s?(\d{1,3}(?:\.\d{1,4})?)\s?(%|percent)?(?:\s.{0,30})?", text)
    if match and (match[2] or bare):
        return Decimal(match[1])
    return None


def column_roles(header: list[str], body: list[list[str]]) -> list[Column]:
    """A role for each column; header words count, the content vetoes.

    Args:
        header: One text per column, '' where there is none.
        body: The rows below, one text per column.
    """
    roles = [_role(text, [row[index] for row in body]) for index, text in enumerate(header)]
    if not {"name", "role"} & set(roles):
        texty = [
            index for index, role in enumerate(roles) if role == "other" and _wordy([r[index] for r in body])
        ]
        if texty:
            roles[texty[0]] = "name"
    names = [index for index, role in enumerate(roles) if role == "name"]
    if len(names) > 1 and _all_codes([row[names[0]] for row in body]):
        roles[names[0]] = "number"
    return roles


def _all_codes(cells: list[str]) -> bool:
    """Whether a column only numbers its rows: 'M1', 'CO2-3', '4.1'; its total row aside."""
    codes = [bool(CODE.fullmatch(cell.strip())) for cell in cells if cell.strip()]
    return sum(codes) >= max(len(codes) - 1, 1)


def _role(header: str, cells: list[str]) -> Column:
    filled = [cell for cell in cells if cell.strip()]
    money = sum(1 for cell in filled if find_money(cell))
    figures = sum(1 for cell in filled if cell_amount(cell, bare=True) is not None)
    for role, pattern in _HEADERS:
        if not pattern.search(header):
            continue
        if role in {"amount", "rate", "hours", "quantity"} and figures * 2 < len(filled):
            continue
        if role == "percent" and (
            money or not any(cell_percent(cell, bare=True) is not None for cell in filled)
        ):
            continue
        if role in {
            "hours",
            "quantity",
            "date",
            "trigger",
            "name",
            "role",
            "number",
            "unit",
            "period",
            "location",
        } and money * 2 > len(filled):
            continue
        return role
    if filled and money * 2 > len(filled):
        return "amount"
    if filled and all(cell_percent(cell, bare=False) is not None for cell in filled):
        return "percent"
    return "other"


def _wordy(cells: list[str]) -> bool:
    return sum(1 for cell in cells if re.search(r"[A-Za-z]{3}", cell)) * 2 >= max(len(cells), 1)
