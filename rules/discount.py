"""Discounts on fees past a threshold: on the part above it, or on all of them once it is passed.

**Clause:** Client receives a discount of 3% on fees above USD 500,000.00 and of 5% on fees above USD
1,000,000.00. The fee of USD 1,200,000.00 is billed on December 31, 2026.

**Terms:** {"currency": "USD", "discounts": [{"percent": "3", "threshold": "500000", "mode": "prospective"},
{"percent": "5", "threshold": "1000000", "mode": "prospective"}], "lines": [{"id": "1", "billing_method":
"fixed_price", "amount": "1200000.00", "end_date": "2026-12-31"}]}

**Schedule:**
    2026-12-31 instalment 1200000.00
    2026-12-31 discount -25000.00

**Source:** R18; retroactive, the same fees earn 5% of 1,200,000.00 = 60,000.00.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from models.price import Discount
from models.schedule import Proof
from rules.contract import Contract
from rules.draft import Doubt, Draft, Outcome

RULE = "R18"
ZERO = Decimal(0)
QUESTION = "On which fees is the discount given?"
READINGS = (
    ("on the part above the threshold", "prospective"),
    ("on all fees once it is passed", "retroactive"),
)


Mode = Literal["prospective", "retroactive"]


@dataclass(frozen=True, slots=True)
class Earned:
    """What a fee line earns, and the unstated modes that it may depend on."""

    amount: Decimal
    formula: str
    unstated: tuple[str, ...]


def discount_fees(drafts: Sequence[Draft], contract: Contract) -> Outcome:
    """One discount line beside each fee line that earns one; held where an unstated mode matters."""
    fees = [draft for draft in drafts if draft.is_fee and draft.amount is not None]
    above = _earned(fees, contract, unstated="prospective")
    on_all = _earned(fees, contract, unstated="retroactive")
    lines: list[Draft] = []
    doubts: dict[str, Doubt] = {}
    for draft, one, other in zip(fees, above, on_all, strict=True):
        if one.amount != other.amount:
            doubts |= {pointer: Doubt(pointer, QUESTION, READINGS) for pointer in one.unstated}
            lines.append(_line(draft, None, one.formula))
        elif one.amount:
            lines.append(_line(draft, -one.amount, one.formula))
    return Outcome(tuple(lines), tuple(doubts.values()))


def _earned(fees: Sequence[Draft], contract: Contract, *, unstated: Mode) -> list[Earned]:
    """The discount of each fee line, under one reading of the modes that are not stated."""
    before, given, found = ZERO, ZERO, []
    for draft in fees:
        stated = contract.on(draft.bill_on).discounts
        read = tuple(item.model_copy(update={"mode": item.mode or unstated}) for item in stated)
        after = before + (draft.amount or ZERO)
        on_all = _retroactive(read, after, contract)
        amount = contract.round(_prospective(read, before, after)) + on_all - given
        pointers = tuple(
            f"/discounts/{at}/mode"
            for at, item in enumerate(stated)
            if item.mode is None and ZERO < (item.threshold or ZERO) < after
        )
        found.append(Earned(amount, _formula(stated, before, after), pointers))
        before, given = after, on_all
    return found


def _tiers(discounts: tuple[Discount, ...], *, retroactive: bool) -> list[tuple[Decimal, Decimal]]:
    """Threshold and percent, rising."""
    mine = [discount for discount in discounts if (discount.mode == "retroactive") is retroactive]
    return sorted((discount.threshold or ZERO, discount.percent) for discount in mine)


def _prospective(discounts: tuple[Discount, ...], before: Decimal, after: Decimal) -> Decimal:
    tiers = _tiers(discounts, retroactive=False)
    ends = [threshold for threshold, _ in tiers[1:]]
    total = ZERO
    for (threshold, percent), end in zip(tiers, [*ends, None], strict=False):
        upto = after if end is None else min(after, end)
        from_here = before if end is None else min(before, end)
        total += (max(upto, threshold) - max(from_here, threshold)) * percent / 100
    return total


def _retroactive(discounts: tuple[Discount, ...], fees: Decimal, contract: Contract) -> Decimal:
    """What all fees so far earn at the highest threshold passed."""
    passed = [percent for threshold, percent in _tiers(discounts, retroactive=True) if fees > threshold]
    return contract.round(fees * passed[-1] / 100) if passed else ZERO


def _formula(discounts: tuple[Discount, ...], before: Decimal, after: Decimal) -> str:
    tiers = ", ".join(f"{discount.percent}% over {discount.threshold or 0}" for discount in discounts)
    return f"{tiers}; fees from {before} to {after}"


def _line(draft: Draft, amount: Decimal | None, formula: str) -> Draft:
    proof = Proof(rule=RULE, formula=formula, pointers=("/discounts",))
    return draft.beside("discount", "discount", amount=amount, proof=proof, held=amount is None)
