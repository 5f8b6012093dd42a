"""Purchase orders: what goes past their value, or bills after their last day, waits for a new one.

**Clause:** Invoices must bear a purchase order number. Purchase order 4500017 of USD 50,000.00 is valid until
June 30, 2026. The fee of USD 60,000.00 is invoiced on June 30, 2026, the support of USD 900.00 on July 31,
2026.

**Terms:** {"currency": "USD", "payment": {"purchase_order_required": true}, "purchase_orders": [{"number":
"4500017", "amount": "50000.00", "valid_until": "2026-06-30"}], "lines": [{"id": "1", "billing_method":
"fixed_price", "amount": "60000.00", "end_date": "2026-06-30"}, {"id": "2", "billing_method": "fixed_price",
"amount": "900.00", "end_date": "2026-07-31"}]}

**Schedule:**
    2026-06-30 instalment 50000.00
    2026-06-30 instalment null
    2026-07-31 instalment null

**Source:** R30: the order is an extra cap; Coupa and Ariba refuse an invoice past it or after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.extraction import Finding
from models.price import Cap
from models.provision import PurchaseOrder
from models.schedule import Proof
from models.terms import Terms
from rules.agreement.contract import ContractHistory
from rules.draft import Draft, Outcome

RULE = "R30"
POINTER = "/purchase_orders"
Found = tuple[str, Cap, str]
"""The account that counts what a limit has let through, the limit, and where it is stated."""


def ordered(terms: Terms, draft: Draft) -> Iterator[Found]:
    """The value of the orders for a line as a limit; none where one of them states no value."""
    orders = _orders(terms.purchase_orders, draft)
    amounts = [order.amount for order in orders if order.amount is not None]
    if not orders or len(amounts) < len(orders):
        return
    own = any(order.line is not None for order in orders)
    account = f"purchase-order/{draft.line}" if own else "purchase-order"
    cap = Cap(id=account, amount=sum(amounts, Decimal(0)), counts=("fees", "expenses"))
    yield account, cap, POINTER


def _orders(orders: tuple[PurchaseOrder, ...], draft: Draft) -> list[PurchaseOrder]:
    """The orders of the line itself; without any, those that are for every line."""
    own = [order for order in orders if order.line == draft.line]
    return own or [order for order in orders if order.line is None]


def hold_without_order(drafts: Sequence[Draft], contract: ContractHistory) -> Outcome:
    """The fees and expenses, held where they bill after the last day of every order."""
    if not any(version.terms.purchase_orders for version in contract.versions):
        return Outcome(tuple(drafts))
    lines = tuple(
        replace(draft, amount=None, held=True, pieces=()) if _expired(draft, contract) else draft
        for draft in drafts
    )
    late = [draft.id for draft in drafts if _expired(draft, contract)]
    if not late:
        return Outcome(lines)
    message = f"no purchase order is valid when these bill: {', '.join(late)}; get a new or longer order"
    finding = Finding(code="purchase_order_expired", severity="error", message=message, pointers=(POINTER,))
    return Outcome(lines, findings=(finding,))


def _expired(draft: Draft, contract: ContractHistory) -> bool:
    orders = _orders(contract.on(draft.bill_on).purchase_orders, draft)
    return not draft.cancelled and bool(orders) and all(_over(order, draft.bill_on) for order in orders)


def _over(order: PurchaseOrder, day: date | None) -> bool:
    return order.valid_until is not None and day is not None and day > order.valid_until


def beyond_order(draft: Draft, rest: Decimal) -> Draft:
    """What the orders have no room for: it waits for a new one."""
    proof = Proof(
        rule=RULE,
        formula=f"{rest} of {draft.amount} is beyond the purchase orders",
        pointers=(POINTER, *draft.proof.pointers),
        events=draft.proof.events,
    )
    return draft.beside(draft.kind, "no-order", amount=None, proof=proof, held=True)


def orders_spent(lines: Sequence[Draft]) -> tuple[Finding, ...]:
    """The finding for what waits for a new order."""
    waiting = [line.id for line in lines if line.held and line.id.endswith("-no-order")]
    if not waiting:
        return ()
    message = f"the purchase orders have no room for these: {', '.join(waiting)}; get a new or higher order"
    return (Finding(code="purchase_order_spent", severity="error", message=message, pointers=(POINTER,)),)
