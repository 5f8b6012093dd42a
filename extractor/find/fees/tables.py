"""Price tables: milestones with amounts or percents, rate cards, recurring fees, unit prices and tiers.

**Clause:** a table 'Milestone | Due | Amount' with 'Design | 1 May 2026 | $10,000' and 'Total | | $30,000'.
**Value:** milestone 'Design' 10000 due 2026-05-01; the total row is the contract value, not a milestone.

Columns are told by header and content; hours x rate = amount tells a rate card's columns; a row whose amount is
the sum of those above is a total whatever it is called.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.find.fees.columns import (
    CODE,
    CellText,
    cell_amount,
    cell_percent,
    column_roles,
    grid_texts,
)
from extractor.find.fees.context import tidy
from extractor.find.fees.items import FeeItem, FeeKind
from extractor.find.fees.price_table import LIMIT, TOTAL, PriceTable, cells_of, label_of, run_of_row
from extractor.find.fees.rate_cards import read_rates
from extractor.find.fees.tiers import as_tiers
from extractor.find.fees.units import unit_in_heading, unit_of_column
from models.document import Document, Span, Table

_I = re.IGNORECASE
_MILESTONE = re.compile(r"milestone|deliverable|instal?lment|payment schedule|phase|payable upon|acceptance|stage|due upon|completion", _I)  # fmt: skip
_RATE_WORDS = re.compile(r"\brates?\b|hourly|per hour|daily|/ ?hr", _I)
_LABOUR = re.compile(r"role|title|classification|position|level|resource|personnel|staff|labou?r|consultant|grade|hour|daily|day", _I)  # fmt: skip
_UNIT_WORDS = re.compile(
    r"unit price|unit cost|price per|per unit|cost per|(?:fee|rate) per (?!hour|day|week|month)|per transaction|each\b",
    _I,
)
_SHARES = re.compile(r"milestone|deliverable|payment|instal|phase|stage|invoice|% of (?:fee|price|total)", _I)
_UPON = re.compile(
    r"\b(?:upon|on|following|after)\s(?:the\s|its\s)?(?:Customer's\s|Client's\s|written\s)?"
    r"(?P<event>(?:acceptance|completion|delivery|approval)\sof\s[^.:;,()]{3,60})",
    _I,
)
_UPON_EACH = re.compile(
    r"\b(?:upon|on|following|after)\s(?:the\s)?(?P<event>(?:acceptance|completion|delivery|approval)\s{1,2}of\s{1,2}(?:each|every|the"
    r"\s(?:corresponding|relevant|applicable|respective))\s{1,2}(?:milestone|deliverable|phase|stage)s?)\b",
    _I,
)
_SALES = re.compile(
    r"royalt|net sales|gross sales|revenues? (?:from|over|up)", _I
)  # what is paid depends on sales
_NO_FEES = re.compile(r"insurance|coverage|liability|penalt|service credit|exercise|shares|limits? of", _I)


def read_tables(document: Document) -> list[FeeItem]:
    """The fee items of every price table, in order."""
    return [item for table in document.tables for item in read_table(document, table)]


def read_table(document: Document, table: Table) -> list[FeeItem]:
    """The fee items of one table; none where it is not about prices."""
    grid = grid_texts(document, table)
    above = " ".join(document.text[max(table.span.start - 220, 0) : table.span.start].split())
    depth = _header_depth(grid)
    if depth is None or len(grid) <= depth:
        return []
    header = [
        " ".join(dict.fromkeys(cell.text for row in grid[:depth] if (cell := row[column])))
        for column in range(len(grid[0]))
    ]
    body = [[cell.text if cell else "" for cell in row] for row in grid[depth:]]
    priced = PriceTable(above, column_roles(header, body), header, grid[depth:])
    if _NO_FEES.search(" ".join(header)) or _SALES.search(" ".join(header)) or _NO_FEES.search(above[-90:]):
        return []
    return _with_trigger(document, table, _items(priced))


def _with_trigger(document: Document, table: Table, items: list[FeeItem]) -> list[FeeItem]:
    """The milestones with the event that the words above the table, or a clause, name for all of them."""
    start = max(table.span.start - 300, 0)
    found = [*_UPON.finditer(document.text, start, table.span.start)][-1:]
    match = found[0] if found else _UPON_EACH.search(document.text)
    if match is None:
        return items
    trigger = {"trigger": " ".join(match["event"].split()), "trigger_span": Span(*match.span("event"))}
    return [
        replace(item, more={**trigger, **item.more}) if item.kind == "milestone" else item for item in items
    ]


def _header_depth(grid: list[list[CellText | None]]) -> int | None:
    """How many rows of header there are: up to two without amounts above the first with one."""
    for index, row in enumerate(grid[:4]):
        texts = [cell.text for cell in row if cell]
        if any(
            cell_amount(text, bare=False) is not None or cell_percent(text, bare=False) is not None
            for text in texts
        ) or (index and any(cell_amount(text, bare=True) is not None for text in texts[1:])):
            return index
    return None


def _items(table: PriceTable) -> list[FeeItem]:
    kind, unit = _kind(table)
    if kind is None:
        return []
    if kind == "rate":
        return read_rates(table, unit)
    items = _mark_totals([item for row in table.rows for item in _row_items(table, row, kind, unit)])
    return as_tiers(items, table.header) if kind == "unit" else items


def _kind(table: PriceTable) -> tuple[FeeKind | None, str | None]:
    header = " ".join(table.header)
    above = table.heading[-120:]
    if _is_rate_card(table, header, above):
        return "rate", unit_in_heading(header) or unit_in_heading(above) or "hour"
    roles = set(table.roles)
    if roles.isdisjoint({"amount", "rate"}):
        return ("milestone", None) if "percent" in roles and _SHARES.search(header) else (None, None)
    if _UNIT_WORDS.search(header):
        return "unit", None
    unit = unit_in_heading(header) or (None if _headed(table) else unit_of_column(table.heading))
    if unit in {"month", "quarter", "year", "week", "half_year"}:
        return "recurring", unit
    milestones = _MILESTONE.search(f"{header} {above}") or roles & {"date", "trigger", "percent"}
    return ("milestone", None) if milestones else ("fixed", None)


def _headed(table: PriceTable) -> bool:
    """Whether the columns of money have a header of their own; on a later page they may not."""
    return any(
        text for text, role in zip(table.header, table.roles, strict=True) if role in {"amount", "rate"}
    )


def _is_rate_card(table: PriceTable, header: str, above: str) -> bool:
    roles = set(table.roles)
    if _UNIT_WORDS.search(header):
        return False
    if "rate" in roles:
        return bool(roles & {"role", "hours", "location"} or _LABOUR.search(header))
    return {"role", "amount"} <= roles and bool(_RATE_WORDS.search(above))


def _row_items(
    table: PriceTable, row: list[CellText | None], kind: FeeKind, unit: str | None
) -> list[FeeItem]:
    label = label_of(table, row)
    priced = cells_of(table, row, "rate") if kind == "unit" else []
    priced = priced or cells_of(table, row, "amount") or cells_of(table, row, "rate")
    shares = cells_of(table, row, "percent")
    amount = next((a for cell in priced[-1:] if (a := cell_amount(cell.text, bare=True)) is not None), None)
    percent = next((p for cell in shares if (p := cell_percent(cell.text, bare=True)) is not None), None)
    where = priced[-1] if amount is not None else shares[0] if percent is not None else None
    if where is None or (kind != "milestone" and amount is None):
        return []
    name = tidy(label.text) if label else None
    name_span = label.cell.span if label else None
    nameless = not label and not any(c.text.strip() for c in row if c and c not in {*priced, *shares})
    if (label and TOTAL.search(label.text)) or (nameless and table.rows[-1] is row):
        if amount is None or re.match(r"sub", name or "", _I):
            return []
        whole: FeeKind = "not_to_exceed" if LIMIT.search(name or "") else "total"
        return [FeeItem(whole, where.cell.span, name, amount, score=0.85)]
    more = _milestone_words(table, row) if kind == "milestone" else {}
    own = _own_unit(row) if kind in {"fixed", "recurring"} else None
    if own:
        kind, unit = "recurring", own
    if kind == "recurring":
        more = {**more, **run_of_row(row)}
    if kind == "unit":
        units = cells_of(table, row, "unit")
        unit = units[0].text if units else name
    if amount is not None and percent is not None:
        more, percent = {**more, "share": percent}, None
    return [FeeItem(kind, where.cell.span, name, amount, percent, unit, 0.85, more, name_span)]


def _own_unit(row: list[CellText | None]) -> str | None:
    words = " ".join(cell.text for cell in row if cell)
    unit = unit_in_heading(words)
    return unit if unit in {"month", "quarter", "year", "week", "half_year"} else None


def _milestone_words(table: PriceTable, row: list[CellText | None]) -> dict[str, object]:
    more: dict[str, object] = {}
    dates, triggers = cells_of(table, row, "date"), cells_of(table, row, "trigger")
    if dates:
        more["date_text"] = (dates[0].text, dates[0].cell.span)
    if triggers:
        more |= {"trigger": triggers[0].text, "trigger_span": triggers[0].cell.span}
    codes = [cell for cell in cells_of(table, row, "number") if CODE.fullmatch(cell.text.strip())]
    if codes and codes[0].text[0].isalpha():
        more["id"] = codes[0].text.strip(" .")
    return more


def _mark_totals(items: list[FeeItem]) -> list[FeeItem]:
    """Call a last amount that is the sum of two or more above it a total, where no row is called one.

    A last milestone of half the price is the sum of the others too: a row with its own share, day or event is no
    total.
    """
    if len(items) < 3 or any(item.kind in {"total", "not_to_exceed", "unit"} for item in items):
        return items
    *above, last = items
    named = last.name and last.kind == "milestone"
    if (
        named
        or last.more
        or last.amount != sum((i.amount for i in above if i.amount is not None), Decimal(0))
    ):
        return items
    return [*above, FeeItem("total", last.span, last.name, last.amount, score=0.7)]
