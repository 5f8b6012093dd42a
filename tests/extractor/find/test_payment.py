from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.payment import find_payment

CASES: list[tuple[str, dict[str, Any]]] = [
    (
        "Payment is due within forty-five (45) days after the date of the invoice.",
        {"/payment/net_days": 45, "/payment/due_basis": "invoice_date"},
    ),
    ("Payment terms: Net 60.", {"/payment/net_days": 60}),
    (
        "Contractor shall invoice Owner on a quarterly basis in advance.",
        {"/payment/billing_frequency": "quarterly", "/payment/billing_timing": "advance"},
    ),
    (
        "Late payments bear interest of 12% per annum.",
        {"/payment/late_interest_percent": "12", "/payment/late_interest_period": "year"},
    ),
    (
        "Client may dispute an invoice in good faith by notice within ten (10) days of the invoice.",
        {"/payment/dispute_days": 10},
    ),
    (
        "A purchase order number is required on invoices.",
        {"/payment/purchase_order_required": True},
    ),
    (
        "Client will pay undisputed amounts within forty-five (45) days of the invoice date. A valid purchase "
        "order number must appear on each invoice.",
        {
            "/payment/net_days": 45,
            "/payment/due_basis": "invoice_date",
            "/payment/purchase_order_required": True,
        },
    ),
    (
        "Client may take a discount of two percent (2%) on any invoice paid within ten (10) days of its date.",
        {"/payment/early_discount_percent": "2", "/payment/early_discount_days": 10},
    ),
    ("Amounts due for services within ninety (90) days before the invoice are payable.", {}),
    ("Provider shall submit, within 15 days after the end of a period, an invoice of what is due.", {}),
    (
        "Client will release payment on or before the 30th day after receiving it.",
        {"/payment/net_days": 30},
    ),
    (
        "An invoice that is in order is to be paid by Client within 45 calendar days.",
        {"/payment/net_days": 45},
    ),
    (
        "Terms: end of month plus 14 days, in which each invoice is paid.",
        {"/payment/net_days": 14, "/payment/month_end": "then_days"},
    ),
    (
        "Invoices paid inside 7 days of receipt are reduced by 3%.",
        {"/payment/early_discount_percent": "3", "/payment/early_discount_days": 7},
    ),
    (
        "2% discount if paid within 14 days, net 30.",
        {
            "/payment/net_days": 30,
            "/payment/early_discount_percent": "2",
            "/payment/early_discount_days": 14,
        },
    ),
    ("The Client has twenty days from receipt to contest any charge.", {"/payment/dispute_days": 20}),
    ("A good-faith offer is refused within ten days of receipt of such notice.", {}),
    ("Insurance certificates are due within ten days.", {}),
]


@pytest.mark.parametrize(("clause", "expected"), CASES)
def test_reads_when_invoices_are_sent_and_due(
    read: Callable[..., dict[str, Any]], clause: str, expected: dict[str, Any]
) -> None:
    assert read(find_payment, clause) == expected
