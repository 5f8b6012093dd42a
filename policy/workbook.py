"""A policy as a workbook that finance edits: a cover, and a sheet for each table of each version.

A sheet names the table, its version, what it decides for and its hit policy; then stand the columns by role
(in, out, priority, note), field, type and values, the rows with their numbers, and the tests.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from models.errors import InvalidPolicy
from policy.shape import DecisionColumn, DecisionTable, Policy, TableTest
from policy.yaml_file import policy_of

COVER = "Policy"
HEADS = ("Table", "Name", "Version", "Decides", "Hit policy")
KEYS = ("id", "name", "version", "decides", "hit")
COLUMN_ROWS = ("role", "field", "type", "values", "minimum", "optional")
LONGEST_NAME = 31
CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def write_workbook(policy: Policy) -> bytes:
    """The policy as XLSX bytes; the same policy gives the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": policy.policy, "created": CREATED})
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    _fill(book, COVER, _cover(policy), styles=(bold, wrap))
    used = {COVER}
    for version in policy.versions:
        for table in version.tables:
            name = _sheet_name(f"{table.id} {version.version}", used)
            used.add(name)
            _fill(book, name, _sheet(table, version.version), styles=(bold, wrap))
    book.close()
    return out.getvalue()


def read_workbook(data: bytes) -> Policy:
    """The policy in a workbook.

    Raises:
        InvalidPolicy: Not a workbook, or one without the cover or with sheets of another shape.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        read = {
            name: [_texts(row) for row in book.get_sheet_by_name(name).to_python()]
            for name in book.sheet_names
        }
    except (CalamineError, ValueError, OSError):
        raise InvalidPolicy("the file is not a workbook that can be read; save it as XLSX") from None
    sheets = {name: [_texts(row) for row in rows] for name, rows in read.items()}
    if COVER not in sheets:
        raise InvalidPolicy(f"the workbook has no sheet {COVER!r} that names the policy and its versions")
    name, versions = _read_cover(sheets.pop(COVER))
    for title, rows in sheets.items():
        table = _read_sheet(title, rows)
        version = next((entry for entry in versions if entry["version"] == table["version"]), None)
        if version is None:
            raise InvalidPolicy(f"sheet {title!r} is of a version that the sheet {COVER!r} does not list")
        version["tables"].append({key: value for key, value in table.items() if key != "version"})
    return policy_of({"policy": name, "versions": versions})


def _cover(policy: Policy) -> list[list[str]]:
    rows = [["Policy", policy.policy], [], ["Version", "Effective from", "Note"]]
    return [
        *rows,
        *([entry.version, entry.effective_from.isoformat(), entry.note] for entry in policy.versions),
    ]


def _sheet(table: DecisionTable, version: str) -> list[list[str]]:
    values = (table.id, table.name, version, table.decides, table.hit)
    rows = [[head, value] for head, value in zip(HEADS, values, strict=True)]
    rows.append([])
    rows += [[name, *(_shown(column, name) for column in table.columns)] for name in COLUMN_ROWS]
    rows += [[str(number), *row] for number, row in enumerate(table.rows, 1)]
    rows.append([])
    rows += [_test_row(number, test, table) for number, test in enumerate(table.tests, 1)]
    return rows


def _shown(column: DecisionColumn, name: str) -> str:
    value: Any = getattr(column, name)
    if value is None or (name == "type" and column.role != "in"):
        return ""
    if name == "values":
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _test_row(number: int, test: TableTest, table: DecisionTable) -> list[str]:
    """A test by column, and behind them the facts that no column holds, as fact=value."""
    cells: list[str] = []
    for column in table.columns:
        sources: dict[str, Any] = {"in": test.given, "out": test.expect}
        cells.append(sources.get(column.role, {}).get(column.field) or "")
    known = set(table.fields("in"))
    more = [f"{name}={value}" for name, value in test.given.items() if name not in known]
    return [f"test {number}", *cells, *more]


def _sheet_name(wanted: str, used: set[str]) -> str:
    name = "".join("_" if char in "[]:*?/\\'" else char for char in wanted)[:LONGEST_NAME]
    number = 2
    while name in used:
        ending = f" {number}"
        name, number = name[: LONGEST_NAME - len(ending)] + ending, number + 1
    return name


def _fill(book: Any, name: str, rows: list[list[str]], *, styles: tuple[Any, Any]) -> None:
    sheet = book.add_worksheet(name)
    bold, wrap = styles
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 30, 28)
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, bold if place == 0 else wrap)


def _texts(row: Sequence[Any]) -> list[str]:
    return [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    """A cell as it was meant: 4000, not 4000.0; a date as it is written."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        number = Decimal(repr(cell))
        return str(int(number)) if number == number.to_integral_value() else format(number, "f")
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell).strip()


def _read_cover(rows: list[list[str]]) -> tuple[str, list[dict[str, Any]]]:
    filled = [[*row, "", "", ""] for row in rows if any(row)]
    name = next((row[1] for row in filled if row[0] == "Policy"), "")
    start = next((at for at, row in enumerate(filled) if row[0] == "Version"), len(filled))
    versions = [
        {"version": row[0], "effective_from": row[1], "note": row[2], "tables": []}
        for row in filled[start + 1 :]
    ]
    return name, versions


def _read_sheet(title: str, rows: list[list[str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    marked = {row[0]: row[1:] for row in rows if row and row[0]}
    for head, key in zip(HEADS, KEYS, strict=True):
        found[key] = (marked.get(head) or [""])[0]
    if "role" not in marked or "field" not in marked:
        raise InvalidPolicy(f"sheet {title!r} has no rows 'role' and 'field' that say what its columns are")
    width = max((place for place, role in enumerate(marked["role"], 1) if role), default=0)
    found["columns"] = [_read_column(marked, place) for place in range(width)]
    body = rows[[row[0] if row else "" for row in rows].index("role") :]
    mine = [row for row in body if row and row[0] not in COLUMN_ROWS and any(row)]
    found["rows"] = [_padded(row[1:], width) for row in mine if not row[0].startswith("test")]
    tests = [row[1:] for row in mine if row[0].startswith("test")]
    found["tests"] = [_read_test(row, found["columns"]) for row in tests]
    return found


def _padded(row: list[str], width: int) -> list[str]:
    return [*row, *[""] * width][:width]


def _read_column(marked: dict[str, list[str]], place: int) -> dict[str, Any]:
    read = {name: _padded(marked.get(name, []), place + 1)[place] for name in COLUMN_ROWS}
    column: dict[str, Any] = {name: text for name, text in read.items() if text}
    if "values" in column:
        column["values"] = [value.strip() for value in column["values"].split(",")]
    if "optional" in column:
        column["optional"] = column["optional"].lower() == "true"
    return column


def _read_test(row: list[str], columns: list[dict[str, Any]]) -> dict[str, Any]:
    given, expect = dict[str, str](), dict[str, str]()
    for column, text in zip(columns, row, strict=False):
        if text and column.get("role") in {"in", "out"}:
            (given if column["role"] == "in" else expect)[column.get("field", "")] = text
    for text in row[len(columns) :]:
        name, equals, value = text.partition("=")
        if equals:
            given[name.strip()] = value.strip()
    return {"given": given, "expect": expect}
