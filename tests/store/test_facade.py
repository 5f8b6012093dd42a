from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dispute import DisputeMessage, TaggedDispute
from models.errors import Conflict, IdempotencyMismatch, InvalidTerms, NotFound, StaleVersion
from models.event import EVENT
from models.extraction import Extraction
from models.money import Money, minor_digits, to_minor_unit
from models.problem import Problem
from models.schedule import BillingLine, Project, Proof, Schedule
from store import Store
from store.audit import Trail
from store.keys import is_well_formed
from store.records import ReviewDoubt, ReviewItem, StoredContract, StoredResponse
from store.schedules import minor_units

Make = Callable[[], Extraction]
DOUBT = ReviewDoubt(pointer="/payment/net_days", value=30, confidence_per_mille=500, reason="low_confidence")
PROBLEM = Problem(type="/problems/x", title="X", status=422, detail="x", code="damaged_document")


def saved(store: Store, extraction: Extraction, data: bytes = b"sow") -> tuple[StoredContract, ReviewItem]:
    contract = store.contracts.save(data, "a.txt", outcome=extraction, doubts=[DOUBT], trail=Trail("ann"))
    return contract, store.review.page(contract_id=contract.id).items[0]


def test_the_same_bytes_twice_are_one_contract(store: Store, extraction: Make) -> None:
    first, _ = saved(store, extraction())
    again = store.contracts.save(b"sow", "other-name.txt", outcome=extraction(), trail=Trail("bob"))
    assert again == first
    assert len(store.contracts.page().items) == 1
    assert store.contracts.load_document(first.id) == b"sow"


def test_a_refused_file_can_be_read_later(store: Store, extraction: Make) -> None:
    refused = store.contracts.save(b"sow", "a.txt", outcome=PROBLEM, trail=Trail("ann"))
    assert (refused.status, refused.problem) == ("refused", PROBLEM)
    read, _ = saved(store, extraction())
    assert (read.id, read.status, read.version, read.problem) == (refused.id, "in_review", 2, None)


def test_an_edit_changes_the_terms_and_says_who(store: Store, extraction: Make) -> None:
    contract, item = saved(store, extraction())
    store.review.decide(item.id, verdict="edited", value=45, version=item.version, trail=Trail("ann"))
    now = store.contracts.load_extraction(contract.id)
    assert now.terms.payment is not None
    assert now.terms.payment.net_days == 45
    evidence = now.evidence["/payment/net_days"][0]
    assert (evidence.source, evidence.origin, evidence.quote) == ("human", "review:ann", "45")
    assert store.contracts.load(contract.id).status == "extracted"


def test_a_rejected_value_leaves_the_terms(store: Store, extraction: Make) -> None:
    contract, item = saved(store, extraction())
    store.review.decide(item.id, verdict="rejected", version=1, trail=Trail("ann"))
    now = store.contracts.load_extraction(contract.id)
    assert now.terms.payment is not None
    assert now.terms.payment.net_days is None
    assert now.absent == {"/payment/net_days": "not_found"}
    assert now.evidence == {}


def test_an_edit_that_is_no_term_changes_nothing(store: Store, extraction: Make) -> None:
    contract, item = saved(store, extraction())
    before = len(store.audit.entries())
    with pytest.raises(InvalidTerms):
        store.review.decide(item.id, verdict="edited", value="soon", version=1, trail=Trail("ann"))
    assert store.review.load(item.id) == item
    assert store.contracts.load(contract.id) == contract
    assert len(store.audit.entries()) == before


def test_another_persons_item_cannot_be_decided(store: Store, extraction: Make) -> None:
    _, item = saved(store, extraction())
    claimed = store.review.claim(item.id, version=1, trail=Trail("ann"))
    with pytest.raises(Conflict):
        store.review.decide(item.id, verdict="accepted", version=claimed.version, trail=Trail("bob"))


