from __future__ import annotations

from typing import Any

import pytest

from extractor.find.payment_changes import read_changes

CASES: list[tuple[str, dict[str, Any]]] = [
    (
        "A late payment fee of 2 per cent for every month of delay is added to overdue invoices.",
        {"/payment/late_interest_percent": "2", "/payment/late_interest_period": "month"},
    ),
    ("Interest on the loan is 4% per annum where it is not paid.", {}),
    (
        "Client may take 2% off any invoice that it settles no later than 14 days after its date.",
        {"/payment/early_discount_percent": "2", "/payment/early_discount_days": 14},
    ),
    (
        "Claims concerning an invoice lapse unless made in writing within 10 days of its issue.",
        {"/payment/dispute_days": 10},
    ),
    ("A breach is cured within 10 days of written notice of the dispute.", {}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads_what_a_late_or_an_early_payment_changes(text: str, expected: dict[str, Any]) -> None:
    assert {candidate.pointer: candidate.value for candidate in read_changes(0, text)} == expected
