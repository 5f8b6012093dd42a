from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from exports.workbook import clean, export_xlsx, money_format
from models.extraction import Extraction
from models.schedule import Reading, ReadingOption, Schedule

SHEETS = ["Summary", "Schedule", "Milestones", "Exceptions", "Evidence", "Read-me"]
PAYLOADS = [
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "{=1+1}",
    '=HYPERLINK("http://a")',
    "http://example.com",
    "mailto:a@example.com",
    "＝1+1",  # noqa: RUF001 - full-width on purpose
    "0012",
]


def cells(data: bytes, sheet: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python()]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_workbook_has_the_sheets_finance_expects(migration: Schedule, extraction: Extraction) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(export_xlsx(migration, extraction)))
    assert book.sheet_names == SHEETS


def test_dates_are_dates_and_amounts_are_numbers(migration: Schedule, extraction: Extraction) -> None:
    head, first, *_ = cells(export_xlsx(migration, extraction), "Schedule")
    row = dict(zip(head, first, strict=True))
    assert row["Bill on"] == dt.date(2026, 2, 15)
    assert row["Amount"] == 50000.0
    assert row["Id"] == "1-M1"


def test_the_total_sums_what_is_billed_and_stands_above_the_contract_value(
    migration: Schedule, extraction: Extraction
) -> None:
    head, *rows = cells(export_xlsx(migration, extraction), "Schedule")
    at = head.index("Amount")
    # 50000 - 5000 + 150000; the 800 written down and the held line do not count
    assert rows[-2][0] == "Total billed (without write-downs)"
    assert rows[-2][at] == 195000.0
    assert rows[-1][0] == "Contract value"
    assert rows[-1][at] == 200000.0


def test_the_total_equals_the_billed_rows_of_the_sheet(migration: Schedule, extraction: Extraction) -> None:
    head, *rows = cells(export_xlsx(migration, extraction), "Schedule")
    at, kind = head.index("Amount"), head.index("Kind")
    lines = [row for row in rows[:-2] if row[kind] != "write_down" and row[at] != ""]
    assert sum(Decimal(str(row[at])) for row in lines) == Decimal(str(rows[-2][at]))


def test_readings_show_what_each_comes_to(migration: Schedule) -> None:
    head, *rows = cells(export_xlsx(migration), "Exceptions")
    at = head.index("Total if so")
    assert [row[at] for row in rows if row[0] == "reading"] == [201935.48, 202000.0]
    assert [row[0] for row in rows] == ["finding", "reading", "reading", "held line"]


def test_assumptions_show_what_would_settle_them(migration: Schedule) -> None:
    option = ReadingOption(reading="once", total=Decimal(100), settled_by="The limit holds once.")
    assumed = Reading(
        pointer="/caps/0/scope", question="For how long?", options=(option,), chosen="once", ask="finance"
    )
    data = export_xlsx(migration.model_copy(update={"assumptions": (assumed,)}))
    head, *rows = cells(data, "Exceptions")
    row = dict(zip(head, next(row for row in rows if row[0] == "assumption"), strict=True))
    assert (row["Code"], row["Severity"], row["Ask"]) == ("chosen: once", "info", "finance")
    assert row["Words that would settle it"] == "The limit holds once."


def test_evidence_quotes_the_clause_with_its_page(migration: Schedule, extraction: Extraction) -> None:
    head, *rows = cells(export_xlsx(migration, extraction), "Evidence")
    row = next(
        dict(zip(head, row, strict=True)) for row in rows if row[0] == "/contract_value" and row[4] != ""
    )
    assert (row["Page"], row["Quote"], row["Value"]) == (4.0, "a total fixed fee of $200,000", "200000.00")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula_a_link_or_a_number(
    payload: str, migration: Schedule, extraction: Extraction
) -> None:
    lines = tuple(line.model_copy(update={"description": payload}) for line in migration.billing)
    hostile = migration.model_copy(update={"billing": lines})
    named = extraction.document.model_copy(update={"filename": payload})
    data = export_xlsx(hostile, extraction.model_copy(update={"document": named}))
    xml = parts(data)
    assert sum(len(re.findall(r"<f[ >]|<hyperlink", text)) for text in xml.values()) == 0
    head, first, *_ = cells(data, "Schedule")
    assert first[head.index("Description")] == payload


def test_there_are_no_macros_and_no_outside_links(migration: Schedule, extraction: Extraction) -> None:
    names = parts(export_xlsx(migration, extraction)).keys()
    assert not [name for name in names if "vba" in name or "externalLink" in name]


def test_the_header_is_frozen_and_filtered_and_repeats_in_print(migration: Schedule) -> None:
    xml = parts(export_xlsx(migration))
    assert 'state="frozen"' in xml["xl/worksheets/sheet2.xml"]
    assert '<autoFilter ref="A1:P6"/>' in xml["xl/worksheets/sheet2.xml"]
    assert "_xlnm.Print_Titles" in xml["xl/workbook.xml"]


def test_the_same_input_gives_the_same_bytes(migration: Schedule, extraction: Extraction) -> None:
    assert export_xlsx(migration, extraction) == export_xlsx(migration, extraction)


def test_amounts_that_a_spreadsheet_cannot_hold_are_text(migration: Schedule) -> None:
    huge = migration.billing[0].model_copy(update={"amount": Decimal("12345678901234567.89")})
    head, first, *_ = cells(export_xlsx(migration.model_copy(update={"billing": (huge,)})), "Schedule")
    assert first[head.index("Amount")] == "12345678901234567.89"


def test_control_characters_do_not_break_the_file(migration: Schedule, tmp_path: Path) -> None:
    dirty = migration.billing[0].model_copy(update={"description": "a\x00b\x1b\ufffec" + "x" * 40_000})
    head, first, *_ = cells(export_xlsx(migration.model_copy(update={"billing": (dirty,)})), "Schedule")
    shown = first[head.index("Description")]
    assert isinstance(shown, str)
    assert shown.startswith("abcx")
    assert len(shown) == 32_767


@pytest.mark.parametrize(
    ("currency", "shown"),
    [
        ("USD", "#,##0.00;[Red]-#,##0.00"),
        ("JPY", "#,##0;[Red]-#,##0"),
        ("BHD", "#,##0.000;[Red]-#,##0.000"),
        (None, "#,##0.00;[Red]-#,##0.00"),
    ],
)
def test_money_shows_the_digits_of_its_currency(currency: str | None, shown: str) -> None:
    assert money_format(currency) == shown


def test_clean_keeps_tabs_and_line_ends() -> None:
    assert clean("a\tb\nc\rd\x07") == "a\tb\ncd"
