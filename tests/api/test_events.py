from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient


def event(contract: str, name: str = "1", **data: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": name,
        "source": "psa",
        "type": "engross.milestone.accepted",
        "subject": contract,
        "time": "2026-03-02T09:00:00Z",
        "data": {"milestone": "M2", "date": "2026-03-02"} | data,
    }


def ids(client: TestClient, contract: str) -> list[str]:
    return [item["id"] for item in client.get(f"/v1/contracts/{contract}/events").json()["items"]]


def test_an_event_counts_once_however_often_it_is_sent(client: TestClient, contract_id: str) -> None:
    answers = [client.post("/v1/events", json=event(contract_id)) for _ in range(3)]
    assert [answer.json()["events"][0]["recorded"] for answer in answers] == [True, False, False]
    assert ids(client, contract_id) == ["1"]


def test_a_batch_is_recorded_in_order(client: TestClient, contract_id: str) -> None:
    batch = [event(contract_id, name) for name in ("b", "a", "b")]
    receipts = client.post("/v1/events", json=batch).json()["events"]
    assert [(receipt["id"], receipt["recorded"]) for receipt in receipts] == [
        ("b", True),
        ("a", True),
        ("b", False),
    ]
    assert ids(client, contract_id) == ["b", "a"]


def test_a_batch_with_a_conflict_records_nothing(client: TestClient, contract_id: str) -> None:
    batch = [event(contract_id), event(contract_id, "2"), event(contract_id, "2", milestone="M3")]
    answer = client.post("/v1/events", json=batch)
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert ids(client, contract_id) == []


def test_an_event_may_name_the_contract_by_its_reference(client: TestClient, contract_id: str) -> None:
    (receipt,) = client.post("/v1/events", json=event("7")).json()["events"]
    assert (receipt["recorded"], receipt["contract"]) == (True, None)
    assert ids(client, contract_id) == ["1"]


def test_another_event_under_the_same_id_is_a_conflict(client: TestClient, contract_id: str) -> None:
    client.post("/v1/events", json=event(contract_id))
    answer = client.post("/v1/events", json=event(contract_id, milestone="M3"))
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


def test_the_same_key_at_once_gives_one_answer(client: TestClient, contract_id: str) -> None:
    def send(_: int) -> tuple[int, bytes]:
        answer = client.post(
            "/v1/events", json=event(contract_id), headers={"Idempotency-Key": "key-00000001"}
        )
        return answer.status_code, answer.content

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(16)))
    assert len(answers) == 1
    assert b'"recorded":true' in next(iter(answers))[1]


def test_another_body_under_the_same_key_is_refused(client: TestClient, contract_id: str) -> None:
    key = {"Idempotency-Key": "key-00000001"}
    client.post("/v1/events", json=event(contract_id), headers=key)
    answer = client.post("/v1/events", json=event(contract_id, "2"), headers=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_mismatch")


def test_a_refused_request_frees_its_key(client: TestClient, contract_id: str) -> None:
    client.post("/v1/events", json=event(contract_id))
    key = {"Idempotency-Key": "key-00000001"}
    refused = client.post("/v1/events", json=event(contract_id, milestone="M3"), headers=key)
    assert refused.status_code == 409
    assert client.post("/v1/events", json=event(contract_id, "2"), headers=key).status_code == 200


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"data": {"milestone": "M2"}}, "date"),
        ({"data": {"milestone": "M2", "date": "2026-02-30"}}, "date"),
        ({"extra": 1}, "extra"),
        ({"specversion": "2.0"}, "specversion"),
    ],
)
def test_each_mistake_is_pointed_at(
    client: TestClient, contract_id: str, change: dict[str, Any], pointer: str
) -> None:
    answer = client.post("/v1/events", json=event(contract_id) | change)
    assert answer.status_code == 422
    assert any(found["pointer"].endswith(f"/{pointer}") for found in answer.json()["errors"])
