"""EXPENSE: the expense lines against what the contract reimburses."""

from __future__ import annotations

import re
from decimal import Decimal

from disputes.checks.facts import Facts, not_checkable, refuted
from disputes.invoice import InvoiceLine
from models.dispute import ClaimCheck

NAME = "apply the expense terms"
EXPENSE = re.compile(
    r"\b(expenses?|travel|hotel|flights?|airfare|taxi|meals?|per diem|mileage|lodging)\b", re.IGNORECASE
)


def check_expenses(facts: Facts) -> ClaimCheck:
    """Supported where expenses are not reimbursable, or their sum is above the expense cap."""
    lines = [line for line in (facts.invoice.lines if facts.invoice else ()) if _is_expense(line)]
    agreed = facts.terms.expenses if facts.terms is not None else None
    if agreed is None or not lines:
        return not_checkable(NAME, "needs the contract's expense terms and the expense lines")
    total = sum((line.charged or Decimal(0) for line in lines), Decimal(0))
    if agreed.reimbursable is False:
        return facts.supported(NAME, total, "the contract reimburses no expenses")
    if agreed.cap is not None and total > agreed.cap:
        return facts.supported(NAME, total - agreed.cap, "above the cap on expenses")
    if agreed.preapproval or agreed.receipts_over is not None or agreed.reimbursable is None:
        return not_checkable(NAME, "approval and receipts have to be looked at")
    return refuted(NAME, "the contract reimburses expenses")


def _is_expense(line: InvoiceLine) -> bool:
    return line.kind == "expense" or bool(line.description and EXPENSE.search(line.description))
