"""The price of the contract over its lines, by what each would be sold for on its own.

**Clause:** License USD 60,000.00, implementation USD 180,000.00 and support USD 60,000.00 are due on June
30, 2026.

**Terms:** {"currency": "USD", "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "60000.00",
"end_date": "2026-06-30", "ssp": "60000.00"}, {"id": "2", "billing_method": "fixed_price", "amount":
"180000.00", "end_date": "2026-06-30", "ssp": "210000.00"}, {"id": "3", "billing_method": "fixed_price",
"amount": "60000.00", "end_date": "2026-06-30", "ssp": "90000.00"}]}

**Schedule:**
    2026-06-30 instalment 60000.00
    2026-06-30 instalment 180000.00
    2026-06-30 instalment 60000.00

**Source:** R39; ASC 606-10-32-31: 300,000 over 60, 210 and 90 thousand earn 50,000, 175,000 and 75,000. A
discount on lines regularly sold together stays with them (IFRS 15, example 34).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.extraction import Finding
from models.money import Money
from models.schedule import Proof, RevenueLine
from models.working import less, over, rounded, so_far, times
from rules.agreement.contract import ContractHistory

RULE = "R39"
ZERO = Decimal(0)


def allocate_price(
    earned: Sequence[RevenueLine], contract: ContractHistory
) -> tuple[tuple[RevenueLine, ...], tuple[Finding, ...]]:
    """The revenue shared by stand-alone prices; as it is where fewer than two are stated."""
    prices = _stand_alone(contract)
    if len(prices) < 2:
        return tuple(earned), ()
    totals = {line: _sum(earned, line) for line in prices}
    if any(total <= 0 for total in totals.values()) or any(
        each.amount < 0 for each in earned if each.obligation in prices
    ):
        message = "the price is not allocated: the revenue of a line is not known, or below zero; complete it"
        pointers = tuple(f"/lines/{at}/ssp" for at, _ in enumerate(contract.latest.lines))
        return tuple(earned), (
            Finding(code="ssp_not_allocated", severity="warning", message=message, pointers=pointers),
        )
    shares = _shares(sum(totals.values(), ZERO), prices, contract)
    made: list[RevenueLine] = []
    given = dict.fromkeys(prices, ZERO)
    upto = dict.fromkeys(prices, ZERO)
    for each in earned:
        line = each.obligation
        if line not in prices:
            made.append(each)
            continue
        upto[line] += each.amount
        made.append(
            _rescaled(each, shares[line], upto[line], totals[line], given=given[line], contract=contract)
        )
        given[line] += made[-1].amount
    return tuple(made), ()


def _stand_alone(contract: ContractHistory) -> dict[str, Decimal]:
    """The stand-alone price of every line that states one above nothing."""
    stated = [(history.id, history.latest.line.ssp) for history in contract.lines]
    return {line: price for line, price in stated if price is not None and price > 0}


def _sum(earned: Sequence[RevenueLine], line: str) -> Decimal:
    return sum((each.amount for each in earned if each.obligation == line), ZERO)


def _shares(total: Decimal, prices: dict[str, Decimal], contract: ContractHistory) -> dict[str, Decimal]:
    """What each line gets of the whole; lines of a bundle share what the bundle is sold for."""
    groups: list[tuple[list[str], Decimal]] = []
    for bundle in contract.latest.bundles:
        members = [line for line in bundle.lines if line in prices]
        if members and bundle.amount > 0:
            groups.append((members, bundle.amount))
    bundled = {line for members, _ in groups for line in members}
    groups += [([line], price) for line, price in prices.items() if line not in bundled]
    parts = _split(total, [weight for _, weight in groups], contract)
    shares: dict[str, Decimal] = {}
    for (members, _), part in zip(groups, parts, strict=True):
        inner = _split(part, [prices[line] for line in members], contract)
        shares |= dict(zip(members, inner, strict=True))
    return shares


def _split(total: Decimal, weights: list[Decimal], contract: ContractHistory) -> list[Decimal]:
    return [share.amount for share in Money(total, contract.currency or "").allocate(weights)]


def _rescaled(
    each: RevenueLine,
    share: Decimal,
    upto: Decimal,
    total: Decimal,
    *,
    given: Decimal,
    contract: ContractHistory,
) -> RevenueLine:
    """A part of a line's revenue in proportion to what the line gets in all."""
    line = each.obligation
    whole = times(so_far("allocated to the line", share, line), so_far("billed to here", upto, line))
    working = less(
        rounded(over(whole, so_far("billed in all", total, line)), contract.currency, "to here"),
        so_far("earned before", given, line),
    )
    pointers = (*each.proof.pointers, "/lines")
    formula = f"{share} allocated by stand-alone prices x {each.amount}/{total}"
    proof = Proof(rule=RULE, formula=formula, pointers=pointers, working=working)
    return each.model_copy(update={"amount": working.value, "proof": proof})
