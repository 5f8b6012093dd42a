from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from models.errors import InvalidPolicy
from policy import DecisionTable, Policy
from policy.workbook import read_workbook, write_workbook

NewTable = Callable[..., DecisionTable]
TABLE: list[list[Any]] = [
    ["Table", "items"],
    ["Version", "2026"],
    ["Decides", "billing"],
    ["Hit policy", "unique"],
    [],
    ["role", "in", "out", "note"],
    ["field", "billing.kind", "ledger_account"],
    ["values", "time, unit"],
    ["optional", False],
    ["", "time", 4010.0, ""],
    [2, "unit", 4020.5],
    [],
    ["test 1", "time", "4010", "", "contract.currency=USD"],
]
COVER: list[list[Any]] = [
    ["Policy", "Ours"],
    [],
    ["Version", "Effective from", "Note"],
    ["2026", datetime(2026, 1, 1), "first"],  # noqa: DTZ001 - a spreadsheet's dates have no zone
]


def book(**sheets: list[list[Any]]) -> bytes:
    """A workbook as a person types it: numbers, booleans and dates as such."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, place, value, day)
                else:
                    sheet.write(number, place, value)
    made.close()
    return out.getvalue()


def test_what_is_written_reads_the_same(sample: Policy) -> None:
    data = write_workbook(sample)
    assert read_workbook(data) == sample
    assert write_workbook(sample) == data


def test_each_table_of_each_version_has_a_sheet(sample: Policy) -> None:
    names = CalamineWorkbook.from_filelike(io.BytesIO(write_workbook(sample))).sheet_names
    assert names[:3] == ["Policy", "entity 2025", "accounting 2025"]
    assert len(names) == 13


def test_long_names_and_odd_signs_still_make_sheets(table: NewTable) -> None:
    rows = [["-", "-", "A"]]
    first = table(rows, id="a" * 40)
    columns = [{"role": "out", "field": "other"}]
    second = table([["B"]], id="a" * 39, columns=columns)
    stated = {"version": "1/2", "effective_from": "2026-01-01", "tables": [first, second]}
    made = Policy.model_validate({"policy": "p", "versions": [stated]})
    data = write_workbook(made)
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == [
        "Policy",
        "a" * 31,
        "a" * 29 + " 2",
    ]
    assert read_workbook(data) == made


def test_what_finance_types_is_read_as_meant() -> None:
    policy = read_workbook(book(Policy=COVER, Items=TABLE))
    (version,) = policy.versions
    (table,) = version.tables
    assert (policy.policy, version.effective_from, version.note) == ("Ours", date(2026, 1, 1), "first")
    assert table.rows == (("time", "4010", ""), ("unit", "4020.5", ""))
    assert (table.columns[0].values, table.columns[0].optional) == (("time", "unit"), False)
    assert table.tests[0].given == {"billing.kind": "time", "contract.currency": "USD"}
    assert table.tests[0].expect == {"ledger_account": "4010"}


@pytest.mark.parametrize(
    ("sheets", "why"),
    [
        ({"Other": TABLE}, "no sheet 'Policy'"),
        ({"Policy": COVER, "Items": TABLE[:4]}, "no rows 'role' and 'field'"),
        ({"Policy": COVER[:3], "Items": TABLE}, "does not list"),
        ({"Policy": COVER}, "/versions/0/tables|shape"),
    ],
)
def test_a_workbook_of_another_shape_is_refused_by_place(sheets: dict[str, Any], why: str) -> None:
    if why.startswith("/"):
        sheets = {"Policy": [["Policy", ""], ["Version"], ["2026", "soon"]]}
    with pytest.raises(InvalidPolicy, match=why):
        read_workbook(book(**sheets))


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(InvalidPolicy, match="save it as XLSX"):
        read_workbook(b"PK\x03\x04 nothing")
