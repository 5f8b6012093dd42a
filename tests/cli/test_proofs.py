"""Explaining, certifying and verifying a schedule on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TERMS = {
    "currency": "USD",
    "contract_value": "200.00",
    "lines": [
        {
            "id": "1",
            "billing_method": "milestone",
            "milestones": [
                {"id": "M1", "percent": "25", "due_date": "2026-02-01"},
                {"id": "M2", "percent": "75", "due_date": "2026-03-01"},
            ],
        }
    ],
}


def engross(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "engross.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.json"
    path.write_text(json.dumps(TERMS))
    return path


def test_a_line_is_explained_as_a_tree(terms: Path) -> None:
    shown = engross("schedule", terms, "--as-of", "2026-01-01", "--explain", "1-M1")
    assert shown.returncode == 0
    assert "1-M1 Milestone M1: 50.00 USD (scheduled)" in shown.stdout
    assert "percent 25 Line 1 > Milestone 1 > Percent" in shown.stdout
    unknown = engross("schedule", terms, "--as-of", "2026-01-01", "--explain", "7")
    assert unknown.returncode == 1
    assert "no line '7'; the lines are 1-M1, 1-M2" in unknown.stderr


def test_a_clause_is_quoted_with_its_page_and_file(tmp_path: Path) -> None:
    contract = tmp_path / "sow.txt"
    contract.write_text(
        'STATEMENT OF WORK\n\nThis Statement of Work is made as of January 5, 2026 (the "Effective Date") '
        'between Northwind Logistics, Inc. ("Customer") and Brightwater Consulting LLC ("Consultant").\n\n'
        "1. Fees. Customer shall pay Consultant a fixed fee of $24,000.00 for the Services.\n\n"
        "2. Term. This Statement of Work shall remain in effect until December 31, 2026.\n"
    )
    shown = engross("schedule", contract, "--as-of", "2026-02-01", "--explain", "1-1")
    assert '"$24,000.00" (page 1 of sow.txt)' in shown.stdout


def test_a_certified_schedule_verifies_and_a_changed_one_does_not(terms: Path, tmp_path: Path) -> None:
    certificate, made = tmp_path / "certificate.json", tmp_path / "schedule.json"
    run = engross("schedule", terms, "--as-of", "2026-01-01", "--certificate", certificate)
    assert "every invariant holds" in run.stderr
    made.write_text(run.stdout)
    sound = engross("verify", made, "--terms", terms, "--certificate", certificate)
    assert (sound.returncode, "made again from terms and events" in sound.stdout) == (0, True)

    tampered: dict[str, Any] = json.loads(run.stdout)
    tampered["billing"][0]["amount"] = "60.00"
    made.write_text(json.dumps(tampered))
    found = engross("verify", made, "--terms", terms, "--certificate", certificate, "--format", "json")
    assert found.returncode == 1
    assert (
        "1-M1: states 60.00, terms and events make 50.00, +10.00 off" in json.loads(found.stdout)["problems"]
    )
    assert "schedule.json is not sound" in found.stderr


def test_what_is_no_schedule_is_refused(terms: Path) -> None:
    run = engross("verify", terms)
    assert (run.returncode, "terms.json is not a schedule" in run.stderr) == (1, True)
