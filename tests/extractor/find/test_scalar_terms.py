from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.candidates import Candidate
from extractor.find.dates import find_contract_dates
from extractor.find.payment import find_payment
from extractor.find.term import find_term
from extractor.segment import ContractText, segment
from models.document import Document, Page, Span

Finder = Callable[[ContractText], list[Candidate]]
CASES: list[tuple[Finder, str, dict[str, object]]] = [
    (
        find_contract_dates,
        'This Agreement is entered into as of March 1, 2019 (the "Effective Date").',
        {"/effective_date": "2019-03-01"},
    ),
    (
        find_contract_dates,
        "The term of this Agreement shall commence on May 1, 2023 and shall expire on April 30, 2024.",
        {"/start_date": "2023-05-01", "/end_date": "2024-04-30"},
    ),
    (
        find_term,
        (
            "The initial term of this Agreement is three (3) years and shall automatically renew for "
            "successive one (1) year periods unless either party gives notice at least "
            "ninety (90) days prior to the end of the term."
        ),
        {
            "/term_months": 36,
            "/renewal/automatic": True,
            "/renewal/term_months": 12,
            "/renewal/notice_days": 90,
        },
    ),
    (
        find_payment,
        (
            "Consultant shall invoice Client monthly in arrears, and invoices are payable within "
            "thirty (30) days of receipt."
        ),
        {
            "/payment/net_days": 30,
            "/payment/due_basis": "invoice_receipt",
            "/payment/billing_frequency": "monthly",
            "/payment/billing_timing": "arrears",
        },
    ),
    (
        find_payment,
        "Overdue amounts shall bear interest at one and one-half percent (1.5%) per month.",
        {"/payment/late_interest_percent": "1.5", "/payment/late_interest_period": "month"},
    ),
    (
        find_payment,
        "Payment terms are 2/10 net 30.",
        {
            "/payment/net_days": 30,
            "/payment/early_discount_percent": "2",
            "/payment/early_discount_days": 10,
        },
    ),
    (find_payment, "Either party may terminate upon thirty (30) days of written notice.", {}),
    (find_contract_dates, "This Agreement is made this ___ day of June, 2019.", {}),
]


@pytest.mark.parametrize(("finder", "clause", "expected"), CASES)
def test_reads_what_the_clause_states_and_no_more(
    finder: Finder, clause: str, expected: dict[str, object]
) -> None:
    document = Document(clause, "text/plain", (Page(1, Span(0, len(clause))),))
    found = finder(segment(document))
    assert {candidate.pointer: candidate.value for candidate in found} == expected


def test_words_against_figures_are_noted() -> None:
    clause = "The initial term of this Agreement is for a period of two (3) years."
    document = Document(clause, "text/plain", (Page(1, Span(0, len(clause))),))
    found = find_term(segment(document))
    assert [(candidate.value, candidate.note) for candidate in found] == [(36, "L08")]
