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
from decimal import Decimal

from models.schedule import Proof
from models.terms import Discount
from rules.contract import Contract
from rules.draft import Doubt, Draft, Outcome

RULE = "R18"
ZERO = Decimal(0)
READINGS = (
    ("on the part above the threshold", "prospective"),
    ("on all fees once it is passed", "retroactive"),
)


def discount_fees(drafts: Sequence[Draft], contract: Contract) -> Outcome:
    """One discount line beside each fee line that earns one."""
    before, given = ZERO, ZERO
    lines: list[Draft] = []
    doubts: dict[str, Doubt] = {}
    for draft in drafts:
        discounts = contract.on(draft.bill_on).discounts
        if not draft.is_fee or draft.amount is None or not discounts:
            continue
        after = before + draft.amount
        open_at = _open(discounts, after)
        if open_at is not None:
            pointer = f"/discounts/{open_at}/mode"
            doubts[pointer] = Doubt(pointer, "On which fees is the discount given?", READINGS)
            lines.append(_line(draft, None, f"{discounts[open_at].percent}% of fees", pointer))
        else:
            amount = contract.round(_prospective(discounts, before, after)) + _retroactive(
                discounts, after, given, contract
            )
            given += _retroactive(discounts, after, given, contract)
            lines += (
                [_line(draft, -amount, _formula(discounts, before, after), "/discounts")] if amount else []
            )
        before = after
    return Outcome(tuple(lines), tuple(doubts.values()))


def _open(discounts: tuple[Discount, ...], fees: Decimal) -> int | None:
    """The first discount whose unstated mode makes a difference to fees so high."""
    return next(
        (
            at
            for at, discount in enumerate(discounts)
            if discount.mode is None and ZERO < (discount.threshold or ZERO) < fees
        ),
        None,
    )


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


def _retroactive(
    discounts: tuple[Discount, ...], fees: Decimal, given: Decimal, contract: Contract
) -> Decimal:
    """What the fees so far earn at the highest threshold passed, less what is given already."""
    passed = [percent for threshold, percent in _tiers(discounts, retroactive=True) if fees > threshold]
    return contract.round(fees * passed[-1] / 100) - given if passed else -given


def _formula(discounts: tuple[Discount, ...], before: Decimal, after: Decimal) -> str:
    tiers = ", ".join(f"{discount.percent}% over {discount.threshold or 0}" for discount in discounts)
    return f"{tiers}; fees from {before} to {after}"


def _line(draft: Draft, amount: Decimal | None, formula: str, pointer: str) -> Draft:
    proof = Proof(rule=RULE, formula=formula, pointers=(pointer,))
    return draft.beside("discount", "discount", amount=amount, proof=proof, held=amount is None)
