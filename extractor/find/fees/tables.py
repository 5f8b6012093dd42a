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
from typing import Literal

from extractor.find.fees.column_checks import settle_columns
from extractor.find.fees.columns import (
    CODE,
    CellText,
    cell_amount,
    cell_figure,
    cell_percent,
    cell_prices,
    column_roles,
    grid_texts,
)
from extractor.find.fees.context import tidy
from extractor.find.fees.items import FeeItem, FeeKind
from extractor.find.fees.price_table import (
    EXPENSES,
    LIMIT,
    MINIMUM,
    NOT_CHARGED,
    SUPERSEDED,
    TOTAL,
    PriceTable,
    cells_of,
    label_of,
    run_of_row,
    total_of,
)
from extractor.find.fees.rate_cards import read_rates
from extractor.find.fees.table_parts import TablePart, table_parts
from extractor.find.fees.tiers import as_tiers
from extractor.find.fees.units import unit_in_heading, unit_of_cell, unit_of_column
from extractor.find.fees.year_columns import whole_of_row, year_columns, yearly_items
from extractor.values.openings import Opened
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
_AFTER_WHICH = re.compile(r"\b(?:upon|on|following|after)\s(?:the\s)?\Z", _I)
_EACH = Opened(
    r"(?P<event>(?:acceptance|completion|delivery|approval)\s{1,2}of\s{1,2}(?:each|every|the"
    r"\s(?:corresponding|relevant|applicable|respective))\s{1,2}(?:milestone|deliverable|phase|stage)s?)\b",
    "acceptance", "completion", "delivery", "approval",
)  # fmt: skip
_SALES = re.compile(
    r"royalt|net sales|gross sales|revenues? (?:from|over|up)", _I
)  # what is paid depends on sales
_PERIODS = {"month", "quarter", "year", "week", "half_year"}
_ABOVE = 220
_FAR = 3
"""So few characters between two tables are no words: the second goes on with the first."""
_SENTENCE_END = re.compile(r"[.;](?=\s)")
_NAMED_COMPANY = re.compile(
    r"\b(?:[A-Z][\w&'’-]* ){1,4}(?:Company|Co\.|Corporation|Corp\.|Inc\.|LLC|Ltd|Limited|Group|plc)"
)
_NO_FEES = re.compile(r"insurance|coverage|liability|penalt|service credit|exercise|shares|limits? of", _I)


def read_tables(document: Document) -> list[FeeItem]:
    """The fee items of every price table, in order; a table over several pages is one."""
    items: list[FeeItem] = []
    last: PriceTable | None = None
    end = 0
    for table in document.tables:
        goes_on = last is not None and len(document.text[end : table.span.start].strip()) < _FAR
        read, last = read_table(document, table, above=last if goes_on else None, start=end)
        items += read
        end = table.span.end
    return items


def read_table(
    document: Document, table: Table, *, above: PriceTable | None = None, start: int = 0
) -> tuple[list[FeeItem], PriceTable | None]:
    """The fee items of one table, none where it is not about prices, and the last table in it.

    Args:
        document: Holds the table.
        table: What was read as one grid; several tables may stand in it.
        above: The table that ended directly before, whose header a table without one goes on under.
        start: Where the words begin that may be about this table.
    """
    words = " ".join(document.text[max(table.span.start - _ABOVE, start) : table.span.start].split())
    items: list[FeeItem] = []
    last = None
    for part in table_parts(grid_texts(document, table)):
        priced = _priced(part, f"{words} {part.title}".strip())
        if above and _headless(part) and len(above.roles) == len(priced.roles):
            priced = PriceTable(above.heading, above.roles, above.header, part.rows)
        last, above = priced, None
        if not _is_of_something_else(priced):
            items += _items(priced)
    return _with_trigger(document, table, items), last


def _priced(part: TablePart, above: str) -> PriceTable:
    body = [[cell.text if cell else "" for cell in row] for row in part.rows]
    roles = settle_columns(part.header, column_roles(part.header, body), body)
    return PriceTable(above, roles, part.header, part.rows)


def _headless(part: TablePart) -> bool:
    return not any(part.header) and not part.title


def _is_of_something_else(table: PriceTable) -> bool:
    """Whether header or heading are about insurance, liability, shares or sales rather than fees."""
    header = " ".join(table.header)
    heading = _SENTENCE_END.split(table.heading[-90:])[-1]
    return bool(
        _NO_FEES.search(header) or _SALES.search(header) or _NO_FEES.search(_NAMED_COMPANY.sub("", heading))
    )


def _with_trigger(document: Document, table: Table, items: list[FeeItem]) -> list[FeeItem]:
    """The milestones with the event that the words above the table, or a clause, name for all of them."""
    start = max(table.span.start - 300, 0)
    found = [*_UPON.finditer(document.text, start, table.span.start)][-1:]
    match = found[0] if found else _upon_each(document.text)
    if match is None:
        return items
    trigger = {"trigger": " ".join(match["event"].split()), "trigger_span": Span(*match.span("event"))}
    return [
        replace(item, more={**trigger, **item.more}) if item.kind == "milestone" else item for item in items
    ]


def _upon_each(text: str) -> re.Match[str] | None:
    """The event of every milestone, where the text names one: 'upon acceptance of each milestone'."""
    for match in _EACH.finditer(text):
        if _AFTER_WHICH.search(text, max(match.start() - 16, 0), match.start()):
            return match
    return None