def test_approval_waits_for_review_and_happens_once(store: Store, extraction: Make) -> None:
    contract, item = saved(store, extraction())
    with pytest.raises(Conflict, match="1 values wait"):
        store.contracts.approve(contract.id, version=1, trail=Trail("ann"))
    store.review.decide(item.id, verdict="accepted", version=1, trail=Trail("ann"))
    with pytest.raises(StaleVersion):
        store.contracts.approve(contract.id, version=1, trail=Trail("ann"))
    assert store.contracts.approve(contract.id, version=2, trail=Trail("ann")).status == "approved"
    with pytest.raises(Conflict):
        store.contracts.approve(contract.id, version=3, trail=Trail("ann"))


def test_of_many_claims_on_one_version_one_wins(store: Store, extraction: Make) -> None:
    _, item = saved(store, extraction())
    outcomes: list[str] = []

    def claim(name: int) -> None:
        try:
            store.review.claim(item.id, version=1, trail=Trail(f"p{name}"))
            outcomes.append("won")
        except StaleVersion:
            outcomes.append("stale")

    threads = [threading.Thread(target=claim, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["stale"] * 7 + ["won"]


def test_concurrent_writers_lose_no_audit_entry(url: str, store: Store, tmp_path: Path) -> None:
    other = Store(url, tmp_path, migrate=False)

    def write(through: Store, name: str) -> None:
        for number in range(15):
            through.keys.create(f"{name}{number}", mode="test", scopes=[], trail=Trail(name))

    threads = [threading.Thread(target=write, args=pair) for pair in ((store, "a"), (other, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert len(store.keys.every()) == 30
    report = store.audit.verify()
    assert (report.entries, report.is_valid) == (30, True)


def test_tampering_and_cutting_are_found(store: Store, tmp_path: Path) -> None:
    for name in "abc":
        store.keys.create(name, mode="test", scopes=[], trail=Trail("ann"))
    head = store.audit.verify().head
    database = sqlite3.connect(tmp_path / "engross.db")
    database.execute("UPDATE audit SET actor = 'eve' WHERE number = 2")
    database.commit()
    assert store.audit.verify().broken_at == 2
    database.execute("UPDATE audit SET actor = 'ann' WHERE number = 2")
    database.execute("DELETE FROM audit WHERE number = 3")
    database.commit()
    database.close()
    assert store.audit.verify().is_valid
    assert store.audit.verify(head=head).broken_at == 3


def test_an_event_counts_once(store: Store) -> None:
    sent = {
        "id": "1",
        "source": "psa",
        "subject": "SOW-7",
        "time": "2026-01-05T10:00:00Z",
        "type": "engross.milestone.accepted",
        "data": {"milestone": "M1", "date": "2026-01-05"},
    }
    event = EVENT.validate_python(sent)
    assert store.events.save(event, trail=Trail("psa")) is True
    assert store.events.save(event, trail=Trail("psa")) is False
    assert store.events.under({"SOW-7"}) == [event]
    with pytest.raises(Conflict):
        store.events.save(EVENT.validate_python(sent | {"subject": "SOW-8"}), trail=Trail("psa"))


def test_a_dispute_counts_once(store: Store) -> None:
    message = DisputeMessage(id="d1", text="wrong rate")
    tagged = TaggedDispute(
        id="d1", code="RATE", confidence=0.9, abstained=False, verdict="needs_info", owner="b", next_step="c"
    )
    first = store.disputes.save(message, tagged, trail=Trail("ann"))
    assert store.disputes.save(message, tagged, trail=Trail("ann")) == first == store.disputes.load("d1")
    with pytest.raises(Conflict):
        store.disputes.save(DisputeMessage(id="d1", text="wrong hours"), tagged, trail=Trail("ann"))
    assert store.disputes.page().items == (first,)


def test_a_used_idempotency_key_answers_again_or_refuses(store: Store) -> None:
    def answer(fingerprint: str) -> StoredResponse | None:
        return store.answers.load("k", operation="POST /v1/x", scope="key_1", fingerprint=fingerprint)

    assert answer("f") is None
    given_answer = StoredResponse(status=201, body='{"id":1}')
    store.answers.save("k", given_answer, operation="POST /v1/x", scope="key_1", fingerprint="f")
    assert answer("f") == given_answer
    with pytest.raises(IdempotencyMismatch):
        answer("g")
    assert store.answers.load("k", operation="POST /v1/x", scope="key_2", fingerprint="g") is None


def test_a_transaction_that_fails_keeps_no_part(store: Store, extraction: Make) -> None:
    def save_and_fail() -> None:
        with store.transaction():
            saved(store, extraction())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_fail()
    assert store.contracts.page().items == ()
    assert store.audit.entries() == []


def test_a_secret_is_stored_nowhere(store: Store, tmp_path: Path) -> None:
    made = store.keys.create("ci", mode="live", scopes=["read"], trail=Trail("ann"))
    assert made.secret.startswith("engross_live_")
    assert store.keys.authenticate(made.secret) == made.key
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(made.secret[13:].encode() in data for data in files)
    store.keys.revoke(made.key.id, trail=Trail("ann"))
    assert store.keys.authenticate(made.secret) is None


@given(st.text(max_size=80))
def test_no_text_passes_for_a_key_by_chance(text: str) -> None:
    assert not is_well_formed(text)


def test_pages_skip_and_repeat_nothing_while_contracts_arrive(store: Store, extraction: Make) -> None:
    for number in range(5):
        saved(store, extraction(), data=b"%d" % number)
    page = store.contracts.page(limit=2)
    ids = [item.id for item in page.items]
    saved(store, extraction(), data=b"late")
    while page.next_cursor:
        page = store.contracts.page(limit=2, after=page.next_cursor)
        ids += [item.id for item in page.items]
    assert len(ids) == len(set(ids)) == 6


def test_a_changed_document_on_disk_is_not_handed_out(store: Store, extraction: Make, tmp_path: Path) -> None:
    contract, _ = saved(store, extraction())
    (tmp_path / "documents" / contract.sha256[:2] / contract.sha256).write_bytes(b"forged")
    with pytest.raises(Exception, match="changed on disk"):
        store.contracts.load_document(contract.id)
    with pytest.raises(NotFound):
        store.documents.load("../../etc/passwd")


@given(st.decimals("-1e12", "1e12", places=3), st.sampled_from(["JPY", "USD", "KWD"]))
def test_money_comes_back_from_minor_units(amount: Decimal, currency: str) -> None:
    units = minor_units(amount, currency)
    assert units is not None
    assert Money.from_minor_units(units, currency).amount == to_minor_unit(amount, currency)


@pytest.mark.parametrize(("currency", "units"), [("JPY", 1235), ("USD", 123457), ("KWD", 1234567)])
def test_billing_lines_are_whole_minor_units(
    store: Store, extraction: Make, tmp_path: Path, currency: str, units: int
) -> None:
    contract, _ = saved(store, extraction())
    amount = to_minor_unit(Decimal("1234.567"), currency)  # half up: 1235, 1234.57, 1234.567
    line = BillingLine(
        id="b1", line=None, kind="charge", description="Fee", amount=amount, currency=currency,
        status="billable", proof=Proof(rule="R01", formula="stated"),
    )  # fmt: skip
    schedule = Schedule(
        terms_sha256="0", as_of=date(2026, 1, 1), project=Project(id="p", name="P"), billing=(line,)
    )
    assert store.schedules.save(contract.id, schedule, trail=Trail("ann")).number == 1
    assert store.schedules.save(contract.id, schedule, trail=Trail("ann")).number == 1
    database = sqlite3.connect(tmp_path / "engross.db")
    row = database.execute("SELECT amount_minor, typeof(amount_minor), currency FROM billing_line").fetchall()
    database.close()
    assert row == [(units, "integer", currency)]
    assert Decimal(units).scaleb(-minor_digits(currency)) == amount
