"""A contract's results as a workbook for finance: schedule, milestones, exceptions and evidence in sheets."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import xlsxwriter

from exports import sheets
from exports.sheets import Row, SheetColumn
from models.extraction import Extraction
from models.money import minor_digits
from models.schedule import Schedule

LONGEST_CELL = 32_767
MOST_DIGITS = 15
"""A spreadsheet number is a binary double: what needs more digits is written as text, not rounded."""


def export_xlsx(schedule: Schedule, extraction: Extraction | None = None) -> bytes:
    """The workbook as XLSX bytes: real dates and numbers, no formulas, no links, no macros.

    The same schedule and extraction give the same bytes.
    """
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    created = dt.datetime.combine(schedule.as_of, dt.time(), tzinfo=dt.UTC)
    book.set_properties({"title": "Billing schedule", "comments": "Made by Engross", "created": created})
    writer = _Writer(book, schedule.project.currency)
    for table in (
        sheets.summary(schedule, extraction),
        sheets.billing(schedule, extraction),
        sheets.milestones(schedule, extraction),
        sheets.exceptions(schedule),
        sheets.evidence(extraction),
        sheets.read_me(schedule, extraction),
    ):
        writer.add(table)
    book.close()
    return out.getvalue()


def clean(text: str) -> str:
    """The text without what XML forbids, cut to the longest cell that a spreadsheet reads."""
    kept = "".join(
        char for char in text if char in "\t\n" or (char >= " " and char not in "\x7f\ufffe\uffff")
    )
    return kept[:LONGEST_CELL]


@dataclass(slots=True)
class _Writer:
    book: Any
    currency: str | None
    formats: dict[tuple[str, str | None, bool], Any] = field(default_factory=dict)

    def add(self, table: sheets.SheetTable) -> None:
        """Write one sheet: header, rows, totals, and the set-up of its pages."""
        sheet = self.book.add_worksheet(table.name)
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, column.title, self._head(column))
        for number, row in enumerate(table.rows, start=1):
            self._write_row(sheet, number, table.columns, row, total=False)
        first_total = len(table.rows) + 1
        for number, row in enumerate(table.totals, start=first_total):
            self._write_row(sheet, number, table.columns, row, total=True)
        self._set_up(sheet, table)

    def _set_up(self, sheet: Any, table: sheets.SheetTable) -> None:
        last_row, last_column = len(table.rows) + len(table.totals), len(table.columns) - 1
        sheet.freeze_panes(1, 0)
        if table.filtered and table.rows:
            sheet.autofilter(0, 0, len(table.rows), last_column)
        sheet.hide_gridlines(2)
        sheet.set_landscape() if table.wide else sheet.set_portrait()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&L&A&RPage &P of &N")
        sheet.print_area(0, 0, max(last_row, 1), last_column)

    def _write_row(
        self, sheet: Any, number: int, columns: Sequence[SheetColumn], row: Row, *, total: bool
    ) -> None:
        currency = next((v for c, v in zip(columns, row, strict=True) if c.kind == "currency"), None)
        code = currency if isinstance(currency, str) else self.currency
        for index, (column, value) in enumerate(zip(columns, row, strict=True)):
            self._write_cell(sheet, (number, index), value, self._format(column.kind, code, total=total))

    def _write_cell(self, sheet: Any, place: tuple[int, int], value: sheets.Value, style: Any) -> None:
        if value is None:
            sheet.write_blank(*place, None, style)
        elif isinstance(value, dt.date):
            sheet.write_datetime(*place, value, style)
        elif isinstance(value, int | Decimal) and _fits(value):
            sheet.write_number(*place, value, style)
        else:
            sheet.write_string(*place, clean(str(value)), style)

    def _head(self, column: SheetColumn) -> Any:
        align = "right" if column.kind in {"money", "number"} else "left"
        key = ("head", align, False)
        if key not in self.formats:
            look = {
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": "#1F3A34",
                "align": align,
                "valign": "vcenter",
            }
            self.formats[key] = self.book.add_format(
                look | {"text_wrap": True, "border": 1, "border_color": "#1F3A34"}
            )
        return self.formats[key]

    def _format(self, kind: str, currency: str | None, *, total: bool) -> Any:
        key = (kind, currency if kind == "money" else None, total)
        if key not in self.formats:
            look: dict[str, Any] = {
                "valign": "top",
                "text_wrap": kind == "text",
                "bottom": 1,
                "bottom_color": "#DDE3E0",
            }
            if kind == "money":
                look["num_format"] = money_format(currency)
            if kind == "date":
                look |= {"num_format": "yyyy-mm-dd", "align": "left"}
            if total:
                look |= {"bold": True, "top": 2, "bottom": 2, "bg_color": "#EEF3F0"}
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]


def money_format(currency: str | None) -> str:
    """The number format of a currency's amounts, negative ones in red with a minus."""
    digits = minor_digits(currency)
    shown = "#,##0" + ("." + "0" * digits if digits else "")
    return f"{shown};[Red]-{shown}"


def _fits(value: Decimal | int) -> bool:
    number = Decimal(value)
    return len(number.normalize().as_tuple().digits) <= MOST_DIGITS
