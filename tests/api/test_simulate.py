from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

TERMS: dict[str, Any] = {
    "currency": "USD",
    "start_date": "2026-01-01",
    "end_date": "2026-02-28",
    "payment": {"net_days": 30},
    "lines": [
        {
            "id": "1",
            "billing_method": "recurring",
            "amount": "1000.00",
            "period": "month",
            "proration": "none",
        }
    ],
}
CANARY = "CANARYPHRASEQXZ"


def ask(client: TestClient, contract: str, body: dict[str, Any]) -> Any:
    return client.post(f"/v1/contracts/{contract}/simulate", json={"as_of": "2026-01-01", **body})


def test_a_variant_stands_beside_the_contract_as_it_is(client: TestClient, contract_id: str) -> None:
    # the contract states 200,000 and net 30
    patch = [{"op": "replace", "path": "/contract_value", "value": "210000.00"}]
    patch += [{"op": "replace", "path": "/lines/0/amount", "value": "210000.00"}]
    made = ask(client, contract_id, {"variants": [{"name": "more", "patch": patch}]})
    assert made.status_code == 200, made.text
    (variant,) = made.json()["variants"]
    assert variant["changes"]["delta"] == "10000.00"
    assert made.json()["base"]["total"] == "200000.00"


def test_nothing_is_stored(client: TestClient, contract_id: str) -> None:
    place = f"/v1/contracts/{contract_id}"
    before = client.get(place)
    ask(client, contract_id, {"variants": [{"name": "draft", "terms": TERMS}]})
    assert client.get(place).json() == before.json()


def test_draft_terms_can_be_the_base(client: TestClient, contract_id: str) -> None:
    shorter = {**TERMS, "end_date": "2026-01-31"}
    body = {"base": TERMS, "variants": [{"name": "shorter", "terms": shorter}], "late_days": 5}
    made = ask(client, contract_id, body).json()
    assert (made["base"]["total"], made["variants"][0]["total"], made["late_days"]) == (
        "2000.00",
        "1000.00",
        5,
    )


def test_events_can_be_supposed(client: TestClient, contract_id: str) -> None:
    line = {"id": "1", "billing_method": "time_and_materials", "rates": [{"amount": "100", "unit": "hour"}]}
    event = {
        "id": "1",
        "source": "draft",
        "subject": contract_id,
        "type": "engross.time.approved",
        "time": "2026-01-05T12:00:00Z",
        "data": {"entry_id": "t", "person": "p", "date": "2026-01-05", "hours": "8"},
    }
    made = ask(client, contract_id, {"base": {**TERMS, "lines": [line]}, "events": [event]}).json()
    assert made["base"]["total"] == "800.00"


@pytest.mark.parametrize(
    ("variant", "pointer"),
    [
        ({"name": "neither"}, "/variants/0"),
        ({"name": "both", "terms": TERMS, "patch": []}, "/variants/0"),
        (
            {"name": "lost", "patch": [{"op": "replace", "path": f"/lines/9/{CANARY}", "value": 1}]},
            "/variants/0/patch",
        ),
        (
            {"name": "odd", "patch": [{"op": "replace", "path": "/payment/net_days", "value": CANARY}]},
            "/variants/0/patch",
        ),
        ({"name": "", "patch": []}, "/variants/0/name"),
    ],
)
def test_what_does_not_fit_says_where_and_repeats_nothing(
    client: TestClient, contract_id: str, variant: dict[str, Any], pointer: str
) -> None:
    answer = ask(client, contract_id, {"variants": [variant]})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert CANARY not in answer.text


def test_too_many_variants_are_refused(client: TestClient, contract_id: str) -> None:
    many = [{"name": f"v{number}", "patch": []} for number in range(21)]
    assert ask(client, contract_id, {"variants": many}).status_code == 422


def test_an_unknown_contract_is_not_found(client: TestClient) -> None:
    assert ask(client, "con_none", {"base": TERMS}).status_code == 404
