from __future__ import annotations

from typing import Any, Literal

import pytest

from extractor.candidates import Candidate
from extractor.find.fees.found import FoundLine
from extractor.settle.resolve import leaves, resolve
from models.document import Document, Page, Span
from models.finding_kind import FindingCode
from models.record import RecordTerms, RecordValue

TEXT = "Payment is due in 30 days. Annex: payment is due in 45 days. Term 24 months."
DOCUMENT = Document(TEXT, "text/plain", (Page(1, Span(0, len(TEXT))),))
NET = "/payment/net_days"


def candidate(
    value: Any, quote: str, *, score: float = 0.9, pointer: str = NET, note: FindingCode | None = None
) -> Candidate:
    start = TEXT.index(quote)
    return Candidate(pointer, value, Span(start, start + len(quote)), score, "test", note)


def record(kind: Literal["clm", "crm"], pointer: str, value: Any) -> RecordTerms:
    stated = RecordValue(pointer=pointer, value=value, origin=f"{kind}-system:field", quote=str(value))
    return RecordTerms(system=f"{kind}-system", kind=kind, record_id="R1", values=(stated,))


def test_candidates_that_agree_stand_with_the_quote_of_the_surest() -> None:
    settled = resolve(
        DOCUMENT, [candidate(30, "30 days", score=0.6), candidate(30, "due in 30", score=0.8)], []
    )
    terms = settled.terms()
    assert terms.payment is not None
    assert terms.payment.net_days == 30
    (evidence,) = settled.evidence[NET]
    assert (evidence.quote, TEXT[evidence.start : evidence.end], evidence.page) == (
        "due in 30",
        "due in 30",
        1,
    )
    assert settled.findings == []


def test_a_clear_winner_stands() -> None:
    settled = resolve(
        DOCUMENT, [candidate(30, "30 days", score=0.9), candidate(45, "45 days", score=0.5)], []
    )
    assert settled.values["payment"] == {"net_days": 30}
    assert settled.absent == {}


def test_what_is_said_more_often_outweighs_what_is_said_once() -> None:
    often = [candidate(45, "45 days"), candidate(45, "in 45 days"), candidate(45, "due in 45 days")]
    settled = resolve(DOCUMENT, [candidate(30, "30 days"), *often], [])
    assert settled.values["payment"] == {"net_days": 45}


def test_two_readings_of_like_weight_leave_the_term_null_and_name_both() -> None:
    settled = resolve(DOCUMENT, [candidate(30, "30 days"), candidate(45, "45 days", score=0.92)], [])
    assert settled.terms().payment is None
    assert settled.absent == {NET: "conflicting"}
    (finding,) = settled.findings
    assert (finding.code, finding.pointers, finding.quotes) == ("conflict", (NET,), ("30 days", "45 days"))
    assert finding.message == "payment net days is stated as 30 and as 45; choose one in review"


def test_a_detail_falls_with_the_term_that_it_describes() -> None:
    basis = candidate("invoice_date", "due", pointer="/payment/due_basis")
    settled = resolve(DOCUMENT, [candidate(30, "30 days"), candidate(45, "45 days", score=0.92), basis], [])
    assert "/payment/due_basis" not in settled.evidence
    assert settled.values["payment"] == {}


def test_a_note_of_the_finder_becomes_a_finding() -> None:
    settled = resolve(DOCUMENT, [candidate(24, "24 months", pointer="/term_months", note="L08")], [])
    assert [(f.code, f.pointers, f.quotes) for f in settled.findings] == [
        ("L08", ("/term_months",), ("24 months",))
    ]


