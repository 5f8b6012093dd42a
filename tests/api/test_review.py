from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from extractor import extract
from store import Store
from store.audit import Trail
from store.records import ReviewDoubt


@pytest.fixture
def doubted(store: Store, contract_file: bytes) -> str:
    """A contract whose net days wait for a person."""
    doubts = [ReviewDoubt(pointer="/payment/net_days", value=30, reason="low confidence")]
    outcome = extract(contract_file, "sow.txt")
    return store.contracts.save(
        contract_file, "sow.txt", outcome=outcome, doubts=doubts, trail=Trail("tests")
    ).id


def only_item(client: TestClient, contract_id: str) -> str:
    (item,) = client.get(f"/v1/review-items?contract={contract_id}&status=open").json()["items"]
    found = item["id"]
    assert isinstance(found, str)
    return found


def test_an_edit_changes_the_terms_and_names_the_reviewer(client: TestClient, doubted: str) -> None:
    item = f"/v1/review-items/{only_item(client, doubted)}"
    etag = client.get(item).headers["etag"]
    claimed = client.post(f"{item}/claim", headers={"If-Match": etag})
    assert (claimed.status_code, claimed.json()["status"]) == (200, "claimed")
    edited = client.post(f"{item}/edit", json={"value": 45}, headers={"If-Match": claimed.headers["etag"]})
    assert (edited.status_code, edited.json()["status"]) == (200, "edited")
    body = client.get(f"/v1/contracts/{doubted}/terms").json()
    assert body["terms"]["payment"]["net_days"] == 45
    assert body["evidence"]["/payment/net_days"][0]["source"] == "human"


@pytest.mark.parametrize(("decision", "value"), [("accept", 30), ("reject", None)])
def test_accepting_keeps_and_rejecting_empties_the_term(
    client: TestClient, doubted: str, decision: str, value: int | None
) -> None:
    item = f"/v1/review-items/{only_item(client, doubted)}"
    answer = client.post(f"{item}/{decision}", headers={"If-Match": '"1"'})
    assert answer.status_code == 200
    assert client.get(f"/v1/contracts/{doubted}/terms").json()["terms"]["payment"]["net_days"] == value


def test_approval_waits_for_the_review(client: TestClient, doubted: str) -> None:
    place = f"/v1/contracts/{doubted}"
    refused = client.post(f"{place}/approve", headers={"If-Match": client.get(place).headers["etag"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    client.post(f"/v1/review-items/{only_item(client, doubted)}/accept", headers={"If-Match": '"1"'})
    approved = client.post(f"{place}/approve", headers={"If-Match": client.get(place).headers["etag"]})
    assert approved.status_code == 200, approved.text
    assert approved.json()["contract"]["status"] == "approved"
    assert approved.json()["held_lines"] == []


def test_a_value_that_fits_no_term_is_refused_without_repeating_it(client: TestClient, doubted: str) -> None:
    item = f"/v1/review-items/{only_item(client, doubted)}"
    answer = client.post(f"{item}/edit", json={"value": "CANARYPHRASEQXZ"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_terms")
    assert "CANARYPHRASEQXZ" not in answer.text


def test_a_change_without_or_with_an_old_etag_is_refused(client: TestClient, doubted: str) -> None:
    item = f"/v1/review-items/{only_item(client, doubted)}"
    assert client.post(f"{item}/accept").status_code == 428
    assert client.post(f"{item}/accept", headers={"If-Match": '"7"'}).status_code == 412
    assert client.get(item).json()["status"] == "open"


def test_of_many_reviewers_at_once_one_wins(client: TestClient, doubted: str) -> None:
    item = f"/v1/review-items/{only_item(client, doubted)}"

    def accept(_: int) -> int:
        return client.post(f"{item}/accept", headers={"If-Match": '"1"'}).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(accept, range(16)))
    assert statuses == [200] + [412] * 15


def test_a_reader_does_not_review(
    client: TestClient, client_with: Callable[[Sequence[str]], TestClient], doubted: str
) -> None:
    item = f"/v1/review-items/{only_item(client, doubted)}"
    reader = client_with(["read"])
    assert reader.get(item).status_code == 200
    assert reader.post(f"{item}/accept", headers={"If-Match": '"1"'}).status_code == 403
    assert client_with(["review"]).post(f"{item}/accept", headers={"If-Match": '"1"'}).status_code == 200
