"""The limits that hold for a piece of a fee or expense, and how much of each it takes.

**Clause:** Discount of 10%. Fees net of the discount shall not exceed USD 50,000.00. The fee of USD 52,000.00
is due on June 30, 2026.

**Terms:** {"currency": "USD", "discounts": [{"percent": "10", "mode": "prospective"}], "caps": [{"id": "c",
"amount": "50000.00", "basis": "net_of_discount"}], "lines": [{"id": "1", "billing_method": "fixed_price",
"amount": "52000.00", "end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 52000.00
    2026-06-30 discount -5200.00

**Source:** C7: discount then cap 46,800, cap then discount 45,000; so what the cap holds is a term.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from models.pointer import join
from models.price import Cap
from models.terms import Terms
from models.working import HUNDRED, Working, at_least_nothing, less, over, reported, term, total_of
from rules.adjust.expense_cap import expense_limits
from rules.adjust.purchase_order import ordered
from rules.agreement.contract import ContractHistory
from rules.draft import Draft, Piece
from rules.prices.exchange_rate import rate_on
from rules.prices.rate_card import plain_name


@dataclass(frozen=True, slots=True)
class Limit:
    """A cap as it stands on a day."""

    account: str
    cap: Cap
    pointer: str

    def pointer_to(self, part: str) -> str:
        """Where its amount or its hours are stated."""
        return f"{self.pointer}/{part}" if self.pointer.split("/")[-2] == "caps" else self.pointer


def limits_of(contract: ContractHistory, draft: Draft, piece: Piece, *, fees: Sequence[Draft]) -> list[Limit]:
    """Every hard cap that holds a piece on its day.

    Args:
        contract: With its terms on the day of the piece.
        draft: The billing line of the piece.
        piece: A part of it.
        fees: The fee lines as billed, where a cap is a percent of them.
    """
    terms = contract.on(piece.on)
    stated = [
        *_stated(terms, draft, piece.on),
        *(Limit(*found) for found in expense_limits(terms, draft, piece, fees=fees)),
        *(Limit(*found) for found in ordered(terms, draft)),
    ]
    return [limit for limit in stated if _counts(limit.cap, draft, piece)]


def limits_to_come(
    contract: ContractHistory, draft: Draft, piece: Piece, *, now: Sequence[Limit]
) -> Iterator[Limit]:
    """Every hard cap of other versions of the terms: they do not hold a piece, but count what it bills.

    So a cap on all fees that an amendment brings finds used what was billed before it.

    Args:
        contract: With all its versions.
        draft: The billing line of the piece.
        piece: A part of it.
        now: The limits on the day of the piece.
    """
    if len(contract.versions) == 1:
        return
    stated = (limit for version in contract.versions for limit in _stated(version.terms, draft, piece.on))
    others = {limit.account: limit for limit in stated}
    for account in {limit.account for limit in now}:
        others.pop(account, None)
    yield from (limit for limit in others.values() if _counts(limit.cap, draft, piece))


def _counts(cap: Cap, draft: Draft, piece: Piece) -> bool:
    counted = "expenses" if draft.kind == "expense" else "fees"
    return cap.behaviour == "hard" and counted in cap.counts and covers(cap, draft, piece)


def has_limits(terms: Terms) -> bool:
    """Whether anything limits what these terms bill."""
    own = any(line.caps for line in terms.lines)
    return bool(
        own or terms.caps or terms.not_to_exceed is not None or terms.expenses or terms.purchase_orders
    )


def covers(cap: Cap, draft: Draft, piece: Piece) -> bool:
    """Whether a cap is for the line and the role of a piece."""
    if cap.lines and draft.line not in cap.lines:
        return False
    if cap.role is None:
        return True
    return piece.role is not None and plain_name(piece.role) == plain_name(cap.role)


def measures_of(limit: Limit, piece: Piece, contract: ContractHistory) -> tuple[Working, ...] | None:
    """The factors that turn a piece's amount into what it takes of a cap; None where one is not known.

    A cap in another currency takes the piece converted, one net of discount takes it without, one that
    counts tax takes it with the tax, and one on the cost of expenses takes it without the markup.
    """
    terms, cap = contract.on(piece.on), limit.cap
    found: list[Working | None] = []
    if limit.account.startswith("expenses") and terms.expenses and terms.expenses.cap_basis == "cost":
        cost, billed = (reported(name, value, piece.key) for name, value in _cost(piece))
        found.append(over(cost, billed, "cost of one billed"))
    if cap.currency not in {None, contract.currency}:
        rate = rate_on(piece.on or contract.as_of, cap.currency or "", contract)
        found.append(rate.working if rate else None)
    if cap.basis == "net_of_discount":
        found.append(_net_share(terms))
    if "tax" in cap.counts:
        found.append(with_tax(terms))
    known = tuple(factor for factor in found if factor is not None)
    return known if len(known) == len(found) else None


def _cost(piece: Piece) -> tuple[tuple[str, Decimal], ...]:
    return ("cost", piece.cost), ("billed", piece.amount)


def with_tax(terms: Terms) -> Working | None:
    """The factor that adds the tax to a fee; None where no rate is stated."""
    if terms.tax is None or terms.tax.rate is None:
        return None
    return over(total_of([HUNDRED, term("tax", terms.tax.rate, "/tax/rate")]), HUNDRED, "with tax")


def _net_share(terms: Terms) -> Working | None:
    """What discounts leave of a fee; None where that depends on the fees before."""
    if any(discount.threshold for discount in terms.discounts):
        return None
    percents = [
        term("discount", discount.percent, join("discounts", index, "percent"))
        for index, discount in enumerate(terms.discounts)
    ]
    return over(at_least_nothing(less(HUNDRED, *percents)), HUNDRED, "net of discount")


def _stated(terms: Terms, draft: Draft, day: date | None) -> Iterator[Limit]:
    if terms.not_to_exceed is not None:
        yield Limit("not_to_exceed", Cap(id="not_to_exceed", amount=terms.not_to_exceed), "/not_to_exceed")
    if terms.expenses is not None and terms.expenses.cap is not None:
        cap = Cap(id="expenses", amount=terms.expenses.cap, counts=("expenses",))
        yield Limit("expenses", cap, "/expenses/cap")
    for index, cap in enumerate(terms.caps):
        account = f"{draft.line}/{cap.id}" if cap.scope == "line" else cap.id
        yield from _monthly(Limit(account, cap, join("caps", index)), day)
    for position, line in enumerate(terms.lines):
        for index, cap in enumerate(line.caps if line.id == draft.line else ()):
            yield from _monthly(
                Limit(f"{line.id}/{cap.id}", cap, join("lines", position, "caps", index)), day
            )


def _monthly(limit: Limit, day: date | None) -> Iterator[Limit]:
    """The limit itself; one for each month where it is a cap per month."""
    if limit.cap.scope != "month":
        yield limit
    elif day is not None:
        yield replace(limit, account=f"{limit.account}/{day:%Y-%m}")
