"""Retention: a share of each fee held back until a limit is held, and released on acceptance or a date.

**Clause:** Customer retains 10% of each invoice up to 5% of the contract price of USD 200,000.00; the
retention is released at the end of the warranty on January 30, 2027. The price is payable on June 30, 2026.

**Terms:** {"currency": "USD", "contract_value": "200000.00", "retention": {"percent": "10", "cap_percent":
"5", "releases": [{"event": "end of the warranty", "percent": "100", "on": "2027-01-30"}]}, "lines": [{"id":
"1", "billing_method": "fixed_price", "end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 200000.00
    2026-06-30 retention_withheld -10000.00
    2027-01-30 retention_release 10000.00

**Source:** R23; FIDIC 14.3 and 14.9: half on taking over, half at the end of the defects period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.extraction import Finding
from models.provision import Retention
from models.schedule import LedgerEntry, LineKind, Proof
from models.terms import Terms
from models.working import (
    Working,
    at_least_nothing,
    from_line,
    least,
    less,
    most,
    negative,
    percent_of,
    rounded,
    so_far,
    term,
    times,
    total_of,
    value_of,
)
from rules.adjust.limit import with_tax
from rules.adjust.retention_release import release
from rules.adjust.step_down import MODE, held_after
from rules.adjust.step_down import POINTER as STEP_DOWN
from rules.agreement.contract import ContractHistory
from rules.draft import Draft, Outcome, in_bill_order, merge, post

RULE = "R23"
ACCOUNT = "retention"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class RetentionAccount:
    """What is held, and the fees that it is held of, before a line."""

    held: Decimal = ZERO
    fees: Decimal = ZERO


def retain(drafts: Sequence[Draft], contract: ContractHistory, *, discounts: Sequence[Draft]) -> Outcome:
    """Withhold from each fee line what discounts leave of it, and release what was withheld."""
    if not any(version.terms.retention for version in contract.versions):
        return Outcome()
    off = {draft.fee: from_line("discount", draft.amount or ZERO, draft.id) for draft in discounts}
    account, made = RetentionAccount(), list[Outcome]()
    for draft in drafts:
        if not draft.is_fee or draft.amount is None:
            continue
        fee = from_line("fee", draft.amount, draft.id)
        net = total_of([fee, off[draft.id]], "net of the discount") if draft.id in off else fee
        outcome = _withhold(draft, contract, net=net, account=account)
        made.append(Outcome(tuple(line for line in outcome.lines if line.amount != 0), outcome.doubts))
        moved = sum((line.amount or ZERO for line in made[-1].lines), ZERO)
        account = RetentionAccount(account.held - moved, account.fees + value_of(net))
    withheld = merge(made)
    lines = list(withheld.lines)
    releases = release(lines, drafts, contract)
    findings = _unknown(lines, contract)
    return Outcome((*lines, *releases), withheld.doubts, findings=findings, ledger=_ledger(lines, releases))


def _withhold(draft: Draft, contract: ContractHistory, *, net: Working, account: RetentionAccount) -> Outcome:
    terms = contract.on(draft.bill_on)
    retention = terms.retention
    if retention is None or retention.percent is None:
        return Outcome()
    pointers = _pointers(retention)
    held = so_far("held", account.held, ACCOUNT)
    formula = f"{retention.percent}% x {net.value}"
    parts = _parts(net, retention, terms, contract=contract, account=account)
    limit = _limit(retention, terms, contract)
    if not parts or len(parts) > 1 or (limit is None and retention.cap_percent is not None):
        doubts = (MODE,) if len(parts) > 1 else ()
        proof = Proof(rule=RULE, formula=formula, pointers=pointers)
        line = draft.beside("retention_withheld", "retention", amount=None, proof=proof, held=True)
        return Outcome((line,), doubts)
    part: Working = parts[0]
    if limit is not None:
        formula += f", at most {limit.value} less {account.held} held"
        part = least(part, at_least_nothing(less(limit, held), "room"), name="within the cap")
    if value_of(part) < -account.held:
        part = most(part, negative(held, "all that is held"))
    working = negative(part, "withheld")
    proof = Proof(rule=RULE, formula=formula, pointers=pointers, working=working)
    kind: LineKind = (
        "retention_withheld" if value_of(part) >= 0 or draft.kind == "credit" else "retention_release"
    )
    return Outcome((draft.beside(kind, "retention", amount=working.value, proof=proof),))


def _pointers(retention: Retention) -> tuple[str, ...]:
    capped = ("/retention/cap_percent", "/contract_value") if retention.cap_percent is not None else ()
    amount = ("/retention/cap_amount",) if retention.cap_amount is not None else ()
    step = (STEP_DOWN,) if retention.step_down is not None else ()
    return "/retention/percent", *capped, *amount, *step


def _parts(
    net: Working, retention: Retention, terms: Terms, *, contract: ContractHistory, account: RetentionAccount
) -> tuple[Working, ...]:
    """What a line adds to what is held: more than one answer, or none, is a doubt."""
    percent = term("percent", retention.percent or ZERO, "/retention/percent")
    tax = with_tax(terms) if retention.base == "including_tax" else None
    if retention.base == "including_tax" and tax is None:
        return ()
    if retention.step_down is None:
        parts: tuple[Working, ...] = (percent_of(percent, net),)
        before: tuple[Working, ...] = ()
    elif terms.contract_value is None:
        return ()
    else:
        fees = total_of([so_far("fees before", account.fees, ACCOUNT), net], "fees so far")
        value = terms.contract_value
        parts = held_after(fees, percent, retention.step_down, contract_value=value)
        before = (so_far("held", account.held, ACCOUNT),)
    taxed = [part if tax is None else times(part, tax, name="of the amount with tax") for part in parts]
    known = [rounded(part, contract.currency) for part in taxed]
    return tuple(less(part, *before) if before else part for part in known)


def _limit(retention: Retention, terms: Terms, contract: ContractHistory) -> Working | None:
    """The most that may be held; None where there is no limit, or its contract value is not stated."""
    limits: list[Working] = []
    if retention.cap_percent is not None:
        if terms.contract_value is None:
            return None
        value = term("contract value", terms.contract_value, "/contract_value")
        share = percent_of(term("cap percent", retention.cap_percent, "/retention/cap_percent"), value)
        limits.append(rounded(share, contract.currency, "at most held"))
    if retention.cap_amount is not None:
        amount = term("cap", retention.cap_amount, "/retention/cap_amount")
        limits.append(rounded(amount, contract.currency, "at most held"))
    return least(*limits) if len(limits) > 1 else next(iter(limits), None)


def _unknown(lines: list[Draft], contract: ContractHistory) -> tuple[Finding, ...]:
    """The findings for what is held since a term that the retention needs is not stated."""
    terms = [contract.on(line.bill_on) for line in lines if line.held]
    stated = [(each, each.retention) for each in terms if each.retention]
    no_value = any(
        each.contract_value is None and (retention.cap_percent is not None or retention.step_down)
        for each, retention in stated
    )
    no_tax = any(retention.base == "including_tax" and not with_tax(each) for each, retention in stated)
    return (*((_no_cap(),) if no_value else ()), *((_no_tax(),) if no_tax else ()))


def _no_cap() -> Finding:
    message = (
        "the retention's limit is a percent of a contract value that is not stated; state the contract value"
    )
    pointers = ("/retention/cap_percent", "/contract_value")
    return Finding(code="L11", severity="error", message=message, pointers=pointers)


def _no_tax() -> Finding:
    message = "the retention is a percent of the amount with tax, and no rate is stated; state the rate"
    return Finding(code="no_tax_rate", severity="error", message=message, pointers=("/tax/rate",))


def _ledger(withheld: list[Draft], releases: list[Draft]) -> tuple[LedgerEntry, ...]:
    entries: list[LedgerEntry] = []
    for line in in_bill_order((*withheld, *releases)):
        if line.amount:
            post(entries, line, -line.amount, account=ACCOUNT)
    return tuple(entries)
