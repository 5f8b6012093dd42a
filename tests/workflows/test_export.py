"""A schedule as files for finance: each form holds its lines."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

from python_calamine import CalamineWorkbook

from models.terms import Terms
from workflows.case import Case
from workflows.export import export
from workflows.schedule import schedule

MADE = schedule(
    Case(
        Terms.model_validate(
            {
                "currency": "USD",
                "effective_date": "2026-01-10",
                "payment": {"net_days": 30},
                "lines": [
                    {"id": "1", "name": "Survey", "billing_method": "fixed_price", "amount": "1200.00"}
                ],
            }
        ),
        date(2026, 2, 1),
    )
)


def test_csv_has_a_row_for_each_line() -> None:
    rows = list(csv.reader(StringIO(export(MADE, None, "csv").decode())))
    assert len(rows) == 1 + len(MADE.billing)
    assert any("1200.00" in cell for cell in rows[1])


def test_a_workbook_opens_and_holds_the_amount() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(export(MADE, None, "xlsx")))
    assert any(1200.0 in row for row in book.get_sheet_by_name("Schedule").to_python())


def test_html_names_the_line() -> None:
    assert "Survey" in export(MADE, None, "html").decode()
