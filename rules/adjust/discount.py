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

from models.pointer import join
from models.price import Discount
from models.schedule import Proof
from models.working import (
    NOTHING,
    Working,
    least,
    less,
    most,
    negative,
    percent_of,
    rounded,
    so_far,
    term,
    total_of,
    value_of,
)
from rules.agreement.contract import ContractHistory
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
    working: Working


def discount_fees(drafts: Sequence[Draft], contract: ContractHistory) -> Outcome:
    """One discount line beside each fee line that earns one; held where an unstated mode matters."""
    if not any(version.terms.discounts for version in contract.versions):
        return Outcome()
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
            lines.append(_line(draft, -one.amount, one.formula, negative(one.working, "discount")))
    return Outcome(tuple(lines), tuple(doubts.values()))


def _earned(fees: Sequence[Draft], contract: ContractHistory, *, unstated: Mode) -> list[Earned]:
    """The discount of each fee line, under one reading of the modes that are not stated."""
    before, given, found = ZERO, ZERO, list[Earned]()
    for draft in fees:
        stated = contract.on(draft.bill_on).discounts
        read = tuple(item.model_copy(update={"mode": item.mode or unstated}) for item in stated)
        after = before + (draft.amount or ZERO)
        on_all = _retroactive(read, after, contract)
        above = rounded(_prospective(read, before, after), contract.currency, "on the part above")
        working = less(total_of([above, on_all]), so_far("given before", given, "discounts"))
        pointers = tuple(
            f"/discounts/{at}/mode"
            for at, item in enumerate(stated)
            if item.mode is None and ZERO < (item.threshold or ZERO) < after
        )
        found.append(Earned(value_of(working), _formula(stated, before, after), pointers, working))
        before, given = after, value_of(on_all)
    return found


Tier = tuple[Decimal, Decimal, int]
"""Threshold, percent, and the place among the stated discounts."""


def _tiers(discounts: tuple[Discount, ...], *, retroactive: bool) -> list[Tier]:
    """The tiers by rising threshold."""
    mine = [(at, item) for at, item in enumerate(discounts) if (item.mode == "retroactive") is retroactive]
    return sorted((item.threshold or ZERO, item.percent, at) for at, item in mine)


def _prospective(discounts: tuple[Discount, ...], before: Decimal, after: Decimal) -> Working:
    tiers = _tiers(discounts, retroactive=False)
    fees_before, fees = so_far("fees before", before, "fees"), so_far("fees to here", after, "fees")
    parts: list[Working] = []
    for at, (threshold, percent, place) in enumerate(tiers):
        over_it = term("threshold", threshold, join("discounts", place, "threshold"))
        upto, start = most(fees, over_it), most(fees_before, over_it)
        if at + 1 < len(tiers):
            end = term("next threshold", tiers[at + 1][0], join("discounts", tiers[at + 1][2], "threshold"))
            upto, start = most(least(fees, end), over_it), most(least(fees_before, end), over_it)
        inside = less(upto, start, name="fees in this tier")
        if inside.value:
            parts.append(percent_of(term("percent", percent, join("discounts", place, "percent")), inside))
    return total_of(parts, "tiers")


def _retroactive(discounts: tuple[Discount, ...], fees: Decimal, contract: ContractHistory) -> Working:
    """What all fees so far earn at the highest threshold passed."""
    passed = [tier for tier in _tiers(discounts, retroactive=True) if fees > tier[0]]
    if not passed:
        return NOTHING
    _, percent, place = passed[-1]
    stated = term("percent", percent, join("discounts", place, "percent"))
    return rounded(percent_of(stated, so_far("fees to here", fees, "fees")), contract.currency, "on all fees")


def _formula(discounts: tuple[Discount, ...], before: Decimal, after: Decimal) -> str:
    tiers = ", ".join(f"{discount.percent}% over {discount.threshold or 0}" for discount in discounts)
    return f"{tiers}; fees from {before} to {after}"


def _line(draft: Draft, amount: Decimal | None, formula: str, working: Working | None = None) -> Draft:
    proof = Proof(rule=RULE, formula=formula, pointers=("/discounts",), working=working)
    return draft.beside("discount", "discount", amount=amount, proof=proof, held=amount is None)
