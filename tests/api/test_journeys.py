"""What only the command line could do: records alone, known days, a master, policy, proofs, reconciling."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

ROOT = Path(__file__).parents[2]
POLICY = (ROOT / "policy" / "default.yaml").read_bytes()
RECORD = json.loads((ROOT / "samples" / "contracts" / "fixed-price-milestones" / "record.json").read_bytes())
MASTER = b"""MASTER SERVICES AGREEMENT No. MSA-7

This Master Services Agreement is made as of January 5, 2025 between Contoso Retail, Inc. ("Customer") and
Northwind Consulting LLC ("Provider"). Invoices are payable within forty-five (45) days of receipt.
Overdue amounts bear interest at 1.5% per month.
"""


def amend(client: TestClient, contract_id: str, *, on: str, at: str, value: Any) -> None:
    sent = {
        "specversion": "1.0",
        "id": f"a-{on}",
        "source": "crm",
        "type": "engross.contract.amended",
        "subject": contract_id,
        "time": f"{at}T09:00:00Z",
        "data": {
            "effective_on": on,
            "patch": [{"op": "replace", "path": "/lines/0/amount", "value": value}],
        },
    }
    assert client.post("/v1/events", json=sent).status_code == 200


def total(schedule: Any) -> list[str]:
    return [line["amount"] for line in schedule["billing"]]


def test_a_record_alone_is_a_contract(client: TestClient) -> None:
    answer = client.post("/v1/contracts/records", json=RECORD)
    assert answer.status_code == 201
    result = answer.json()
    assert result["extraction"]["terms"]["reference"] == "SOW-2026-014"
    again = client.post("/v1/contracts/records", json=RECORD)
    assert (again.status_code, again.json()["contract"]["id"]) == (200, result["contract"]["id"])


def test_a_schedule_is_as_it_was_known_on_a_day(client: TestClient, contract_id: str) -> None:
    amend(client, contract_id, on="2026-01-10", at="2026-02-20", value="210000.00")
    path = f"/v1/contracts/{contract_id}/schedule"
    day = {"as_of": "2026-03-31"}
    now = client.get(path, params=day).json()
    then = client.get(path, params=day | {"known_on": "2026-02-01"}).json()
    assert (total(then), total(now)) == (["200000.00"], ["210000.00"])
    changed = client.get(f"{path}/changes", params=day | {"since": "2026-02-01"}).json()
    assert changed["delta"] == "10000.00"


def test_a_master_agreement_says_what_the_contract_does_not(client: TestClient, contract_id: str) -> None:
    master = client.post("/v1/contracts", files={"file": ("msa.txt", MASTER)}).json()["contract"]["id"]
    path = f"/v1/contracts/{contract_id}/schedule"
    alone = client.get(path, params={"as_of": "2026-03-31"}).json()
    under = client.get(path, params={"as_of": "2026-03-31", "master": master}).json()
    assert "L10" not in {finding["code"] for finding in alone["findings"]}
    assert "L10" in {finding["code"] for finding in under["findings"]}  # net 30 here, net 45 there


def test_the_policy_in_force_codes_every_schedule(client: TestClient, contract_id: str) -> None:
    assert client.get("/v1/policy").status_code == 404
    put = client.put("/v1/policy", files={"file": ("firm.yaml", POLICY)})
    assert (put.status_code, put.json()["number"], put.headers["ETag"]) == (200, 1, '"1"')
    assert client.put("/v1/policy", files={"file": ("firm.yaml", POLICY)}).json()["number"] == 1
    schedule = client.get(f"/v1/contracts/{contract_id}/schedule").json()
    assert schedule["policy"]["policy"]
    assert schedule["billing"][0]["coding"]
    assert client.get("/v1/policy").content == POLICY
    refused = client.put("/v1/policy", files={"file": ("firm.yaml", b"tables: 7")})
    assert refused.json()["code"] == "invalid_policy"


def test_an_amount_opens_to_its_clause(client: TestClient, contract_id: str) -> None:
    schedule = client.get(f"/v1/contracts/{contract_id}/schedule").json()
    line = schedule["billing"][0]
    explained = client.get(f"/v1/contracts/{contract_id}/schedule/lines/{line['id']}").json()
    assert explained["line"] == line
    quotes = [entry["quote"] for found in explained["evidence"].values() for entry in found]
    assert any("200,000.00" in quote for quote in quotes)
    missing = client.get(f"/v1/contracts/{contract_id}/schedule/lines/9-9")
    assert missing.json()["code"] == "not_found"


def test_a_certified_schedule_verifies_and_a_changed_one_does_not(
    client: TestClient, contract_id: str
) -> None:
    day = {"as_of": "2026-03-31"}
    schedule = client.get(f"/v1/contracts/{contract_id}/schedule", params=day).json()
    certificate = client.get(f"/v1/contracts/{contract_id}/certificate", params=day).json()
    terms = client.get(f"/v1/contracts/{contract_id}/terms").json()["terms"]
    sent = {"schedule": schedule, "terms": terms, "certificate": certificate}
    assert client.post("/v1/verify", json=sent).json()["sound"] is True
    schedule["billing"][0]["amount"] = "200000.01"
    found = client.post("/v1/verify", json=sent).json()
    assert found["sound"] is False
    assert found["problems"]


def test_invoices_are_reconciled_with_the_contract(client: TestClient, contract_id: str) -> None:
    invoice = {
        "specversion": "1.0",
        "id": "i1",
        "source": "erp",
        "type": "engross.invoice.posted",
        "subject": contract_id,
        "time": "2026-03-02T09:00:00Z",
        "data": {
            "invoice_id": "I1",
            "date": "2026-03-02",
            "lines": [{"schedule_line": "9-9", "amount": "50.00"}],
        },
    }
    answer = client.post(f"/v1/contracts/{contract_id}/reconcile", json=[invoice])
    outcomes = {line["schedule_line"]: line["outcome"] for line in answer.json()["lines"]}
    assert outcomes["9-9"] == "unknown"
    assert client.get(f"/v1/contracts/{contract_id}/events").json()["items"] == []  # nothing is stored
