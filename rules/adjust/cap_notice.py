"""A notice before a cap is reached: when billed and expected fees pass a share of it.

**Clause:** Fees are estimated at USD 120,000.00; Contractor shall notify Customer when it expects that the
fees within the next thirty (30) days will exceed 85% of it. USD 102,000.01 is payable on June 30, 2026.

**Terms:** {"currency": "USD", "caps": [{"id": "c", "amount": "120000.00", "behaviour": "notify",
"notify_percent": "85", "notify_days": 30}], "lines": [{"id": "1", "billing_method": "fixed_price", "amount":
"102000.01", "end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 102000.01

**Source:** R10; FAR 52.232-7(d)(2): notice when the cost of the next 30 days will exceed 85% of the ceiling.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from models.extraction import Finding
from models.pointer import join
from models.price import Cap
from rules.adjust.limit import covers
from rules.agreement.contract import ContractHistory
from rules.draft import Draft, Piece


def give_notices(drafts: Sequence[Draft], contract: ContractHistory) -> tuple[Finding, ...]:
    """The finding for every cap whose notice is due, from fees before any cap cuts them."""
    return tuple(
        _notice(cap, pointer, counted)
        for line, cap, pointer in _caps(contract)
        if cap.amount is not None
        and (counted := _counted(cap, line, drafts, contract)) > cap.amount * _share(cap) / 100
    )


def _caps(contract: ContractHistory) -> Iterator[tuple[str | None, Cap, str]]:
    """The caps that ask for a notice, with the line whose own they are."""
    terms = contract.latest
    found: list[tuple[str | None, Cap, str]] = [
        (None, cap, join("caps", at)) for at, cap in enumerate(terms.caps)
    ]
    for position, line in enumerate(terms.lines):
        found += [(line.id, cap, join("lines", position, "caps", at)) for at, cap in enumerate(line.caps)]
    for line_id, cap, pointer in found:
        if cap.behaviour == "notify" or cap.notify_percent is not None:
            yield line_id, cap, pointer


def _share(cap: Cap) -> Decimal:
    """The percent that asks for the notice; a cap that only notifies does so at its amount."""
    return Decimal(100) if cap.notify_percent is None else cap.notify_percent


def _counted(cap: Cap, line: str | None, drafts: Sequence[Draft], contract: ContractHistory) -> Decimal:
    until = contract.as_of + timedelta(days=cap.notify_days or 0)
    total = Decimal(0)
    for draft in drafts:
        counted = "expenses" if draft.kind == "expense" else "fees"
        if counted not in cap.counts or (line is not None and draft.line != line):
            continue
        whole = Piece(draft.bill_on, "", draft.amount or Decimal(0))
        total += sum(
            (
                piece.amount
                for piece in draft.pieces or (whole,)
                if piece.on and piece.on <= until and covers(cap, draft, piece)
            ),
            Decimal(0),
        )
    return total


def _notice(cap: Cap, pointer: str, counted: Decimal) -> Finding:
    message = (
        f"fees of {counted} are past {_share(cap)}% of the {cap.amount} of this limit; notify the customer"
    )
    return Finding(code="cap_notice", severity="warning", message=message, pointers=(pointer,))
