"""Caps: what may be billed in money or hours, nested; what passes them is written down for good.

**Clause:** Fees shall not exceed USD 1,000.00. The hourly rate is USD 210.00, billed monthly from January 1,
2026 to February 28, 2026.

**Terms:** {"currency": "USD", "not_to_exceed": "1000.00", "start_date": "2026-01-01", "end_date":
"2026-02-28", "payment": {"billing_frequency": "monthly"}, "lines": [{"id": "1", "billing_method":
"time_and_materials", "rates": [{"amount": "210.00", "unit": "hour"}]}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "date":
"2026-01-12", "hours": "4"}}, {"type": "engross.time.approved", "data": {"entry_id": "t2", "person": "p1",
"date": "2026-02-02", "hours": "3"}}]

**Schedule:**
    2026-01-31 time 840.00
    2026-02-28 time 160.00
    2026-02-28 write_down 470.00

**Source:** R10; Alga splits the entry that straddles the limit. 3 x 210 = 630 over a room of 160.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.extraction import Finding
from models.schedule import LedgerEntry, Proof
from models.working import (
    from_line,
    less,
    rounded,
    total_of,
)
from rules.adjust.cap_notice import give_notices
from rules.adjust.cap_room import Caps, whole
from rules.adjust.limit import has_limits
from rules.adjust.purchase_order import POINTER as ORDERS
from rules.adjust.purchase_order import beyond_order, hold_without_order, orders_spent
from rules.agreement.contract import ContractHistory
from rules.draft import Draft, Outcome

RULE = "R10"
ZERO = Decimal(0)


def limit_lines(drafts: tuple[Draft, ...], contract: ContractHistory) -> Outcome:
    """The fees and expenses that the caps let through, and the rest beside them as write-downs."""
    in_time = hold_without_order(drafts, contract)
    drafts = in_time.lines
    limited = _limit(drafts, contract, fees=()) if _any_limit(contract) else Outcome(drafts)
    if _caps_by_fees(contract):
        # What expenses may come to depends on the fees that the caps let through.
        fees = tuple(line for line in limited.lines if line.is_fee)
        limited = _limit(drafts, contract, fees=fees)
    findings = (*in_time.findings, *orders_spent(limited.lines), *give_notices(drafts, contract))
    return replace(limited, findings=(*limited.findings, *findings))


def _any_limit(contract: ContractHistory) -> bool:
    return any(has_limits(version.terms) for version in contract.versions)


def _caps_by_fees(contract: ContractHistory) -> bool:
    stated = [version.terms.expenses.caps for version in contract.versions if version.terms.expenses]
    return any(cap.percent_of_fees is not None for caps in stated for cap in caps)


def _limit(drafts: tuple[Draft, ...], contract: ContractHistory, *, fees: tuple[Draft, ...]) -> Outcome:
    caps = Caps(contract, fees=fees)
    counted = [draft for draft in drafts if draft.amount is not None]
    pieces = [(draft, piece) for draft in counted for piece in draft.pieces or (whole(draft),)]
    allowed: defaultdict[str, Decimal] = defaultdict(Decimal)
    for draft, piece in sorted(pieces, key=lambda pair: (pair[1].on or date.max, pair[1].key)):
        allowed[draft.id] += caps.allow(draft, piece)
    lines: list[Draft] = []
    for draft in drafts:
        if draft.id in caps.unmeasured:
            lines.append(replace(draft, amount=None, held=True, pieces=()))
            continue
        cut = draft.id in allowed and contract.round(allowed[draft.id]) != draft.amount
        lines += _cut(draft, contract.round(allowed[draft.id]), caps) if cut else [draft]
    return Outcome(tuple(lines), findings=_unmeasured(caps), ledger=tuple(_ledger(caps, drafts)))


def _unmeasured(caps: Caps) -> tuple[Finding, ...]:
    """The finding for lines whose part in a cap cannot be known."""
    if not caps.unmeasured:
        return ()
    message = (
        "what these take of their cap needs a rate of exchange or tax, or a discount without threshold:"
        f" {', '.join(caps.unmeasured)}; they are held; state it"
    )
    pointers = tuple(dict.fromkeys(caps.unmeasured.values()))
    return (Finding(code="cap_unmeasured", severity="error", message=message, pointers=pointers),)


def _cut(draft: Draft, allowed: Decimal, caps: Caps) -> list[Draft]:
    """The part that is billed, where there is one, and the rest as a write-down."""
    gross = draft.proof.working or from_line("amount", draft.amount or ZERO, draft.id)
    let_through = rounded(total_of(caps.workings[draft.id], "within the cap"), caps.contract.currency)
    proof = Proof(
        rule=RULE,
        formula=f"{draft.amount} - {allowed} within the cap",
        pointers=tuple(dict.fromkeys(caps.binding[draft.id])),
        events=draft.proof.events,
        working=less(gross, from_line("billed", allowed, draft.id) if allowed else let_through),
    )
    shown = draft.proof.model_copy(
        update={
            "formula": f"{draft.proof.formula}, of which {allowed} within the cap",
            "pointers": (*draft.proof.pointers, *proof.pointers),
            "working": let_through,
        }
    )
    rest = (draft.amount or ZERO) - allowed
    billed = [replace(draft, amount=allowed, pieces=(), proof=shown)] if allowed else []
    if set(proof.pointers) == {ORDERS}:
        return [*billed, beyond_order(draft, rest)]
    return [*billed, draft.beside("write_down", "write-down", amount=rest, proof=proof)]


def _ledger(caps: Caps, drafts: tuple[Draft, ...]) -> Iterator[LedgerEntry]:
    for (account, unit), meter in caps.meters.items():
        balance = ZERO
        for draft in drafts:
            delta = _shown(meter.round(meter.by_line.get(draft.id, ZERO)), unit)
            if not delta:
                continue
            balance += delta
            limit = caps.limits.get((account, unit, draft.id))
            yield LedgerEntry(
                account=account,
                schedule_line=draft.id,
                on=draft.bill_on,
                delta=delta,
                balance=balance,
                limit=None if (account, draft.id) in caps.unheld else limit,
                unit=unit,
                rule=RULE,
            )


def _shown(counted: Decimal, unit: str) -> Decimal:
    """Money as it is; the hours of a split entry to the sixth digit."""
    return counted if unit == "money" else counted.quantize(Decimal("0.000001")).normalize()
