"""Every error that an operation documents can be sent by it; `Documented` refuses any that is not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import fastapi.routing
import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx2 import Response

from api.app import ROUTES
from api.error_catalogue import every_error
from disputes import model as dispute_model
from extractor import extract
from extractor.read.cage import run_caged
from extractor.read.limits import Limits
from models.errors import NoTextLayer
from models.problem import problem_of
from models.schedule import PolicyStamp
from models.terms import Terms
from rules import build_schedule
from store import Store
from store.audit import Trail
from store.records import ReviewDoubt
from tests.api.documented import documented
from tests.extractor.read import files
from workflows.settings import Settings

FILE = b"Consulting Agreement. The total fixed fee is USD 10,000.00. Invoices are due net 30 days."
SAMPLES = Path(__file__).parents[2] / "samples" / "contracts"
RECORD = json.loads((SAMPLES / "fixed-price-milestones" / "record.json").read_bytes())
INVOICE = {"invoice_id": "I1", "date": "2026-03-02", "lines": [{"schedule_line": "1-1", "amount": "1.00"}]}
POLICY = (Path(__file__).parents[2] / "policy" / "default.yaml").read_bytes()
MADE = build_schedule(Terms(currency="USD"), as_of=date(2026, 1, 31))
BARE_SCHEDULE = MADE.model_dump(mode="json")
STAMPED = MADE.model_copy(update={"policy": PolicyStamp(policy="Firm", versions=("1",))})
TWINS = {"lines": [{"id": "1", "billing_method": "fixed_price", "amount": "1.00"}] * 2}
OPERATIONS = {
    str(route.operation_id): route
    for router in ROUTES
    for route in router.routes
    if isinstance(route, APIRoute) and route.include_in_schema
}
SENT = {operation: documented(route.responses) for operation, route in OPERATIONS.items()}


@dataclass(frozen=True)
class House:
    """The service with contracts in every state that an operation can refuse."""

    client: TestClient
    store: Store
    settings: Settings

    def keep(self, name: str, terms: dict[str, Any] | None = None, **doubt: Any) -> str:
        """A contract, with other terms or a doubt where they are given."""
        data = FILE + name.encode()
        outcome = extract(data, "a.txt")
        if terms is not None:
            outcome = outcome.model_copy(update={"terms": Terms.model_validate(terms)})
        return self._save(data, outcome, doubts=[ReviewDoubt(**doubt)] if doubt else [])

    def refused(self) -> str:
        """A contract whose file could not be read."""
        return self._save(b"scan", problem_of(NoTextLayer("images")), doubts=[])

    def amended(self) -> str:
        """A contract with an amendment that does not fit its terms."""
        contract = self.keep("amended")
        patch = [{"op": "replace", "path": "/payment/no_such_field", "value": 1}]
        data = {"effective_on": "2026-01-01", "patch": patch}
        answer = self.client.post("/v1/events", json=event(contract, "engross.contract.amended", data))
        assert answer.status_code == 200, answer.text
        return contract

    def item(self, pointer: str = "/payment/net_days") -> str:
        """An open review item on the value at the pointer."""
        contract = self.keep(f"item {pointer}", pointer=pointer, value=30, reason="low_confidence")
        return str(self.store.review.page(contract_id=contract).items[0].id)

    def _save(self, data: bytes, outcome: Any, *, doubts: list[ReviewDoubt]) -> str:
        kept = self.store.contracts.save(data, "a.txt", outcome=outcome, doubts=doubts, trail=Trail("tests"))
        return str(kept.id)


@pytest.fixture
def house(client: TestClient, store: Store, settings: Settings) -> House:
    return House(client, store, settings)


def event(contract: str, kind: str, data: dict[str, Any]) -> dict[str, Any]:
    about = {"specversion": "1.0", "id": "e1", "source": "psa", "time": "2026-03-02T09:00:00Z"}
    return about | {"type": kind, "subject": contract, "data": data}


def accepted(contract: str, milestone: str = "M1") -> dict[str, Any]:
    data = {"milestone": milestone, "date": "2026-03-02"}
    return event(contract, "engross.milestone.accepted", data)


def ask(client: TestClient, operation: str, *, at: str = "con_none", **other: Any) -> Response:
    """A request that the operation takes, with what is other about it; `at` is the contract or item."""
    (method,) = OPERATIONS[operation].methods or {"GET"}
    named = OPERATIONS[operation].path.replace("{name}", "terms").replace("{code}", "not-found")
    for place in ("{contract_id}", "{item_id}", "{dispute_id}"):
        named = named.replace(place, at)
    named = named.replace("{line_id}", "1-1")
    bodies: dict[str, dict[str, Any]] = {
        "take_in_contract": {"files": {"file": ("a.txt", FILE)}},
        "take_in_record": {"json": RECORD},
        "read_schedule_changes": {"params": {"since": "2026-01-31"}},
        "reconcile_invoices": {"json": [event(at, "engross.invoice.posted", INVOICE)]},
        "verify_schedule": {"json": {"schedule": BARE_SCHEDULE}},
        "put_policy": {"files": {"file": ("firm.yaml", POLICY)}},
        "record_events": {"json": accepted(at)},
        "tag_disputes": {"json": {"id": "d1", "text": "The rate is wrong.", "contract": at}},
        "simulate_contract": {"json": {}},
        "edit_review_item": {"json": {"value": 45}},
    }
    headers = {"If-Match": '"1"'} | other.pop("headers", {})
    body = {} if {"content", "files", "json"} & set(other) else bodies.get(operation, {})
    return client.request(method, other.pop("path", named), headers=headers, **body, **other)


def test_every_operation_is_tried() -> None:
    assert len(SENT) == 35
    assert set().union(*SENT.values()) <= set(PROVOKED)
    unsent = {"assist_failed", "invalid_schedule", "not_available", "unsafe_settings"}
    unreached = {"method_not_allowed"}
    assert set(every_error()) - set().union(*SENT.values()) == unsent | unreached


@pytest.mark.parametrize("code", sorted(set().union(*SENT.values())))
def test_what_is_documented_is_sent(code: str, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for operation in sorted(name for name, codes in SENT.items() if code in codes):
        with monkeypatch.context() as patch:
            answer = PROVOKED[code](house, operation, patch)
        assert answer.headers["content-type"] == "application/problem+json", (operation, answer.text)
        body = answer.json()
        kind = every_error()[code]
        found = (body["code"], body["status"], body["title"], answer.status_code)
        assert found == (code, kind.status, kind.title, kind.status), operation


Provoke = Callable[[House, str, pytest.MonkeyPatch], Response]


def unauthorized(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    return ask(TestClient(house.client.app), operation)


def forbidden(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    secret = house.store.keys.create("none", mode="test", scopes=[], trail=Trail("tests")).secret
    return ask(house.client, operation, headers={"Authorization": f"Bearer {secret}"})


def too_large(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    return ask(house.client, operation, content=b"x" * (house.settings.max_json_bytes + 1))


def internal_error(house: House, operation: str, patch: pytest.MonkeyPatch) -> Response:
    async def fail(**_: Any) -> None:
        raise RuntimeError

    at = house.keep("broken")  # what a path names is looked up before
    patch.setattr(fastapi.routing, "run_endpoint_function", fail)
    return ask(house.client, operation, at=at)


def invalid_request(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    path = OPERATIONS[operation].path
    if "{" in path:
        return ask(house.client, operation, path=path.replace("{", "%20").replace("}", "%20"))
    if operation.startswith("list_"):
        return ask(house.client, operation, params={"limit": "0"})
    uploads = operation in {"take_in_contract", "put_policy"}
    wrong: dict[str, Any] = {"files": {"x": b""}} if uploads else {"json": []}
    return ask(house.client, operation, **wrong)


def malformed_body(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    uploads = operation in {"take_in_contract", "put_policy"}
    kind = "multipart/form-data" if uploads else "application/json"
    return ask(house.client, operation, content=b"{", headers={"Content-Type": kind})


def unsupported_media_type(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    return ask(house.client, operation, content=b"{}", headers={"Content-Type": "text/plain"})


def not_found(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    return ask(house.client, operation, at="con_none")


def unknown_path(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    path = OPERATIONS[operation].path
    return ask(house.client, operation, path=path.replace("{name}", "none").replace("{code}", "none"))


def conflict(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    if operation == "record_events":
        ask(house.client, operation, at="con_1")
        return ask(house.client, operation, json=accepted("con_1", "M2"))
    if operation.endswith("_review_item"):
        item = house.item()
        ask(house.client, "accept_review_item", at=item)
        return ask(house.client, operation, at=item, headers={"If-Match": '"2"'})
    return ask(house.client, operation, at=house.refused())


def invalid_terms(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    if operation == "edit_review_item":
        return ask(house.client, operation, at=house.item(), json={"value": "soon"})
    if operation == "reject_review_item":
        return ask(house.client, operation, at=house.item("/lines/0/id"))
    if operation == "verify_schedule":
        return ask(house.client, operation, json={"schedule": BARE_SCHEDULE, "terms": TWINS})
    return ask(house.client, operation, at=house.keep("twins", TWINS))


def invalid_policy(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    if operation == "put_policy":
        return ask(house.client, operation, files={"file": ("firm.yaml", b"tables: 7")})
    house.store.policies.save(b"tables: 7", "firm.yaml", trail=Trail("tests"))
    if operation == "verify_schedule":
        return ask(house.client, operation, json={"schedule": STAMPED.model_dump(mode="json")})
    return ask(house.client, operation, at=house.keep("under a policy"))


def invalid_event(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    if operation == "verify_schedule":
        patch = [{"op": "replace", "path": "/payment/no_such_field", "value": 1}]
        data = {"effective_on": "2026-01-01", "patch": patch}
        amended = event("con_1", "engross.contract.amended", data)
        sent = {"schedule": BARE_SCHEDULE, "terms": {"currency": "USD"}, "events": [amended]}
        return ask(house.client, operation, json=sent)
    return ask(house.client, operation, at=house.amended())


def currency_mismatch(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    terms = {"currency": "USD", "lines": TWINS["lines"][:1]}
    variant = {"name": "euro", "terms": terms | {"currency": "EUR"}}
    return ask(house.client, operation, at=house.keep("usd"), json={"base": terms, "variants": [variant]})


def stale_version(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    at = house.item() if operation.endswith("_review_item") else house.keep("stale")
    return ask(house.client, operation, at=at, headers={"If-Match": '"9"'})


def precondition_required(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    path = OPERATIONS[operation].path.format(contract_id="con_1", item_id="rev_1")
    return house.client.request("POST", path, json={"value": 1})


def idempotency_mismatch(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    key = {"Idempotency-Key": "key-12345678"}
    bodies: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "take_in_contract": ({"files": {"file": FILE}}, {"files": {"file": FILE + b" More."}}),
        "record_events": ({"json": accepted("con_1")}, {"json": accepted("con_2")}),
        "take_in_record": ({"json": RECORD}, {"json": RECORD | {"name": "Other"}}),
        "tag_disputes": ({"json": {"id": "i1", "text": "Late."}}, {"json": {"id": "i2", "text": "Late."}}),
    }
    first, second = bodies[operation]
    assert ask(house.client, operation, headers=key, **first).is_success
    return ask(house.client, operation, headers=key, **second)


def store_error(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    contract = house.keep("spoilt")
    (stored,) = (place for place in house.settings.data.rglob(house.store.contracts.load(contract).sha256))
    stored.write_bytes(b"something else")
    return ask(house.client, operation, at=contract)


def model_missing(house: House, operation: str, patch: pytest.MonkeyPatch) -> Response:
    def fail(*_: Any) -> None:
        dispute_model.load_model(house.settings.data / "none.json")

    patch.setattr("disputes.tag.load_model", fail)
    return ask(house.client, operation, json={"id": "m1", "text": "The rate is wrong."})


def not_ready(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
    with sqlite3.connect(house.settings.database_url.removeprefix("sqlite:///")) as database:
        database.execute("DROP TABLE contract")
    return ask(house.client, operation)


def of_file(data: bytes, name: str = "a.txt", *, record: str | None = None) -> Provoke:
    def send(house: House, operation: str, _: pytest.MonkeyPatch) -> Response:
        form = {"record": record} if record else {}
        return ask(house.client, operation, files={"file": (name, data)}, data=form)

    return send


def invalid_record(house: House, operation: str, patch: pytest.MonkeyPatch) -> Response:
    if operation == "take_in_record":
        return ask(house.client, operation, json={"nothing": "known"})
    return of_file(FILE, record="[]")(house, operation, patch)


def reading_limit_exceeded(house: House, operation: str, patch: pytest.MonkeyPatch) -> Response:
    tight = partial(run_caged, limits=Limits(result_bytes=1))
    patch.setattr("extractor.pipeline.run_caged", tight)
    return ask(house.client, operation)


PROVOKED: dict[str, Provoke] = {
    "conflict": conflict,
    "currency_mismatch": currency_mismatch,
    "damaged_document": of_file(b"%PDF-1.7\n", "a.pdf"),
    "document_too_large": of_file(b"<html>" + b"<div>" * 30_000 + b"words", "a.html"),
    "empty_document": of_file(b" "),
    "encrypted_document": of_file(files.pdf_of_lines([["Fees"]], encrypt="secret"), "a.pdf"),
    "forbidden": forbidden,
    "idempotency_mismatch": idempotency_mismatch,
    "internal_error": internal_error,
    "invalid_event": invalid_event,
    "invalid_policy": invalid_policy,
    "invalid_record": invalid_record,
    "invalid_request": invalid_request,
    "invalid_terms": invalid_terms,
    "malformed_body": malformed_body,
    "model_missing": model_missing,
    "no_text_layer": of_file(files.pdf_of_image(), "a.pdf"),
    "not_found": not_found,
    "not_ready": not_ready,
    "precondition_required": precondition_required,
    "reading_limit_exceeded": reading_limit_exceeded,
    "stale_version": stale_version,
    "store_error": store_error,
    "too_large": too_large,
    "unauthorized": unauthorized,
    "unknown_path": unknown_path,
    "unsupported_document": of_file(b"\x7fELF\x02\x01\x01" + b"\x00" * 200),
    "unsupported_media_type": unsupported_media_type,
}
