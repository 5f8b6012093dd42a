from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.expenses import find_expenses

CASES: list[tuple[str, dict[str, Any]]] = [
    (
        "Client shall reimburse Consultant for reasonable, pre-approved travel expenses at cost.",
        {"/expenses/reimbursable": True, "/expenses/preapproval": True},
    ),
    (
        "Customer will reimburse out-of-pocket expenses plus an administrative fee of 10%.",
        {"/expenses/reimbursable": True},
    ),
    ("The fees are inclusive of all travel expenses.", {"/expenses/reimbursable": False}),
    ("Contractor bears its own expenses.", {"/expenses/reimbursable": False}),
    ("No expenses will be paid in addition to the fee.", {"/expenses/reimbursable": False}),
    ("The loser pays the legal fees and expenses of the arbitration.", {}),
    ("Expenses are discussed at the monthly meeting.", {}),
]


@pytest.mark.parametrize(("clause", "expected"), CASES)
def test_reads_whether_and_how_expenses_are_paid(
    read: Callable[..., dict[str, Any]], clause: str, expected: dict[str, Any]
) -> None:
    assert read(find_expenses, clause) == expected