def test_a_contract_line_quotes_each_of_its_values() -> None:
    span = Span(0, 10)
    line = FoundLine(
        {"id": "L1", "billing_method": "fixed_price", "amount": "100.00", "name": None},
        {"/amount": (span,)},
        0.8,
        notes=(("L03", "the parts exceed the whole"),),
    )
    settled = resolve(DOCUMENT, [], [line])
    assert settled.values["lines"] == [{"id": "L1", "billing_method": "fixed_price", "amount": "100.00"}]
    assert {at: found[0].quote for at, found in settled.evidence.items()} == {
        "/lines/0/id": "Payment is",
        "/lines/0/billing_method": "Payment is",
        "/lines/0/amount": "Payment is",
    }
    assert [(f.code, f.message, f.pointers) for f in settled.findings] == [
        ("L03", "the parts exceed the whole", ("/lines/0",))
    ]


def test_a_record_fills_what_the_document_leaves_out() -> None:
    settled = resolve(DOCUMENT, [], [], records=[record("clm", "/governing_law", "Ohio")])
    assert settled.terms().governing_law == "Ohio"
    (evidence,) = settled.evidence["/governing_law"]
    assert (evidence.source, evidence.origin, evidence.quote) == ("record", "clm-system:field", "Ohio")
    assert (evidence.page, evidence.start, evidence.end) == (None, 0, 0)


def test_a_record_settles_what_the_document_states_in_two_ways() -> None:
    conflicting = [candidate(30, "30 days"), candidate(45, "45 days", score=0.92)]
    settled = resolve(DOCUMENT, conflicting, [], records=[record("clm", NET, 45)])
    assert settled.values["payment"] == {"net_days": 45}
    assert settled.absent == {}


def test_the_document_stands_against_a_record() -> None:
    settled = resolve(DOCUMENT, [candidate(30, "30 days")], [], records=[record("clm", NET, 60)])
    assert settled.values["payment"] == {"net_days": 30}
    (finding,) = settled.findings
    assert (finding.code, finding.pointers, finding.quotes) == ("record_conflict", (NET,), ("60",))
    assert finding.message == (
        "payment net days: the document says 30, the clm-system record says 60; the signed document stands"
    )


def test_a_record_that_agrees_raises_nothing() -> None:
    settled = resolve(DOCUMENT, [candidate(30, "30 days")], [], records=[record("crm", NET, 30)])
    assert settled.findings == []


@pytest.mark.parametrize("crm_first", [True, False])
def test_a_clm_record_comes_before_a_crm_record_in_any_order(*, crm_first: bool) -> None:
    records = [record("clm", NET, 60), record("crm", NET, 90)]
    settled = resolve(DOCUMENT, [], [], records=records[::-1] if crm_first else records)
    assert settled.values["payment"] == {"net_days": 60}
    assert [finding.message for finding in settled.findings] == [
        (
            "payment net days: the clm-system record says 60, the crm-system record says 90; "
            "the clm-system record stands"
        )
    ]


def test_leaves_are_the_values_that_are_stated() -> None:
    value = {"name": "A", "roles": ["x", None], "none": None}
    assert list(leaves(value, "/p")) == [("/p/name", "A"), ("/p/roles/0", "x")]


def test_a_value_that_no_term_can_hold_is_left_out_and_the_others_stand() -> None:
    settled = resolve(
        DOCUMENT, [candidate(-30, "30 days"), candidate(24, "24 months", pointer="/term_months")], []
    )
    terms = settled.terms()
    assert (terms.term_months, terms.payment and terms.payment.net_days) == (24, None)
    assert set(settled.evidence) == {"/term_months"}
    (finding,) = settled.findings
    assert (finding.code, finding.quotes) == ("unfit", ("30 days",))


def test_an_item_that_cannot_stand_gives_its_place_to_the_next() -> None:
    settled = resolve(DOCUMENT, [], [])
    settled.accept(
        "/lines",
        [
            {"id": "1", "billing_method": "barter"},
            {"id": "2", "billing_method": "fixed_price", "name": "Fee"},
        ],
        [Span(0, 7)],
        score=0.9,
    )
    terms = settled.terms()
    assert [line.id for line in terms.lines] == ["2"]
    assert {pointer for pointer in settled.evidence if pointer.startswith("/lines")} == {
        "/lines/0/id",
        "/lines/0/billing_method",
        "/lines/0/name",
    }
