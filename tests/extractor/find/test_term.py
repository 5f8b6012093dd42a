from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.term import find_term

CASES: list[tuple[str, dict[str, Any]]] = [
    ("The term of this Agreement is for two (2) years.", {"/term_months": 24}),
    ("Term: 18 months.", {"/term_months": 18}),
    (
        "The initial term is one (1) year and renews automatically for additional six (6) month terms.",
        {"/term_months": 12, "/renewal/automatic": True, "/renewal/term_months": 6},
    ),
    (
        "The agreement renews automatically unless terminated sixty (60) days before the end of the term.",
        {"/renewal/automatic": True, "/renewal/notice_days": 60},
    ),
    ("The agreement may be renewed by mutual written agreement.", {"/renewal/automatic": False}),
    ("During the term of this Agreement and for one (1) year after its termination nobody is hired.", {}),
    ("During the Term of this Agreement and for a period of one year thereafter nobody is hired.", {}),
    (
        "The Agreement shall begin on the Effective Date and continue for three (3) years thereafter.",
        {"/term_months": 36},
    ),
    ("The parties met. Term. 9 months, beginning on the Effective Date.", {"/term_months": 9}),
    ("The term shall end on the fifth anniversary of the date hereof.", {"/term_months": 60}),
    (
        "It is prolonged by 12 months on each expiry unless notice of termination is given 60 days in advance.",
        {"/renewal/automatic": True, "/renewal/term_months": 12, "/renewal/notice_days": 60},
    ),
    (
        "If neither party gives notice 90 days or more before the end of the term, the term is extended by 6 months.",
        {"/renewal/automatic": True, "/renewal/term_months": 6, "/renewal/notice_days": 90},
    ),
    ("The time for performance shall be extended for the period of the delay of an agreement.", {}),
    ("Orders are paid through the Evergreen Gateway of the contract.", {}),
    (
        "The Agreement, whether or not extended, may be terminated by written notice ninety (90) days in advance.",
        {"/renewal/automatic": False},
    ),
    ("Either party may terminate the agreement on thirty (30) days written notice.", {}),
    (
        "The mandate of the Surveyor, an appointment under this Contract, lasts fourteen months.",
        {"/term_months": 14},
    ),
    ("This Contract ends thirty months later.", {"/term_months": 30}),
    ("Eight months is the term of this Order.", {"/term_months": 8}),
    ("The engagement runs for 5 months and then stops without notice.", {"/term_months": 5}),
    (
        "On expiry the Contract rolls over for another 9 months, save where a party objects in writing 45 days ahead of its last day.",
        {"/renewal/automatic": True, "/renewal/term_months": 9, "/renewal/notice_days": 45},
    ),
    (
        "Failing written notice two months before the term ends, a further term of 18 months follows.",
        {"/renewal/automatic": True, "/renewal/term_months": 18, "/renewal/notice_days": 60},
    ),
    ("Renewal of this Contract needs a signed amendment.", {"/renewal/automatic": False}),
    ("No prolongation of the term takes place.", {"/renewal/automatic": False}),
    ("Neither party shall hire the other's staff during the term and for two years after it.", {}),
    ("Cover stays in force during the term of this Order and for four years thereafter.", {}),
    ("The warranty of this Contract lasts twelve months.", {}),
    ("This Contract stays in effect until its works are accepted, unless terminated or extended.", {}),
    ("Up to 6 unused hours of this Contract roll over to the next term unless they lapse.", {}),
    ("A cure period is extended, unless the Contract is terminated, for another two months.", {}),
]


@pytest.mark.parametrize(("clause", "expected"), CASES)
def test_reads_the_term_and_its_renewal(
    read: Callable[..., dict[str, Any]], clause: str, expected: dict[str, Any]
) -> None:
    assert read(find_term, clause) == expected
