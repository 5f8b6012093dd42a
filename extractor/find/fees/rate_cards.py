"""Rate cards in tables: a role in each row, a rate in one column or one for each place or year.

**Clause:** a table 'Role | Onshore | Offshore' with 'Architect | $210 | $95'.
**Value:** Architect 210 Onshore and Architect 95 Offshore; a column 'Hourly rate 2027' holds for that year.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from extractor.find.fees.columns import CellText, cell_amount
from extractor.find.fees.context import tidy
from extractor.find.fees.items import FeeItem
from extractor.find.fees.price_table import LIMIT, TOTAL, PriceTable, cells_of, label_of
from extractor.find.fees.units import unit_in_heading, unit_of_cell
from models.document import Span

RATE_UNITS = {"hour", "day", "week", "month"}
_ONLY_UNIT = re.compile(
    r"\W*(?:(?:hourly|daily|weekly|monthly|day|hour|per|rates?|fees?|usd|eur|gbp|in)\W*)+", re.IGNORECASE
)
_RATE_WORDS = re.compile(
    r"\(?\b(?:(?:hourly|daily|day|hour)\s)?rates?\b\)?|\(?\b(?:per|/)\s?(?:hour|day)\b\)?|\([$€£]\)|\((?:USD|EUR|GBP|CHF)\)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")


def read_rates(table: PriceTable, unit: str | None) -> list[FeeItem]:
    """The rates of a rate card, and the total that its last row states."""
    items = []
    priced = [i for i, role in enumerate(table.roles) if role == "rate"] or [
        i for i, role in enumerate(table.roles) if role == "amount"
    ]
    for row in table.rows:
        label = label_of(table, row)
        if label is None:
            continue
        if TOTAL.match(label.text):
            items += _rate_card_total(table, row)
            continue
        places = cells_of(table, row, "location")
        for column in priced:
            cell = row[column]
            amount = cell_amount(cell.text, bare=True) if cell else None
            if cell is None or amount is None:
                continue
            more: dict[str, Any] = {"location": places[0].text} if places else {}
            if len(priced) > 1 and not places and not _ONLY_UNIT.fullmatch(table.header[column]):
                more = _of_column(table.header[column], cell.cell.span)
            named = (
                unit_in_heading(cell.text),
                unit_in_heading(table.header[column]),
                _row_unit(table, row),
                unit,
            )
            own = next((one for one in named if one in RATE_UNITS), None)
            items.append(
                FeeItem(
                    "rate",
                    cell.cell.span,
                    tidy(label.text),
                    amount,
                    unit=own,
                    score=0.9,
                    more=more,
                    name_span=label.cell.span,
                )
            )
    return items


def _row_unit(table: PriceTable, row: list[CellText | None]) -> str | None:
    """What a column of units says for this row: 'hr', 'per day'."""
    cells = cells_of(table, row, "unit")
    return unit_of_cell(cells[0].text) if cells else None


def _of_column(heading: str, place: Span) -> dict[str, Any]:
    """What a column of rates is for: a year ('Hourly rate 2027') or a place ('Offshore')."""
    year = _YEAR.search(heading)
    if year is None:
        location = _RATE_WORDS.sub("", heading).strip(" -–:,()")
        return {"location": location or heading}
    first, last = date(int(year[0]), 1, 1), date(int(year[0]), 12, 31)
    return {"effective_from": (first, place), "effective_to": (last, place)}


def _rate_card_total(table: PriceTable, row: list[CellText | None]) -> list[FeeItem]:
    """What hours times rates come to, where the last row states it."""
    cells = cells_of(table, row, "amount")
    amount = cell_amount(cells[-1].text, bare=True) if cells and row is table.rows[-1] else None
    if amount is None:
        return []
    column = table.header[row.index(cells[-1])]
    limited = LIMIT.search(column) or any(cell and LIMIT.search(cell.text) for cell in row)
    return [FeeItem("not_to_exceed" if limited else "total", cells[-1].cell.span, None, amount, score=0.6)]
