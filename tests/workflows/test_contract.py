from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractor.settle.confidence import shipped
from models.errors import Conflict
from models.event import EVENT
from models.extraction import DocumentInfo, Evidence, Extraction, Finding
from models.terms import Terms
from store import Store
from workflows.contract import approve, doubts_of, intake, record_event, schedule_contract

AS_OF = date(2026, 1, 31)


def test_a_file_goes_all_the_way_to_its_schedule(store: Store, sow: Callable[[int], bytes]) -> None:
    contract = intake(store, sow(4), "sow.txt", actor="ann")
    for item in store.list_review_items(contract_id=contract.id).items:
        store.decide_review_item(item.id, verdict="accepted", version=item.version, actor="ann")
    contract = store.load_contract(contract.id)
    assert approve(store, contract.id, version=contract.version, actor="ann").status == "approved"
    stored = schedule_contract(store, contract.id, as_of=AS_OF)
    assert [line["amount"] for line in stored.schedule["billing"]] == ["4000.00"]
    assert store.load_schedule(contract.id) == stored


def test_a_file_that_cannot_be_read_is_kept_with_the_problem(store: Store) -> None:
    refused = intake(store, b"%PDF-1.4 broken", "a.pdf", actor="ann")
    assert refused.status == "refused"
    assert refused.problem is not None
    assert refused.problem.code == "damaged_document"
    assert store.load_document(refused.id) == b"%PDF-1.4 broken"
    with pytest.raises(Conflict):
        schedule_contract(store, refused.id, as_of=AS_OF)


def test_unsure_values_conflicts_and_errors_go_to_review_and_nothing_else() -> None:
    def words(confidence: float) -> tuple[Evidence, ...]:
        return (Evidence(page=1, start=0, end=1, quote="x", confidence=confidence),)

    sure = shipped().sure
    extraction = Extraction(
        document=DocumentInfo(sha256="0", filename="a", media_type="text/plain", pages=1, characters=1),
        terms=Terms.model_validate({"title": "T", "currency": "USD", "reference": "R"}),
        evidence={"/title": words(sure), "/currency": words(sure - 0.001), "/reference": words(1)},
        absent={},
        findings=(
            Finding(code="L01", severity="error", message="m", pointers=("/reference",)),
            Finding(code="conflict", severity="warning", message="m", pointers=("/contract_value",)),
            Finding(code="L02", severity="warning", message="m", pointers=("/title",)),
        ),
    )
    found = [(doubt.pointer, doubt.value, doubt.reason) for doubt in doubts_of(extraction)]
    assert found == [
        ("/currency", "USD", "low_confidence"),
        ("/reference", "R", "L01"),
        ("/contract_value", None, "conflict"),
    ]


def test_a_value_of_a_language_model_always_waits_for_a_person() -> None:
    piece = Evidence(page=1, start=0, end=6, quote="45 day", confidence=1, source="model")
    extraction = Extraction(
        document=DocumentInfo(sha256="0", filename="a.txt", media_type="text/plain", pages=1, characters=9),
        terms=Terms.model_validate({"payment": {"net_days": 45}}),
        evidence={"/payment/net_days": (piece,)},
        absent={},
    )
    assert [doubt.pointer for doubt in doubts_of(extraction)] == ["/payment/net_days"]


def test_events_of_the_contract_reach_its_schedule(store: Store, sow: Callable[[int], bytes]) -> None:
    contract = intake(store, sow(2), "sow.txt", actor="ann")
    event = EVENT.validate_python(
        {
            "id": "a1",
            "source": "crm",
            "subject": contract.id,
            "time": "2026-01-15T00:00:00Z",
            "type": "engross.contract.amended",
            "data": {
                "effective_on": "2026-01-15",
                "patch": [{"op": "replace", "path": "/currency", "value": "EUR"}],
            },
        }
    )
    before = schedule_contract(store, contract.id, as_of=AS_OF)
    assert record_event(store, event, actor="crm") is True
    assert record_event(store, event, actor="crm") is False
    after = schedule_contract(store, contract.id, as_of=AS_OF)
    assert (before.schedule["project"]["currency"], after.schedule["project"]["currency"]) == ("USD", "EUR")
    assert (before.number, after.number) == (1, 2)
