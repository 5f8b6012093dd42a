"""The service's journeys from the command line, on a store of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app

SOW = """STATEMENT OF WORK No. 7

This Statement of Work is entered into as of January 5, 2026 by and between Contoso Retail, Inc. ("Customer")
and Northwind Consulting LLC ("Provider").

Fees. Customer shall pay Provider a total fixed fee of $200,000.00 for the Services.
Payment. Invoices are payable within thirty (30) days of receipt of a proper invoice.
"""


@pytest.fixture(autouse=True)
def stored_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENGROSS_DATABASE_URL", f"sqlite:///{tmp_path / 'engross.db'}")
    monkeypatch.setenv("ENGROSS_DATA", str(tmp_path / "data"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def rows(*arguments: str) -> list[dict[str, Any]]:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


@pytest.fixture
def contract(tmp_path: Path) -> dict[str, Any]:
    file = tmp_path / "sow.txt"
    file.write_text(SOW, encoding="utf-8")
    return rows("contracts", "add", str(file))[0]


def test_a_contract_goes_from_file_to_approval(contract: dict[str, Any]) -> None:
    identity = contract["id"]
    items = rows("review", "list", "--contract", identity, "--status", "open")
    assert items
    net = next((item for item in items if item["pointer"] == "/payment/net_days"), items[0])
    for item in items:
        version = str(item["version"])
        if item is net and item["pointer"] == "/payment/net_days":
            edited = rows("review", "edit", item["id"], "--version", version, "--value", "45")
            assert edited[0]["status"] == "edited"
            continue
        claimed = rows("review", "claim", item["id"], "--version", version)[0]
        rows("review", "accept", item["id"], "--version", str(claimed["version"]))
    read = rows("contracts", "show", identity)[0]
    approved = rows("contracts", "approve", identity, "--version", str(read["contract"]["version"]))
    assert approved[0]["status"] == "approved"
    schedule = rows("contracts", "schedule", identity, "--as-of", "2026-03-31")[0]
    assert [line["amount"] for line in schedule["billing"]] == ["200000.00"]
    assert [one["id"] for one in rows("contracts", "list", "--status", "approved")] == [identity]
    assert identity in run("contracts", "list", "--format", "table").stdout.replace("\n", "")[:4000]


def test_a_stale_decision_is_refused(contract: dict[str, Any]) -> None:
    item = rows("review", "list", "--contract", contract["id"])[0]
    result = run("review", "reject", item["id"], "--version", "9")
    assert result.exit_code == 1
    assert type(result.exception).__name__ == "StaleVersion"


def test_a_file_that_cannot_be_read_ends_with_status_3(tmp_path: Path) -> None:
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.4 broken")
    result = run("contracts", "add", str(broken))
    assert (result.exit_code, json.loads(result.stdout)["status"]) == (3, "refused")


def test_events_and_disputes_of_a_stored_contract(contract: dict[str, Any], tmp_path: Path) -> None:
    event = {
        "specversion": "1.0",
        "id": "e1",
        "source": "psa",
        "type": "engross.milestone.accepted",
        "subject": contract["id"],
        "time": "2026-02-15T09:00:00Z",
        "data": {"milestone": "M1", "date": "2026-02-15"},
    }
    file = tmp_path / "events.jsonl"
    file.write_text(json.dumps(event) + "\n", encoding="utf-8")
    assert rows("events", "record", str(file)) == [{"id": "e1", "contract": contract["id"], "recorded": True}]
    assert rows("events", "record", str(file))[0]["recorded"] is False
    assert [found["id"] for found in rows("events", "list", contract["id"])] == ["e1"]
    messages = tmp_path / "disputes.jsonl"
    message = {"id": "d1", "text": "This invoice was billed twice.", "contract": contract["id"]}
    messages.write_text(json.dumps(message) + "\n", encoding="utf-8")
    assert rows("disputes", "raise", str(messages))[0]["id"] == "d1"
    assert [one["id"] for one in rows("disputes", "list")] == ["d1"]
    assert rows("disputes", "show", "d1")[0]["contract_id"] == contract["id"]


def test_a_policy_is_put_in_force(contract: dict[str, Any]) -> None:
    default = Path(__file__).parents[2] / "policy" / "default.yaml"
    assert rows("policy", "put", str(default))[0]["number"] == 1
    schedule = rows("contracts", "schedule", contract["id"])[0]
    assert schedule["policy"]
