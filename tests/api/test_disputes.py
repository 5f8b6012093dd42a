from __future__ import annotations

from fastapi.testclient import TestClient

MESSAGE = {
    "id": "d-1",
    "text": "The hourly rate on this invoice is 180 but our rate card says 150. Please correct the rate.",
    "amount_claimed": "300.00",
}


def test_a_dispute_comes_back_tagged_and_is_listed(client: TestClient) -> None:
    answer = client.post("/v1/disputes", json=MESSAGE)
    assert answer.status_code == 200, answer.text
    (tagged,) = answer.json()["disputes"]
    assert tagged["id"] == "d-1"
    assert tagged["verdict"] in {"valid", "invalid", "partial", "needs_info"}
    (listed,) = client.get("/v1/disputes").json()["items"]
    assert listed["message"]["text"] == MESSAGE["text"]
    assert listed["tagged"]["code"] == tagged["code"]


def test_a_batch_keeps_its_order(client: TestClient) -> None:
    batch = [MESSAGE | {"id": name} for name in ("b", "a")]
    tagged = client.post("/v1/disputes", json=batch).json()["disputes"]
    assert [found["id"] for found in tagged] == ["b", "a"]


def test_a_dispute_is_checked_against_its_contract(client: TestClient, contract_id: str) -> None:
    answer = client.post("/v1/disputes", json=MESSAGE | {"contract": contract_id})
    assert answer.status_code == 200, answer.text
    assert client.get("/v1/disputes").json()["items"][0]["contract_id"] == contract_id


def test_a_contract_that_does_not_exist_stores_nothing(client: TestClient) -> None:
    answer = client.post("/v1/disputes", json=[MESSAGE, MESSAGE | {"id": "d-2", "contract": "con_none"}])
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert client.get("/v1/disputes").json()["items"] == []


def test_another_message_under_the_same_id_is_a_conflict(client: TestClient) -> None:
    client.post("/v1/disputes", json=MESSAGE)
    answer = client.post("/v1/disputes", json=MESSAGE | {"text": "Something else."})
    assert answer.status_code == 409
