"""Tables with a column for each year of the contract, and rows that state a whole.

**Clause:** 'Service | Year 1 | Year 2 | Total' with 'Support | $6,000 | $6,300 | $12,300'.
**Value:** a yearly fee of 6000 for the first year and of 6300 for the second; the total of the last row alone.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.find.fees.columns import CellText, cell_amount
from extractor.find.fees.context import tidy
from extractor.find.fees.items import FeeItem, FeeKind
from extractor.find.fees.price_table import (
    LIMIT,
    NOT_CHARGED,
    SUBTOTAL,
    TOTAL,
    PriceTable,
    label_of,
    total_of,
)

_I = re.IGNORECASE
_YEAR_COLUMN = re.compile(r"\b(?:contract )?year (?:\d|one|two|three|four|five)\b|\b(?:FY ?)20\d\d\b", _I)
_ORDINALS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}


def year_columns(table: PriceTable) -> list[int]:
    """The columns that hold the price of a year each: 'Year 1', 'Year 2'."""
    money = [index for index, role in enumerate(table.roles) if role in {"amount", "rate"}]
    years = [index for index in money if _YEAR_COLUMN.search(table.header[index])]
    return years if len(years) > 1 else []


def yearly_items(table: PriceTable, row: list[CellText | None], columns: list[int]) -> list[FeeItem]:
    """The yearly fee of a row: one where all years cost the same, else one for each; the total of all years."""
    label = total_of(row) or label_of(table, row)
    name = tidy(label.text) if label else ""
    cells = [(table.header[i], cell, cell_amount(cell.text, bare=True)) for i in columns if (cell := row[i])]
    prices = [(heading, cell, amount) for heading, cell, amount in cells if amount is not None]
    if not prices or NOT_CHARGED.search(name):
        return []
    if TOTAL.search(name) or not name:
        sums = [
            cell for i, cell in enumerate(row) if cell and i not in columns and table.roles[i] == "amount"
        ]
        return whole_of_row(name, sums[-1:], cell_amount(sums[-1].text, bare=True)) if sums else []
    same = len({amount for _, _, amount in prices}) == 1
    return [
        FeeItem(
            "recurring", cell.cell.span, name if same else f"{name}, {heading}", amount, unit="year", score=0.8,
            more={} if same else _contract_year(heading), name_span=label.cell.span if label else None,
        )
        for heading, cell, amount in (prices[:1] if same else prices)
    ]  # fmt: skip


def _contract_year(heading: str) -> dict[str, object]:
    """Which year of the contract a column is for; nothing where it names a fiscal year."""
    year = _YEAR_COLUMN.search(heading)
    words = (year[0].split()[-1] if year else "").lower()
    number = _ORDINALS.get(words, words)
    return {"contract_year": int(number)} if len(number) == 1 and number.isdecimal() else {}


def whole_of_row(name: str, priced: list[CellText], amount: Decimal | None) -> list[FeeItem]:
    """The total that a row states, or its limit."""
    if amount is None or SUBTOTAL.search(name):
        return []
    kind: FeeKind = "not_to_exceed" if LIMIT.search(name) else "total"
    return [FeeItem(kind, priced[0].cell.span, name or None, amount, score=0.85)]
