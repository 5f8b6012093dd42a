"""A deposit: paid up front, used up by later fees, filled up again below a floor, or kept for the last fee.

**Clause:** Client pays a deposit of USD 10,000.00 on January 1, 2026. Each fee is taken from it; whenever
less than USD 3,000.00 are left, Client restores it to USD 10,000.00. Fees of USD 8,000.00 are due on
January 31 and February 28, 2026.

**Terms:** {"currency": "USD", "effective_date": "2026-01-01", "deposit": {"amount": "10000.00",
"treatment": "draw_down", "floor": "3000.00", "target": "10000.00"}, "lines": [{"id": "1", "billing_method":
"milestone", "milestones": [{"id": "M1", "amount": "8000.00", "due_date": "2026-01-31"}, {"id": "M2",
"amount": "8000.00", "due_date": "2026-02-28"}]}]}

**Schedule:**
    2026-01-01 advance 10000.00
    2026-01-31 charge 8000.00
    2026-01-31 advance_recoupment -8000.00
    2026-01-31 advance 8000.00
    2026-02-28 charge 8000.00
    2026-02-28 advance_recoupment -8000.00
    2026-02-28 advance 8000.00

**Source:** R12 and R13; Oracle applies a retainer to each invoice once it is paid for; an evergreen one is
filled up from the floor to the target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from models.provision import Deposit
from models.schedule import LedgerEntry, Proof, Trigger
from models.working import (
    Working,
    from_line,
    least,
    less,
    negative,
    rounded,
    so_far,
    term,
    total_of,
    value_of,
)
from rules.agreement.contract import ContractHistory, end_of, start_of
from rules.draft import Doubt, Draft, Outcome, post

RULE = "R12"
ACCOUNT = "deposit"
ZERO = Decimal(0)
Treatment = Literal["draw_down", "final_fee"]
READINGS = (("each fee until it is used up", "draw_down"), ("the last fee only", "final_fee"))
TREATMENT = Doubt("/deposit/treatment", "Which fees does the deposit pay?", READINGS)


@dataclass(slots=True)
class DepositAccount:
    """The deposit at work: its lines and its movements, each with its balance."""

    contract: ContractHistory
    deposit: Deposit
    lines: list[Draft] = field(default_factory=list)
    entries: list[LedgerEntry] = field(default_factory=list)

    @property
    def balance(self) -> Decimal:
        """What is left of it."""
        return self.entries[-1].balance

    def pay(self, draft: Draft, *, delta: Decimal) -> None:
        """Add a line and what it moves."""
        self.lines.append(draft)
        post(self.entries, draft, delta, account=ACCOUNT)


def draw_deposit(drafts: Sequence[Draft], contract: ContractHistory, *, off: Sequence[Draft]) -> Outcome:
    """Bill the deposit and take it off the fees, after their discounts, retention and recoupment."""
    deposit = contract.latest.deposit
    if deposit is None or not deposit.amount:
        return Outcome()
    fees = [draft for draft in drafts if draft.is_fee]
    if deposit.treatment is not None:
        account = _use(deposit, deposit.treatment, fees, contract=contract, off=off)
        return Outcome(tuple(account.lines), ledger=tuple(account.entries))
    every, last = (
        _use(deposit, treatment, fees, contract=contract, off=off) for treatment in ("draw_down", "final_fee")
    )
    if every.lines == last.lines:
        return Outcome(tuple(every.lines), ledger=tuple(every.entries))
    paid = {line.fee for line in (*every.lines, *last.lines) if line.fee}
    held = [_taken(draft, None, "depends on which fees it pays") for draft in fees if draft.id in paid]
    return Outcome((every.lines[0], *held), (TREATMENT,), ledger=(every.entries[0],))


def _use(
    deposit: Deposit,
    treatment: Treatment,
    fees: list[Draft],
    *,
    contract: ContractHistory,
    off: Sequence[Draft],
) -> DepositAccount:
    account = DepositAccount(contract, deposit)
    paid_in = _paid_in(deposit, contract)
    account.pay(paid_in, delta=paid_in.amount or ZERO)
    for draft in fees if treatment == "draw_down" else fees[-1:]:
        early = draft.bill_on and paid_in.bill_on and draft.bill_on < paid_in.bill_on
        if draft.amount is None or early:
            continue
        beside = [line for line in off if line.fee == draft.id]
        rest = total_of([from_line(line.kind, line.amount or ZERO, line.id) for line in (draft, *beside)])
        left = so_far("left of the deposit", account.balance, ACCOUNT)
        part = least(rest, left, name="paid by the deposit")
        if value_of(part) > 0:
            line = _taken(draft, negative(part), f"{value_of(rest)}, at most the {account.balance} left")
            account.pay(line, delta=-value_of(part))
        _fill_up(account, draft)
    _refund(account)
    return account


def _paid_in(deposit: Deposit, contract: ContractHistory) -> Draft:
    terms = contract.latest
    day = terms.effective_date or start_of(terms)
    working = rounded(term("deposit", deposit.amount or ZERO, "/deposit/amount"), contract.currency)
    return Draft(
        id="deposit",
        line=None,
        kind="advance",
        description="Deposit",
        proof=Proof(rule=RULE, formula=f"{deposit.amount}", pointers=("/deposit/amount",), working=working),
        amount=working.value,
        bill_on=day,
        trigger=None if day else Trigger(event="contract.executed"),
    )


def _taken(draft: Draft, working: Working | None, formula: str) -> Draft:
    proof = Proof(rule=RULE, formula=formula, pointers=("/deposit",), working=working)
    amount = value_of(working) if working else None
    return draft.beside("advance_recoupment", "deposit", amount=amount, proof=proof, held=amount is None)


def _fill_up(account: DepositAccount, draft: Draft) -> None:
    """Bill what restores the deposit once it is below its floor."""
    floor, target = account.deposit.floor, account.deposit.target
    if floor is None or target is None or account.balance >= floor or draft.bill_on is None:
        return
    left = so_far("left of the deposit", account.balance, ACCOUNT)
    stated = rounded(term("target", target, "/deposit/target"), account.contract.currency)
    working = less(stated, left)
    proof = Proof(
        rule=RULE,
        formula=f"{target} - {account.balance} left, below {floor}",
        pointers=("/deposit/floor", "/deposit/target"),
        working=working,
    )
    line = draft.beside("advance", "fill-up", amount=working.value, proof=proof)
    account.pay(line, delta=value_of(working))


def _refund(account: DepositAccount) -> None:
    """Give back what is left at the end of the contract, where the terms say so."""
    end = end_of(account.contract.latest)
    if not account.deposit.refundable or end is None or account.contract.as_of < end or not account.balance:
        return
    working = negative(so_far("left of the deposit", account.balance, ACCOUNT))
    proof = Proof(
        rule=RULE, formula=f"{account.balance} left", pointers=("/deposit/refundable",), working=working
    )
    line = Draft(
        id="deposit-refund",
        line=None,
        kind="advance",
        description="Refund of the deposit",
        proof=proof,
        amount=working.value,
        bill_on=end,
    )
    account.pay(line, delta=value_of(working))
