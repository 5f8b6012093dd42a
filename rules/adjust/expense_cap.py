"""Limits on expenses: per trip, per month or in all, as an amount or a percent of the fees.

**Clause:** Expenses are reimbursed at cost plus 5%; their cost shall not exceed 12% of the fees. The fee of
USD 70,000.00 and the expenses of March are invoiced on March 31, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-03-01", "end_date": "2026-03-31", "payment":
{"billing_frequency": "monthly"}, "expenses": {"markup_percent": "5", "cap_basis": "cost", "caps":
[{"percent_of_fees": "12", "per": "total"}]}, "lines": [{"id": "1", "billing_method": "fixed_price", "amount":
"70000.00"}, {"id": "2", "billing_method": "expenses"}]}

**Events:** [{"type": "engross.expense.approved", "data": {"expense_id": "x1", "date": "2026-03-11",
"amount": "9400.00"}}]

**Schedule:**
    2026-03-31 instalment 70000.00
    2026-03-31 expense 8820.00
    2026-03-31 write_down 1050.00

**Source:** R21: 12% x 70,000 = 8,400; cap then markup 8,400 x 1.05 = 8,820, markup then cap 8,400.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from models.pointer import join
from models.price import Cap
from models.provision import ExpenseCap
from models.terms import Terms
from rules.draft import Draft, Piece
from rules.methods.expenses import is_of

Found = tuple[str, Cap, str]
"""The account that counts what a limit has let through, the limit, and where it is stated."""


def expense_limits(terms: Terms, draft: Draft, piece: Piece, *, fees: Sequence[Draft]) -> Iterator[Found]:
    """The expense limits that hold for a piece of an expense line."""
    if draft.kind != "expense" or terms.expenses is None:
        return
    for index, stated in enumerate(terms.expenses.caps):
        if stated.category is not None and not is_of(piece.category, stated.category):
            continue
        amount = _amount(stated, draft, piece, fees=fees)
        account = f"expenses/{index}{_window(stated, piece)}"
        cap = Cap(id=f"expenses-{index}", amount=amount, counts=("expenses",))
        yield account, cap, join("expenses", "caps", index)


def _window(stated: ExpenseCap, piece: Piece) -> str:
    if stated.per == "trip":
        return f"/{piece.trip}"
    return f"/{piece.on:%Y-%m}" if stated.per == "month" and piece.on else ""


def _amount(stated: ExpenseCap, draft: Draft, piece: Piece, *, fees: Sequence[Draft]) -> Decimal | None:
    """The amount, or the percent of the fees billed with the expense or before; the least of both."""
    amounts = [] if stated.amount is None else [stated.amount]
    if stated.percent_of_fees is not None:
        billed = [fee for fee in fees if fee.bill_on and draft.bill_on and fee.bill_on <= draft.bill_on]
        if stated.per == "month" and piece.on:
            billed = [fee for fee in billed if f"{fee.bill_on:%Y-%m}" == f"{piece.on:%Y-%m}"]
        total = sum((fee.amount or Decimal(0) for fee in billed), Decimal(0))
        amounts.append(total * stated.percent_of_fees / 100)
    return min(amounts, default=None)
