from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from cli.main import app
from models.errors import InvalidPolicy
from policy import read_policy

DEFAULT = Path(__file__).parents[2] / "policy" / "default.yaml"
BROKEN = """
policy: Broken
versions:
- version: '1'
  effective_from: 2026-01-01
  tables:
  - id: items
    decides: billing
    columns:
    - {in: billing.kind, values: [time, unit]}
    - {out: item_code}
    rows:
    - [time, A]
    - ['-', B]
    tests:
    - given: {billing.kind: unit}
      expect: {item_code: A}
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN)
    return path


def run(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == status, result.output
    return result.stdout


def test_the_sample_policy_is_sound_and_its_tests_pass() -> None:
    assert run("policy", "check") == ""
    assert run("policy", "test") == ""
    assert json.loads(run("policy", "check", "--format", "json")) == []
    assert all(result["passed"] for result in json.loads(run("policy", "test", "--format", "json")))


def test_a_broken_policy_ends_with_status_1_and_names_the_rows(broken: Path) -> None:
    assert "rows 1 and 2 match billing.kind = time" in run("policy", "check", str(broken), status=1)
    told = run("policy", "test", str(broken), status=1)
    assert "items (1) test 1: expected {'item_code': 'A'}, found {'item_code': 'B'} by row 2" in told


def test_the_version_of_a_day_is_shown() -> None:
    assert "4030" in run("policy", "show", "--on", "2025-06-30", "--table", "items")
    assert "4130" in run("policy", "show", "--on", "2026-06-30", "--table", "items")
    shown = json.loads(run("policy", "show", "--on", "2025-06-30", "--table", "tax", "--format", "json"))
    assert (shown["version"], [table["hit"] for table in shown["tables"]]) == ("2025", ["priority"])
    with pytest.raises(InvalidPolicy, match="there are entity, accounting"):
        run("policy", "show", "--table", "nothing")


def test_a_policy_goes_to_a_workbook_and_a_decision_model_and_back(tmp_path: Path) -> None:
    book, model, back = tmp_path / "p.xlsx", tmp_path / "p.json", tmp_path / "back.yaml"
    run("policy", "export", "--to", "xlsx", "--output", str(book))
    run("policy", "import", str(book), "--output", str(back))
    sample = read_policy(DEFAULT.read_bytes(), DEFAULT.name)
    assert read_policy(back.read_bytes(), back.name) == sample
    run("policy", "export", "--to", "jdm", "--on", "2025-06-30", "--output", str(model))
    run(
        "policy",
        "import",
        str(model),
        "--name",
        "Ours",
        "--version",
        "2025",
        "--effective-from",
        "2025-01-01",
        "--output",
        str(back),
    )
    again = read_policy(back.read_bytes(), back.name)
    assert (again.policy, [table.id for table in again.versions[0].tables]) == (
        "Ours",
        [table.id for table in sample.versions[0].tables],
    )
    assert "policy: Brightwater Consulting" in run("policy", "export", "--to", "yaml")


TERMS = {
    "currency": "USD",
    "reference": "S-1",
    "start_date": "2026-01-01",
    "end_date": "2026-01-31",
    "lines": [
        {
            "id": "1",
            "billing_method": "recurring",
            "amount": "100.00",
            "period": "month",
            "proration": "none",
        }
    ],
}


def test_schedules_and_exports_carry_the_codes(tmp_path: Path) -> None:
    terms, book = tmp_path / "terms.json", tmp_path / "out.xlsx"
    terms.write_text(json.dumps(TERMS))
    fixed = [str(terms), "--as-of", "2026-02-01", "--policy", str(DEFAULT)]
    made = json.loads(run("schedule", *fixed))
    assert made["billing"][0]["coding"]["ledger_account"] == "4130"
    (row,) = csv.DictReader(io.StringIO(run("schedule", *fixed, "--format", "csv")))
    assert (row["entity"], row["item_code"], row["ledger_account"], row["tax_code"]) == (
        "BRW-US",
        "MS-RECURRING",
        "4130",
        "NT",
    )
    run("export", *fixed, "--to", "xlsx", "--output", str(book))
    sheets = CalamineWorkbook.from_path(str(book))
    head, first, total, *_ = sheets.get_sheet_by_name("Schedule").to_python()
    assert head[-6:] == ["Entity", "Item code", "Ledger account", "Tax code", "Project code", "Project name"]
    assert first[head.index("Tax code")] == "NT"
    assert total[head.index("Amount")] == 100.0
    summary = {row[0]: row[1] for row in sheets.get_sheet_by_name("Summary").to_python()}
    assert summary["Policy"] == "Brightwater Consulting, version 2026"
    assert summary["Project code"] == "BRW-US-S-1"


def test_without_a_policy_no_column_is_added(tmp_path: Path) -> None:
    terms = tmp_path / "terms.json"
    terms.write_text(json.dumps(TERMS))
    told = run("schedule", str(terms), "--as-of", "2026-02-01", "--format", "csv")
    assert told.splitlines()[0].endswith(",formula,pointers")
