"""Whether an invoice needs a purchase order."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.payment import find_payment

ORDERS = [
    (
        "We shall not pay an invoice unless it states a purchase order number.",
        {"/payment/purchase_order_required": True},
    ),
    ("The terms of any purchase order shall not bind us, even if an invoice must refer to it.", {}),
]


@pytest.mark.parametrize(("clause", "expected"), ORDERS)
def test_an_invoice_needs_an_order_where_it_must_name_it(
    read: Callable[..., dict[str, Any]], clause: str, expected: dict[str, Any]
) -> None:
    assert read(find_payment, clause) == expected
