from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from store import Store
from store.audit import Trail
from tests.api.documented import Documented
from workflows.settings import Settings

CONTRACT = """STATEMENT OF WORK No. 7

This Statement of Work is entered into as of January 5, 2026 by and between Contoso Retail, Inc. ("Customer")
and Northwind Consulting LLC ("Provider").

1. Services. Provider shall migrate the warehouse system CANARYPHRASEQXZ of Customer.

2. Fees. Customer shall pay Provider a total fixed fee of $200,000.00 for the Services.

3. Payment. Invoices are payable within thirty (30) days of receipt of a proper invoice.
"""


@pytest.fixture
def contract_file() -> bytes:
    return CONTRACT.encode()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path}/engross.db",
        data=tmp_path / "data",
        max_upload_bytes=200_000,
        max_json_bytes=100_000,
        max_batch=20,
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[FastAPI]:
    made = create_app(settings)
    yield made
    made.state.store.close()


@pytest.fixture
def store(app: FastAPI) -> Store:
    found = app.state.store
    assert isinstance(found, Store)
    return found


@pytest.fixture
def client_with(app: FastAPI, store: Store) -> Callable[[Sequence[str]], TestClient]:
    def make(scopes: Sequence[str]) -> TestClient:
        secret = store.keys.create("test", mode="test", scopes=scopes, trail=Trail("tests")).secret
        return TestClient(Documented(app), headers={"Authorization": f"Bearer {secret}"})

    return make


@pytest.fixture
def client(client_with: Callable[[Sequence[str]], TestClient]) -> TestClient:
    return client_with(["admin"])


@pytest.fixture
def stranger(app: FastAPI) -> TestClient:
    return TestClient(Documented(app))


@pytest.fixture
def contract_id(client: TestClient, contract_file: bytes) -> str:
    answer = client.post("/v1/contracts", files={"file": ("sow.txt", contract_file)})
    assert answer.status_code == 201, answer.text
    found = answer.json()["contract"]["id"]
    assert isinstance(found, str)
    return found
