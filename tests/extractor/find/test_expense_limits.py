"""Amounts that limit expenses or need a receipt, and what is added to cost."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from extractor.find.expense_limits import find_expense_limits

EXPENSES = [
    ("Travel expenses are subject to a ceiling of $5,000.", {"/expenses/cap": "5000"}),
    ("Expenses may not exceed EUR 3 500 in all.", {"/expenses/cap": "3500"}),
    ("Total fees for services and reimbursable expenses shall not exceed $90,000.", {}),
    ("Meal expenses are limited to $50 per day.", {}),
    ("Outlays are passed on with an uplift of 5%.", {"/expenses/markup_percent": Decimal(5)}),
    ("Late expenses bear interest at 2% per month, plus costs.", {}),
    ("Vouchers are required for expenses above $75.", {"/expenses/receipts_over": "75"}),
]


@pytest.mark.parametrize(("clause", "expected"), EXPENSES)
def test_amounts_limit_expenses_or_need_receipts(
    read: Callable[..., dict[str, Any]], clause: str, expected: dict[str, Any]
) -> None:
    assert read(find_expense_limits, clause) == expected