def _items(table: PriceTable) -> list[FeeItem]:
    kind, unit = _kind(table)
    if kind is None:
        return []
    if kind == "rate":
        return read_rates(table, unit)
    yearly = year_columns(table) if kind in {"fixed", "recurring"} else []
    if yearly:
        return [item for row in table.rows for item in yearly_items(table, row, yearly)]
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
    if _UNIT_WORDS.search(header) or ("rate" in roles and roles & {"quantity", "unit"}):
        return "unit", None
    unit = unit_in_heading(header) or (None if _headed(table) else unit_of_column(table.heading))
    if unit in _PERIODS:
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
        if "unit" in roles and not _units_of_time(table):
            return False
        if "quantity" in roles and not _LABOUR.search(header):
            return False
        return bool(roles & {"role", "hours", "location"} or _LABOUR.search(header))
    return {"role", "amount"} <= roles and bool(_RATE_WORDS.search(above))


def _row_items(
    table: PriceTable, row: list[CellText | None], kind: FeeKind, unit: str | None
) -> list[FeeItem]:
    label = total_of(row) or label_of(table, row)
    name = tidy(label.text) if label else None
    whole = bool(name and TOTAL.search(name)) or _is_nameless_whole(table, row, label)
    priced = _priced_cells(table, row, kind, whole=whole)
    amount = next((a for cell in priced[-1:] if (a := cell_amount(cell.text, bare=True)) is not None), None)
    if name and NOT_CHARGED.search(name):
        return []
    if whole:
        return whole_of_row(name or "", priced[-1:], amount)
    if kind in {"fixed", "recurring"} and priced:
        timed = cell_prices(priced[-1].text)
        if timed:
            return [_timed(priced[-1], label, price, per) for price, per in timed]
    return _part(table, row, (kind, unit), label=label, priced=priced, amount=amount)


def _timed(cell: CellText, label: CellText | None, amount: Decimal, per: str) -> FeeItem:
    kind: FeeKind = "rate" if per in {"hour", "day"} else "recurring"
    name = tidy(label.text) if label else None
    return FeeItem(
        kind, cell.cell.span, name, amount, unit=per, score=0.8, name_span=label.cell.span if label else None
    )


def _part(
    table: PriceTable,
    row: list[CellText | None],
    reading: tuple[FeeKind, str | None],
    *,
    label: CellText | None,
    priced: list[CellText],
    amount: Decimal | None,
) -> list[FeeItem]:
    """The milestone, fee or price of a row."""
    kind, unit = reading
    name, name_span = (tidy(label.text), label.cell.span) if label else (None, None)
    shares = cells_of(table, row, "percent")
    percent = next((p for cell in shares if (p := cell_percent(cell.text, bare=True)) is not None), None)
    where = priced[-1] if amount is not None else shares[0] if percent is not None else None
    if where is None or (kind != "milestone" and amount is None):
        return []
    own, own_unit = _own_kind(row, name or "", kind)
    if own == "superseded":
        return []
    if own:
        kind, unit = own, own_unit
    more = _milestone_words(table, row) if kind == "milestone" else {}
    if kind == "recurring":
        more = {**more, **run_of_row(row)}
    if kind == "unit":
        units = cells_of(table, row, "unit")
        unit = units[0].text if units else name
    if amount is not None and percent is not None:
        more, percent = {**more, "share": percent, "share_span": shares[0].cell.span}, None
    return [FeeItem(kind, where.cell.span, name, amount, percent, unit, 0.85, more, name_span)]


def _priced_cells(
    table: PriceTable, row: list[CellText | None], kind: FeeKind, *, whole: bool
) -> list[CellText]:
    """The cells with the price of a row: the unit price of a thing, the amount of everything else."""
    amounts, rates = cells_of(table, row, "amount"), cells_of(table, row, "rate")
    if kind == "unit" and "rate" in table.roles and not whole:
        return rates
    return amounts or rates


def _is_nameless_whole(table: PriceTable, row: list[CellText | None], label: CellText | None) -> bool:
    """Whether the last row has nothing but figures: their sum."""
    if label or table.rows[-1] is not row:
        return False
    filled = [cell.text for cell in row if cell and cell.text.strip()]
    return all(cell_figure(text) is not None or cell_percent(text, bare=False) is not None for text in filled)


def _own_kind(
    row: list[CellText | None], name: str, kind: FeeKind
) -> tuple[FeeKind | Literal["superseded"] | None, str | None]:
    """What a row is by its own words where they say more than the table's header."""
    if kind not in {"fixed", "recurring"}:
        return None, None
    if SUPERSEDED.search(name):
        return "superseded", None
    if LIMIT.search(name):
        return ("expense_cap" if EXPENSES.search(name) else "not_to_exceed"), None
    if MINIMUM.search(name):
        return "minimum", _own_unit(row)
    own = _own_unit(row)
    if own in {"hour", "day"}:
        return "rate", own
    return ("recurring", own) if own else (None, None)


def _units_of_time(table: PriceTable) -> bool:
    """Whether a column of units has hours and days rather than things."""
    units = [cell.text for row in table.rows for cell in cells_of(table, row, "unit")]
    return sum(unit_of_cell(unit) is not None for unit in units) * 2 > len(units)


def _own_unit(row: list[CellText | None]) -> str | None:
    words = " ".join(cell.text for cell in row if cell)
    unit = unit_in_heading(words)
    return unit if unit in _PERIODS or unit in {"hour", "day"} else None


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
