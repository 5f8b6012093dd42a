"""What days and percents are for, told by cues: payment, dispute, discount, interest."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.payment import find_payment

PAYMENT = [
    (
        "The Supplier allows Client sixty (60) days in which to pay an invoice, starting with the invoice date.",
        {"/payment/net_days": 60, "/payment/due_basis": "invoice_date"},
    ),
    (
        "Invoices may be challenged in the 10 days after they reach Client.",
        {"/payment/dispute_days": 10},
    ),
    (
        "Payment of our bills: 10 days less 2%, 45 days net.",
        {"/payment/net_days": 45, "/payment/early_discount_percent": "2", "/payment/early_discount_days": 10},
    ),
    (
        "Client settles bills 15 days after the close of the month.",
        {"/payment/net_days": 15, "/payment/month_end": "then_days"},
    ),
    ("If Client fails to pay an invoice and to cure it in 10 days after a reminder, work stops.", {}),
    (
        "Sums not settled when due carry interest at the yearly rate of 8%.",
        {"/payment/late_interest_percent": "8", "/payment/late_interest_period": "year"},
    ),
    ("Overdue sums bear interest at 2% per annum above the base rate.", {}),
]
KEPT = (
    "net_days", "due_basis", "dispute_days", "early_discount_percent", "early_discount_days", "month_end",
    "late_interest_percent", "late_interest_period",
)  # fmt: skip


@pytest.mark.parametrize(("clause", "expected"), PAYMENT)
def test_days_and_percents_are_for_what_their_cue_says(
    read: Callable[..., dict[str, Any]], clause: str, expected: dict[str, Any]
) -> None:
    found = read(find_payment, clause)
    kept = {at: value for at, value in found.items() if at.rsplit("/", 1)[-1] in KEPT}
    if "/payment/due_basis" not in expected:
        kept.pop("/payment/due_basis", None)
    assert kept == expected
