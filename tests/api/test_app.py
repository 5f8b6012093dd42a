"""Promises that hold for every route at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from api.error_catalogue import every_error
from models.schemas import json_schema
from store.audit import Trail

CANARY = "CANARYPHRASEQXZ"
OPEN = {"health", "ready", "problem"}


def operations(app: FastAPI) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            named = (
                path.replace("{contract_id}", "con_1")
                .replace("{item_id}", "rev_1")
                .replace("{name}", "terms")
            )
            yield method, named.replace("{code}", "not-found"), operation


def assert_problem(answer: Response, status: int, code: str | None = None) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert {"type", "title", "status", "detail", "instance", "code", "errors", "request_id"} <= set(body)
    assert body["status"] == status
    assert body["request_id"] == answer.headers["x-request-id"]
    assert code is None or body["code"] == code


def test_every_operation_without_a_key_is_refused(app: FastAPI, stranger: TestClient) -> None:
    asked = 0
    for method, path, operation in operations(app):
        if operation["operationId"] not in OPEN:
            assert_problem(stranger.request(method, path), 401, "unauthorized")
            asked += 1
    assert asked == 32


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer engross_live_", "Basic YTpi", "Bearer engross_live_" + "x" * 60]
)
def test_no_other_word_opens_the_gate(stranger: TestClient, header: str) -> None:
    assert_problem(stranger.get("/v1/contracts", headers={"Authorization": header}), 401, "unauthorized")


def test_every_operation_needs_its_scope(
    app: FastAPI, client_with: Callable[[Sequence[str]], TestClient]
) -> None:
    keyless = client_with([])
    for method, path, operation in operations(app):
        if operation["operationId"] not in OPEN:
            body: dict[str, Any] = {"json": {"value": 1}} if path.endswith("/edit") else {}
            if operation["operationId"] in {"take_in_contract", "put_policy"}:
                body = {"files": {"file": ("a.txt", b"x")}}
            if operation["operationId"] in {"simulate_contract", "take_in_record", "verify_schedule"}:
                body = {"json": {}}
            if operation["operationId"] in {"record_events", "tag_disputes", "reconcile_invoices"}:
                body = {"json": []}
            headers = {"If-Match": '"1"'}
            assert_problem(keyless.request(method, path, headers=headers, **body), 403, "forbidden")


def test_a_revoked_key_opens_nothing(app: FastAPI, stranger: TestClient) -> None:
    made = app.state.store.keys.create("old", mode="live", scopes=["read"], trail=Trail("tests"))
    headers = {"Authorization": f"Bearer {made.secret}"}
    assert stranger.get("/v1/contracts", headers=headers).status_code == 200
    app.state.store.keys.revoke(made.key.id, trail=Trail("tests"))
    assert_problem(stranger.get("/v1/contracts", headers=headers), 401)


def test_every_operation_documents_itself(app: FastAPI) -> None:
    for _, path, operation in operations(app):
        assert operation["summary"], path
        assert operation["tags"], path
        if operation["operationId"] not in OPEN:
            assert operation["security"] == [{"apiKey": []}], path
            takes_input = {"parameters", "requestBody"} & set(operation)
            for status in ("401", "403", *(["422"] if takes_input else [])):
                assert "application/problem+json" in operation["responses"][status]["content"], (path, status)


def test_every_type_of_problem_has_a_page(app: FastAPI, stranger: TestClient) -> None:
    kinds = every_error()
    assert {"not_found", "invalid_request", "encrypted_document", "stale_version"} <= set(kinds)
    for code, kind in kinds.items():
        page = stranger.get(f"/problems/{code.replace('_', '-')}")
        assert page.status_code == 200
        assert kind.title in page.text
        assert kind.advice.replace("'", "&#39;") in page.text


def test_every_answer_carries_the_security_headers(client: TestClient, stranger: TestClient) -> None:
    answers = [
        client.get("/v1/contracts"),
        client.get("/nowhere"),
        client.put("/v1/contracts"),
        stranger.get("/v1/contracts"),
        stranger.get("/health"),
    ]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "max-age" in answer.headers["strict-transport-security"]


def test_addresses_and_methods_that_do_not_exist_are_problems(client: TestClient) -> None:
    assert_problem(client.get("/v1/nowhere"), 404, "unknown_path")
    refused = client.put("/v1/contracts")
    assert_problem(refused, 405, "method_not_allowed")
    assert "GET" in refused.headers["allow"] or "POST" in refused.headers["allow"]
    assert_problem(client.get("/v1/contracts/con_none"), 404, "not_found")
    assert_problem(client.get("/v1/schemas/nothing"), 404, "unknown_path")


def test_every_schema_that_is_listed_can_be_read(client: TestClient) -> None:
    names = client.get("/v1/schemas").json()["schemas"]
    assert {"terms", "schedule", "dispute", "event"} <= set(names)
    for name in names:
        assert client.get(f"/v1/schemas/{name}").json() == json_schema(name)


def test_a_bug_says_nothing_of_its_cause(
    app: FastAPI, client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(app.state.store, "contracts", fail)
    answer = client.get("/v1/contracts")
    assert_problem(answer, 500, "internal_error")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert CANARY not in answer.text
    assert CANARY not in caplog.text


def test_a_well_formed_request_id_is_kept(stranger: TestClient) -> None:
    headers = {"X-Request-Id": "order-12345"}
    assert stranger.get("/health", headers=headers).headers["x-request-id"] == "order-12345"


@pytest.mark.parametrize("given", ["short", "a b c d e f g h", "x" * 65])
def test_any_other_request_id_is_replaced(stranger: TestClient, given: str) -> None:
    kept = stranger.get("/health", headers={"X-Request-Id": given}).headers["x-request-id"]
    assert len(kept) == 24
    assert kept != given


BODIES = {
    "NaN": (b'{"id": NaN}', 400),
    "a long number": (b'{"id": ' + b"9" * 5_000 + b"}", 400),
    "a NUL": (b'{"id": "a\\u0000", "text": "t"}', 400),
    "half a character": (b'{"id": "a", "text": "\\ud800"}', 400),
    "double keys": (b'{"id": "a", "id": "b", "text": "t"}', 400),
    "no JSON": (b"CANARYPHRASEQXZ", 400),
    "another shape": (b'{"CANARYPHRASEQXZ !": "CANARYPHRASEQXZ"}', 422),
    "a wrong value": (b'{"id": "a", "text": "t", "received_on": "CANARYPHRASEQXZ"}', 422),
    "a wrong type": (b'{"type": "CANARYPHRASEQXZ", "id": "CANARYPHRASEQXZ"}', 422),
    "a float for money": (b'{"id": "a", "text": "t", "amount_claimed": 1.5}', 422),
    "a number": (b"1", 422),
    "null": (b"null", 422),
    "an empty list": (b"[]", 422),
    "more than a batch": (b"[" + b",".join([b'{"id": "a", "text": "t"}'] * 21) + b"]", 413),
    "too many bytes": (b'{"id": "' + b"a" * 100_001 + b'"}', 413),
}


@pytest.mark.parametrize("path", ["/v1/disputes", "/v1/events"])
@pytest.mark.parametrize(("body", "status"), BODIES.values(), ids=BODIES.keys())
def test_no_body_breaks_the_service_or_comes_back(
    client: TestClient, path: str, body: bytes, status: int
) -> None:
    answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
    if path == "/v1/disputes" or status != 413 or len(body) > 100_000:
        assert_problem(answer, status)
    assert answer.status_code < 500
    assert CANARY not in answer.text


def test_a_body_of_another_type_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/disputes", content=b"id=1", headers={"Content-Type": "text/plain"})
    assert_problem(answer, 415, "unsupported_media_type")


def test_a_body_that_does_not_say_its_length_is_limited_too(client: TestClient) -> None:
    chunks = iter([b"[" + b"1," * 40_000] * 3)
    answer = client.post("/v1/disputes", content=chunks, headers={"Content-Type": "application/json"})
    assert_problem(answer, 413, "too_large")


def test_it_is_ready_once_the_database_answers(stranger: TestClient) -> None:
    assert stranger.get("/ready").json() == {"status": "ready"}


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=x", "cursor=%00", "cursor=YQ", "cursor=!!", "status=none"]
)
def test_odd_queries_are_problems_or_pages(client: TestClient, query: str) -> None:
    answer = client.get(f"/v1/contracts?{query}")
    assert answer.status_code in {200, 422}
    assert answer.headers["content-type"] in {"application/json", "application/problem+json"}
