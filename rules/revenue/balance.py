"""What a line has earned against what it has billed: a contract asset, or a liability.

**Clause:** The fee of USD 365.00 for the year 2026 is payable in advance on January 1, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-12-31", "payment":
{"billing_timing": "advance"}, "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "365.00"}]}

**Schedule:**
    2026-01-01 instalment 365.00

**Source:** R42; ASC 606-10-45-1: by May 31, 151 are earned and 365 billed, a liability of 214. Earned
105,000 with 84,000 billed is an asset of 21,000.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from models.money import to_minor_unit
from models.schedule import FEE_KINDS, BillingLine, ContractBalance, RevenueLine
from rules.agreement.contract import ContractHistory

BILLED = FEE_KINDS | {"credit", "expense", "discount"}
ZERO = Decimal(0)


def contract_balances(
    billing: Sequence[BillingLine], earned: Sequence[RevenueLine], contract: ContractHistory
) -> tuple[ContractBalance, ...]:
    """One balance per line that has earned or billed anything by the as-of day."""
    billed_of: defaultdict[str | None, list[BillingLine]] = defaultdict(list)
    for line in billing:
        billed_of[line.line].append(line)
    earned_of: defaultdict[str, list[RevenueLine]] = defaultdict(list)
    for each in earned:
        earned_of[each.obligation].append(each)
    found = (
        _balance(history.id, billed_of[history.id], earned_of[history.id], contract)
        for history in contract.lines
    )
    return tuple(balance for balance in found if balance.earned or balance.billed)


def _balance(
    line: str, billing: Sequence[BillingLine], earned: Sequence[RevenueLine], contract: ContractHistory
) -> ContractBalance:
    revenue = sum((_earned_by_now(each, contract) for each in earned), ZERO)
    billed = sum(
        (
            each.amount or ZERO
            for each in billing
            if each.kind in BILLED and each.status in {"billable", "invoiced"}
        ),
        ZERO,
    )
    balance = revenue - billed
    kind = "asset" if balance > 0 else "liability" if balance < 0 else None
    return ContractBalance.model_validate(
        {
            "obligation": line,
            "on": contract.as_of,
            "earned": revenue,
            "billed": billed,
            "balance": balance,
            "kind": kind,
        }
    )


def _earned_by_now(each: RevenueLine, contract: ContractHistory) -> Decimal:
    """All of a period that is over; of one that runs, its days where it is earned evenly."""
    if each.period.end <= contract.as_of:
        return each.amount
    if each.period.start > contract.as_of or each.method != "straight_line":
        return ZERO
    days = (contract.as_of - each.period.start).days + 1
    whole = (each.period.end - each.period.start).days + 1
    return to_minor_unit(each.amount * days / whole, contract.currency)
