from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from api.contracts import attachment, safe_filename

CANARY = "CANARYPHRASEQXZ"


def upload(
    client: TestClient, data: bytes, name: str = "sow.txt", **headers: str
) -> tuple[int, dict[str, object]]:
    answer = client.post("/v1/contracts", files={"file": (name, data)}, headers=headers)
    return answer.status_code, answer.json()


def test_a_contract_comes_back_with_terms_and_the_words_behind_them(
    client: TestClient, contract_id: str
) -> None:
    body = client.get(f"/v1/contracts/{contract_id}/terms").json()
    assert body["terms"]["contract_value"] == "200000.00"
    assert body["terms"]["payment"]["net_days"] == 30
    assert "thirty (30) days" in body["evidence"]["/payment/net_days"][0]["quote"]


def test_the_same_bytes_are_the_same_contract(
    client: TestClient, contract_id: str, contract_file: bytes
) -> None:
    status, body = upload(client, contract_file, "another name.txt")
    assert status == 200
    assert body["contract"]["id"] == contract_id  # type: ignore[index]
    assert len(client.get("/v1/contracts").json()["items"]) == 1


def test_the_file_comes_back_as_an_attachment(
    client: TestClient, contract_id: str, contract_file: bytes
) -> None:
    answer = client.get(f"/v1/contracts/{contract_id}/document")
    assert answer.content == contract_file
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == "application/octet-stream"


def test_a_key_repeats_the_answer(client: TestClient, contract_file: bytes) -> None:
    first = client.post(
        "/v1/contracts", files={"file": ("a.txt", contract_file)}, headers={"Idempotency-Key": "k-12345678"}
    )
    again = client.post(
        "/v1/contracts", files={"file": ("a.txt", contract_file)}, headers={"Idempotency-Key": "k-12345678"}
    )
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert again.headers["etag"] == '"1"'


def test_a_key_serves_one_request_only(client: TestClient, contract_file: bytes) -> None:
    key = {"Idempotency-Key": "k-12345678"}
    client.post("/v1/contracts", files={"file": ("a.txt", contract_file)}, headers=key)
    other = client.post("/v1/contracts", files={"file": ("a.txt", contract_file + b"\nMore.")}, headers=key)
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency_mismatch"


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "empty_document"),
        (b"%PDF-1.7\nCANARYPHRASEQXZ", 422, None),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 200, 415, "unsupported_document"),
        (b"PK\x03\x04CANARYPHRASEQXZ", None, None),
        (b"x" * 200_001, 413, "too_large"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(
    client: TestClient, data: bytes, status: int | None, code: str | None
) -> None:
    answer = client.post("/v1/contracts", files={"file": ("c.pdf", data)})
    assert answer.headers["content-type"] == "application/problem+json"
    assert 400 <= answer.status_code < 500
    assert status is None or answer.status_code == status
    assert code is None or answer.json()["code"] == code
    assert CANARY not in answer.text


def test_a_record_that_is_not_json_is_a_problem(client: TestClient, contract_file: bytes) -> None:
    answer = client.post(
        "/v1/contracts", files={"file": ("a.txt", contract_file)}, data={"record": "{CANARYPHRASEQXZ"}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_body")
    assert CANARY not in answer.text


def test_pages_are_complete_and_in_order(client: TestClient, contract_file: bytes) -> None:
    made = [upload(client, contract_file + bytes([65 + n]))[1]["contract"]["id"] for n in range(3)]  # type: ignore[index]
    seen, query = [], "limit=2"
    while True:
        page = client.get(f"/v1/contracts?{query}").json()
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        query = f"limit=2&cursor={page['next_cursor']}"
    assert seen == made


HOSTILE = {
    "../../etc/passwd": "passwd",
    "..\\..\\boot.ini": "boot.ini",
    "a\r\nSet-Cookie: x=1.pdf": "aSet-Cookie x=1.pdf",
    "\x1b[31mred.pdf": "[31mred.pdf",
    'con|<>"?*.pdf': "con.pdf",
    "": "contract",
    None: "contract",
    "...": "contract",
    "\u202efdp.exe": "fdp.exe",
    "Vertrag für Überprüfung.pdf": "Vertrag für Überprüfung.pdf",
}


@pytest.mark.parametrize(("given", "kept"), HOSTILE.items())
def test_no_file_name_leads_anywhere(given: str | None, kept: str) -> None:
    assert safe_filename(given) == kept


def test_long_names_keep_their_ending() -> None:
    name = safe_filename("a" * 5_000 + ".docx")
    assert len(name) <= 200
    assert name.endswith(".docx")


def test_a_name_of_any_script_survives_the_header() -> None:
    header = attachment('Überprüfung "7".pdf')
    assert header.isascii()
    assert header == (
        "attachment; filename=\"_berpr_fung _7_.pdf\"; filename*=UTF-8''%C3%9Cberpr%C3%BCfung%20%227%22.pdf"
    )


def test_no_error_about_a_contract_quotes_it(client: TestClient, contract_id: str) -> None:
    base = f"/v1/contracts/{contract_id}"
    answers = [
        client.post(f"{base}/approve"),
        client.post(f"{base}/approve", headers={"If-Match": '"9"'}),
        client.post(f"{base}/approve", headers={"If-Match": "W/x"}),
        client.get(f"{base}/schedule?as_of=CANARYPHRASEQXZ"),
        client.post("/v1/events", json={"type": "engross.milestone.accepted", "data": {"milestone": CANARY}}),
        client.get(f"{base}/nothing"),
        client.delete(base),
    ]
    assert [answer.status_code for answer in answers] == [428, 412, 412, 422, 422, 404, 405]
    assert CANARY not in json.dumps([answer.text for answer in answers])


def test_a_record_fills_what_the_document_does_not_state(client: TestClient, contract_file: bytes) -> None:
    record = {
        "id": "rec-1",
        "ironcladId": "IC-1",
        "properties": {"billingEntity": {"type": "string", "value": "Brightwater UK Ltd"}},
    }
    answer = client.post(
        "/v1/contracts", files={"file": ("a.txt", contract_file)}, data={"record": json.dumps(record)}
    )
    assert answer.status_code == 201
    terms = client.get(f"{answer.headers['Location']}/terms").json()
    assert terms["terms"]["billing_entity"] == "Brightwater UK Ltd"
    evidence = terms["evidence"]["/billing_entity"][0]
    assert (evidence["source"], evidence["quote"]) == ("record", "Brightwater UK Ltd")
