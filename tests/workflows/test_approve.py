from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from models.errors import Conflict
from store import Store
from store.audit import Trail
from workflows.approve import approve
from workflows.intake import take_in
from workflows.review import decide
from workflows.stored import stored_case

AS_OF = date(2026, 1, 31)
ANN = Trail("ann")


def test_a_file_goes_all_the_way_to_its_schedule(store: Store, sow: Callable[[int], bytes]) -> None:
    contract, is_new = take_in(store, sow(4), "sow.txt", trail=ANN)
    assert is_new
    items = store.review.page(contract_id=contract.id).items
    with pytest.raises(Conflict):
        approve(store, contract.id, version=contract.version, as_of=AS_OF, trail=ANN)
    assert store.contracts.load(contract.id).status == "in_review"
    for item in items:
        decide(store, item.id, "accept", version=item.version, trail=ANN)
    contract = store.contracts.load(contract.id)
    release = approve(store, contract.id, version=contract.version, as_of=AS_OF, trail=ANN)
    assert release.contract.status == "approved"
    stored = store.schedules.load(contract.id)
    assert [line["amount"] for line in stored.schedule["billing"]] == ["4000.00"]
    assert stored.schedule == release.schedule.model_dump(mode="json")


def test_a_file_that_cannot_be_read_is_kept_with_the_problem(store: Store) -> None:
    refused, _ = take_in(store, b"%PDF-1.4 broken", "a.pdf", trail=ANN)
    assert refused.status == "refused"
    assert refused.problem is not None
    assert refused.problem.code == "damaged_document"
    assert store.contracts.load_document(refused.id) == b"%PDF-1.4 broken"
    with pytest.raises(Conflict):
        stored_case(store, refused.id, as_of=AS_OF)
