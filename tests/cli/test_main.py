from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"fastapi", "sqlmodel", "sqlalchemy", "spacy", "sklearn", "pdfplumber", "pypdfium2", "dbos"}
CONTRACT = """STATEMENT OF WORK

This Statement of Work is made as of January 5, 2026 (the "Effective Date") between Northwind
Logistics, Inc., a Delaware corporation ("Customer"), and Brightwater Consulting LLC ("Consultant").

1. Fees. Customer shall pay Consultant a fixed fee of $24,000.00 for the Services. Invoices are due
within thirty (30) days of receipt of the invoice.

2. Term. This Statement of Work shall remain in effect until December 31, 2026.

3. Governing Law. This Agreement is governed by the laws of the State of New York.
"""


def engross(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "engross.py"), *arguments],
        capture_output=True,
        text=True,
        input=stdin,
        check=False,
    )


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "sow.txt"
    path.write_text(CONTRACT)
    return path


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); sys.argv = ['engross', '--help']\n"
        "import engross\n"
        "try:\n    engross.main()\nexcept SystemExit:\n    pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", code, str(ROOT)], capture_output=True, text=True, check=True)
    assert "backfill" in run.stdout
    assert set(run.stderr.split()) & HEAVY == set()


def test_extract_gives_one_result_per_line_and_refuses_the_unreadable(contract: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    run = engross("extract", str(contract), str(empty))
    good, bad = map(json.loads, run.stdout.splitlines())
    assert run.returncode == 3
    assert good["terms"]["effective_date"] == "2026-01-05"
    assert good["terms"]["payment"]["net_days"] == 30
    evidence = good["evidence"]["/payment/net_days"][0]
    assert "thirty" in evidence["quote"]
    assert (bad["filename"], bad["error"]["code"], bad["error"]["status"]) == (
        "empty.pdf",
        "empty_document",
        422,
    )


def test_schedule_takes_terms_as_json(tmp_path: Path) -> None:
    terms = tmp_path / "terms.json"
    terms.write_text(
        json.dumps(
            {
                "currency": "USD",
                "start_date": "2026-01-01",
                "end_date": "2026-03-31",
                "payment": {"net_days": 30},
                "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "900.00"}],
            }
        )
    )
    run = engross("schedule", str(terms), "--as-of", "2026-01-15")
    line = json.loads(run.stdout)["billing"][0]
    assert (line["amount"], line["bill_on"], line["due_on"]) == ("900.00", "2026-03-31", "2026-04-30")
    assert line["proof"]["rule"] == "R01"


def test_terms_that_are_not_terms_are_refused_by_place_without_their_value(tmp_path: Path) -> None:
    terms = tmp_path / "terms.json"
    terms.write_text('{"contract_value": 12.5, "sekret": "canary-7f3a"}')
    run = engross("schedule", str(terms))
    assert run.returncode == 1
    assert "/contract_value" in run.stderr
    assert "/sekret" in run.stderr
    assert "canary-7f3a" not in run.stderr + run.stdout


def test_a_missing_file_and_a_wrong_option_tell_apart(tmp_path: Path) -> None:
    assert engross("schedule", str(tmp_path / "none.json")).returncode == 1
    assert engross("schedule", "--no-such-option").returncode == 2


def test_schemas_are_published() -> None:
    for name in ("terms", "schedule", "dispute", "event"):
        assert json.loads(engross("schema", name).stdout)["$schema"].startswith("https://json-schema.org")


def test_payloads_that_are_not_there_yet_say_so(tmp_path: Path) -> None:
    terms = tmp_path / "terms.json"
    terms.write_text("{}")
    run = engross("export", str(terms), "--to", "netsuite")
    assert run.returncode == 1
    assert "not there yet" in run.stderr


def test_a_record_stands_in_for_a_document(tmp_path: Path) -> None:
    record = tmp_path / "opportunity.json"
    record.write_text(
        json.dumps(
            {
                "attributes": {"type": "Opportunity"},
                "Id": "0065g00000AbCdE",
                "Name": "Northwind rollout",
                "StageName": "Closed Won",
                "CloseDate": "2026-01-05",
                "Amount": 24000,
                "CurrencyIsoCode": "USD",
            }
        )
    )
    run = engross("extract", str(record))
    result = json.loads(run.stdout)
    assert (result["terms"]["contract_value"], result["terms"]["currency"]) == ("24000", "USD")
    evidence = result["evidence"]["/contract_value"][0]
    assert (evidence["source"], evidence["quote"]) == ("record", "24000")
    record.write_text('{"colour": "green"}')
    run = engross("extract", str(record))
    assert (run.returncode, json.loads(run.stdout)["error"]["code"]) == (3, "invalid_record")


def test_what_was_known_on_a_day_and_what_changed_since(tmp_path: Path) -> None:
    terms, events = tmp_path / "terms.json", tmp_path / "events.jsonl"
    fee = {"id": "1", "billing_method": "fixed_price", "amount": "900.00", "end_date": "2026-03-31"}
    terms.write_text(json.dumps({"currency": "USD", "lines": [fee]}))
    patch = [{"op": "replace", "path": "/lines/0/amount", "value": "950.00"}]
    envelope = {"id": "e1", "source": "/clm", "subject": "S-1", "time": "2026-02-10T09:00:00Z"}
    data = {"effective_on": "2026-01-01", "patch": patch}
    events.write_text(json.dumps({"type": "engross.contract.amended", **envelope, "data": data}))
    asked = ("schedule", str(terms), "--events", str(events), "--as-of", "2026-03-01")
    before = json.loads(engross(*asked, "--known-on", "2026-02-09").stdout)
    assert (before["known_on"], before["billing"][0]["amount"]) == ("2026-02-09", "900.00")
    changes = json.loads(engross(*asked, "--since", "2026-02-09").stdout)
    assert (changes["delta"], changes["lines"][0]["changed"][0]) == ("50.00", "amount")
    assert "+50.00" in engross(*asked, "--since", "2026-02-09", "--format", "table").stdout
    assert engross(*asked, "--since", "2026-02-09", "--format", "csv").returncode == 1
    assert "--since" in engross(*asked, "--since", "yesterday").stderr


def test_the_master_agreement_speaks_where_the_contract_is_silent(tmp_path: Path) -> None:
    terms, master = tmp_path / "sow.json", tmp_path / "msa.json"
    fee = {"id": "1", "billing_method": "fixed_price", "amount": "900.00", "end_date": "2026-03-31"}
    terms.write_text(json.dumps({"payment": {"net_days": 30}, "lines": [fee]}))
    master.write_text(json.dumps({"currency": "USD", "payment": {"net_days": 45}}))
    asked = ("schedule", str(terms), "--master", str(master), "--as-of", "2026-01-15")
    made = json.loads(engross(*asked).stdout)
    assert (made["billing"][0]["currency"], made["billing"][0]["due_on"]) == ("USD", "2026-04-30")
    assert made["findings"][0]["code"] == "L10"
    prevailing = json.loads(engross(*asked, "--precedence", "master_agreement").stdout)
    assert prevailing["billing"][0]["due_on"] == "2026-05-15"
