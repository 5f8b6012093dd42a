"""Whether prices include tax."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.tax import find_tax

TAX = [
    ("All prices are quoted net of VAT.", {"/tax_inclusive": False}),
    ("GST will be added where it applies.", {"/tax_inclusive": False}),
    ("The fees already include sales tax.", {"/tax_inclusive": True}),
    ("The fees are subject to income tax withheld by Client.", {}),
    ("Fees are reviewed yearly.", {}),
]


@pytest.mark.parametrize(("clause", "expected"), TAX)
def test_prices_include_tax_or_do_not(
    read: Callable[..., dict[str, Any]], clause: str, expected: dict[str, Any]
) -> None:
    assert read(find_tax, clause) == expected
