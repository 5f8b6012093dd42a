from __future__ import annotations

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from models.extraction import Extraction
from store import Store
from store.audit import Trail


@pytest.fixture
def billed(store: Store) -> str:
    """A contract for 200000.00 in two milestones: 25 % on 15 February 2026, 75 % on acceptance of M2."""
    milestones = [
        {"id": "M1", "name": "=1+1", "percent": "25", "due_date": "2026-02-15"},
        {"id": "M2", "name": "<script>Cut-over</script>", "percent": "75", "trigger": "acceptance"},
    ]
    line = {"id": "1", "name": "Migration", "billing_method": "milestone", "amount": "200000.00"}
    quote = "25% on 15 February 2026"
    evidence = {"page": 1, "start": 0, "end": len(quote), "quote": quote, "confidence": 0.9}
    outcome = {
        "document": {
            "sha256": "0" * 64,
            "filename": "sow.txt",
            "media_type": "text/plain",
            "pages": 1,
            "characters": 9,
        },
        "terms": {
            "title": "Migration",
            "currency": "USD",
            "contract_value": "200000.00",
            "payment": {"net_days": 30},
            "lines": [line | {"milestones": milestones}],
        },
        "evidence": {"/lines/0/milestones/0/percent": [evidence]},
        "absent": {},
    }
    extraction = Extraction.model_validate(outcome)
    return store.contracts.save(b"sow", "sow.txt", outcome=extraction, trail=Trail("tests")).id


def test_the_schedule_stands_as_of_the_day_asked_for(client: TestClient, billed: str) -> None:
    # 15 Feb: M1 bills 25 % of 200000.00; due 30 days later, on 17 March
    place = f"/v1/contracts/{billed}/schedule"
    before = client.get(f"{place}?as_of=2026-02-14").json()["billing"][0]
    after = client.get(f"{place}?as_of=2026-02-15").json()["billing"][0]
    assert (before["amount"], before["due_on"], before["status"]) == ("50000.00", "2026-03-17", "scheduled")
    assert after["status"] == "billable"


def test_an_event_moves_the_schedule(client: TestClient, billed: str) -> None:
    event = {
        "specversion": "1.0",
        "id": "1",
        "source": "psa",
        "type": "engross.milestone.accepted",
        "subject": billed,
        "time": "2026-03-02T09:00:00Z",
        "data": {"milestone": "M2", "date": "2026-03-02"},
    }
    assert client.post("/v1/events", json=event).json()["events"][0]["recorded"] is True
    lines = client.get(f"/v1/contracts/{billed}/schedule?as_of=2026-03-31").json()["billing"]
    second = next(line for line in lines if line["id"] == "1-M2")
    assert (second["bill_on"], second["amount"], second["status"]) == ("2026-03-02", "150000.00", "billable")


def test_the_workbook_totals_the_contract_value_and_runs_nothing(client: TestClient, billed: str) -> None:
    answer = client.get(f"/v1/contracts/{billed}/schedule.xlsx?as_of=2026-03-31")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    head, *rows = book.get_sheet_by_name("Schedule").to_python()
    amount = head.index("Amount")
    assert (rows[-2][amount], rows[-1][amount]) == (200000.0, 200000.0)
    assert rows[0][head.index("Description")] == "=1+1"
    assert answer.headers["content-disposition"].startswith("attachment;")


def test_the_csv_runs_nothing(client: TestClient, billed: str) -> None:
    text = client.get(f"/v1/contracts/{billed}/schedule.csv?as_of=2026-03-31").content.decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["description"] for row in rows] == ["'=1+1", "<script>Cut-over</script>"]
    assert [row["amount"] for row in rows] == ["50000.00", "150000.00"]


def test_the_page_opens_each_amount_to_its_clause_and_runs_nothing(client: TestClient, billed: str) -> None:
    answer = client.get(f"/v1/contracts/{billed}/schedule.html?as_of=2026-03-31")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "25% on 15 February 2026" in answer.text
    assert "<script" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert re.search(r"style-src 'sha256-[A-Za-z0-9+/]{43}='", policy)


@pytest.mark.parametrize("as_of", ["2026-02-30", "yesterday", "0000-01-01", "99999-01-01", "%00"])
def test_a_day_that_is_none_is_a_problem(client: TestClient, billed: str, as_of: str) -> None:
    answer = client.get(f"/v1/contracts/{billed}/schedule?as_of={as_of}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


@pytest.mark.parametrize(("as_of", "status"), [("0001-01-01", 200), ("9999-12-31", 422)])
def test_the_ends_of_the_calendar_do_not_break_it(
    client: TestClient, billed: str, as_of: str, status: int
) -> None:
    assert client.get(f"/v1/contracts/{billed}/schedule?as_of={as_of}").status_code == status


def test_approval_reports_what_is_held_and_keeps_the_schedule(
    client: TestClient, store: Store, billed: str
) -> None:
    answer = client.post(f"/v1/contracts/{billed}/approve", headers={"If-Match": '"1"'})
    assert answer.status_code == 200
    assert answer.headers["etag"] == '"2"'
    assert answer.json()["held_lines"] == []
    assert store.schedules.load(billed).number == 1
