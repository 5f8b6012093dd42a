"""An advance: paid on the effective date, recouped from later fees until it is repaid.

**Clause:** Upon the effective date, January 15, 2026, Customer pays an advance of USD 40,000.00, recouped at
15% of each payment. The price of USD 400,000.00 is payable in two equal monthly instalments from June 30,
2026.

**Terms:** {"currency": "USD", "effective_date": "2026-01-15", "advance": {"amount": "40000.00",
"recoup_percent": "15"}, "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "400000.00",
"instalments": {"count": 2, "period": "month", "first_on": "2026-06-30"}}]}

**Schedule:**
    2026-01-15 advance 40000.00
    2026-06-30 instalment 200000.00
    2026-06-30 advance_recoupment -30000.00
    2026-07-30 instalment 200000.00
    2026-07-30 advance_recoupment -10000.00

**Source:** R24; FIDIC 14.2: deductions start when payments pass a share of the accepted amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.provision import Advance
from models.schedule import LedgerEntry, Proof, Trigger
from models.terms import Terms
from models.working import (
    Step,
    Working,
    fixed,
    from_line,
    least,
    negative,
    percent_of,
    rounded,
    so_far,
    term,
    total_of,
    value_of,
)
from rules.agreement.contract import ContractHistory, start_of
from rules.draft import Doubt, Draft, Outcome, post

RULE = "R24"
ACCOUNT = "advance"
ZERO = Decimal(0)
READINGS = (("of the gross amount", "gross"), ("of the amount net of retention", "net_of_retention"))


def bill_advance(drafts: Sequence[Draft], contract: ContractHistory, *, off: Sequence[Draft]) -> Outcome:
    """Bill the advance and recoup it from the fee lines, after their discounts and retention."""
    first = contract.versions[0].terms
    terms = first if first.advance else contract.latest
    advance = terms.advance
    made = _amount(advance, terms, contract) if advance else None
    if advance is None or made is None or not made.value:
        return Outcome()
    billed, amount = _advance_line(terms, made, advance), made.value
    entries: list[LedgerEntry] = []
    post(entries, billed, amount, account=ACCOUNT)
    readings = [
        _recoup(drafts, advance, terms, contract=contract, off=off, net=net) for net in _bases(advance)
    ]
    if _parts_of(readings[0]) != _parts_of(readings[-1]):
        doubt = Doubt("/advance/recoup_basis", "Of which amount is the advance recouped?", READINGS)
        open_fees = {draft.id for reading in readings for draft, _, _ in reading}
        held = [_line(draft, None, "depends on the basis") for draft in drafts if draft.id in open_fees]
        return Outcome((billed, *held), (doubt,), ledger=tuple(entries))
    lines = [billed]
    for draft, part, working in readings[0]:
        formula = f"{_percent(advance)}% of {draft.amount}, at most the {entries[-1].balance} left"
        lines.append(_line(draft, -part, formula, working))
        post(entries, lines[-1], -part, account=ACCOUNT)
    return Outcome(tuple(lines), ledger=tuple(entries))


def _parts_of(reading: list[tuple[Draft, Decimal, Working]]) -> list[tuple[str, Decimal]]:
    return [(draft.id, part) for draft, part, _ in reading]


def _bases(advance: Advance) -> tuple[bool, ...]:
    """Whether the base is net of retention: as stated, else both ways."""
    if advance.recoup_basis is None:
        return False, True
    return (advance.recoup_basis == "net_of_retention",)


def _percent(advance: Advance) -> Decimal:
    """The rate of recoupment; without one the fees repay all that is left."""
    return Decimal(100) if advance.recoup_percent is None else advance.recoup_percent


def _amount(advance: Advance, terms: Terms, contract: ContractHistory) -> Step | None:
    if advance.amount is not None:
        return rounded(term("advance", advance.amount, "/advance/amount"), contract.currency)
    if advance.percent is None or terms.contract_value is None:
        return None
    value = term("contract value", terms.contract_value, "/contract_value")
    return rounded(percent_of(term("percent", advance.percent, "/advance/percent"), value), contract.currency)


def _advance_line(terms: Terms, working: Step, advance: Advance) -> Draft:
    stated = advance.amount is not None
    day = terms.effective_date or start_of(terms)
    return Draft(
        id="advance",
        line=None,
        kind="advance",
        description="Advance payment",
        proof=Proof(
            rule=RULE,
            formula=f"{working.value}" if stated else f"{advance.percent}% x {terms.contract_value}",
            pointers=("/advance/amount",) if stated else ("/advance/percent", "/contract_value"),
            working=working,
        ),
        amount=working.value,
        bill_on=day,
        trigger=None if day else Trigger(event="contract.executed"),
    )


def _after_threshold(drafts: Sequence[Draft], advance: Advance, terms: Terms) -> list[tuple[Draft, Decimal]]:
    """The fee lines from the one on that takes the fees past the threshold, with their amounts."""
    threshold = (terms.contract_value or ZERO) * (advance.recoup_after_percent or ZERO) / 100
    fees, found = ZERO, []
    for draft in drafts:
        if draft.is_fee and draft.amount is not None:
            fees += draft.amount
            found += [(draft, draft.amount)] if fees > threshold else []
    return found


def _recoup(
    drafts: Sequence[Draft],
    advance: Advance,
    terms: Terms,
    *,
    contract: ContractHistory,
    off: Sequence[Draft],
    net: bool,
) -> list[tuple[Draft, Decimal, Working]]:
    """The fee lines that repay the advance and their parts: never more than is left of either."""
    made = _amount(advance, terms, contract)
    left, parts = (made.value if made and made.value else ZERO), list[tuple[Draft, Decimal, Working]]()
    for draft, fee in _after_threshold(drafts, advance, terms):
        beside = [line for line in off if line.fee == draft.id]
        taken = [
            from_line(line.kind.replace("_", " "), line.amount, line.id) for line in beside if line.amount
        ]
        given = [line for line, kind in zip(taken, _kinds(beside), strict=True) if net or kind == "discount"]
        whole = from_line("fee", fee, draft.id)
        rest = total_of([whole, *taken], "left of the fee")
        base = total_of([whole, *given], "base")
        part = least(
            rounded(percent_of(_percent_term(advance), base), contract.currency),
            so_far("advance left", left, ACCOUNT),
            rest,
            name="never more than is left",
        )
        repaid = value_of(part)
        if repaid > 0:
            parts.append((draft, repaid, negative(part, "recouped")))
            left -= repaid
    return parts


def _kinds(beside: Sequence[Draft]) -> list[str]:
    return [line.kind for line in beside if line.amount]


def _percent_term(advance: Advance) -> Working:
    if advance.recoup_percent is None:
        return fixed("percent", 100, RULE)
    return term("percent", advance.recoup_percent, "/advance/recoup_percent")


def _line(draft: Draft, amount: Decimal | None, formula: str, working: Working | None = None) -> Draft:
    proof = Proof(rule=RULE, formula=formula, pointers=("/advance",), working=working)
    return draft.beside("advance_recoupment", "recoupment", amount=amount, proof=proof, held=amount is None)
