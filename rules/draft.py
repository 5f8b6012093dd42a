"""A billing line in the making, and what a rule hands back: lines, readings, findings, ledger entries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from models.extraction import Finding
from models.period import Period
from models.schedule import FEE_KINDS, LedgerEntry, LineKind, Proof, Trigger
from models.working import Working


class Piece(NamedTuple):
    """A part of a fee that a cap looks at on its own: an approved entry, or the whole line.

    Attributes:
        on: The work date; None while the line waits for its event.
        key: The entry's id; entries of one day count in this order.
        amount: Exact, not rounded.
        working: How the amount comes about.
        cost: Of an expense, what it cost before any markup.
    """

    on: date | None
    key: str
    amount: Decimal
    hours: Decimal = Decimal(0)
    role: str | None = None
    working: Working | None = None
    cost: Decimal = Decimal(0)
    category: str | None = None
    trip: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A billing line before its due date and status.

    Attributes:
        amount: Rounded; None where it is not known.
        held: A doubt keeps it from being billed.
        cancelled: An amendment left its contract line out before it was billed.
        pieces: What a cap counts; empty where the line counts as a whole.
        fee: The fee line that this one is derived from.
        planned: When it is expected, where the bill date waits for an event.
    """

    id: str
    line: str | None
    kind: LineKind
    description: str
    proof: Proof
    amount: Decimal | None = None
    bill_on: date | None = None
    period: Period | None = None
    trigger: Trigger | None = None
    held: bool = False
    cancelled: bool = False
    pieces: tuple[Piece, ...] = ()
    fee: str | None = None
    planned: date | None = None
    estimate: Decimal | None = None

    @property
    def is_fee(self) -> bool:
        """Whether caps, discounts, retention and recoupment look at it; a credit takes a fee back."""
        return self.kind in FEE_KINDS or self.kind == "credit"

    def beside(
        self, kind: LineKind, suffix: str, *, amount: Decimal | None, proof: Proof, held: bool = False
    ) -> Draft:
        """A line derived from this one, on the same day and trigger."""
        return replace(
            self,
            id=f"{self.id}-{suffix}",
            kind=kind,
            description=f"{self.description}: {kind.replace('_', ' ')}",
            amount=amount,
            proof=proof,
            held=held,
            pieces=(),
            estimate=None,
            fee=self.id,
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """A null term that an amount depends on, with the values it may take.

    Attributes:
        pointer: The null term.
        question: What a person should decide.
        options: The words for each reading and the value that it puts at the pointer.
    """

    pointer: str
    question: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule makes: lines, doubts, findings and ledger entries."""

    lines: tuple[Draft, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    findings: tuple[Finding, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()


def merge(outcomes: list[Outcome]) -> Outcome:
    """All outcomes in one, in order."""
    return Outcome(
        tuple(line for outcome in outcomes for line in outcome.lines),
        tuple(doubt for outcome in outcomes for doubt in outcome.doubts),
        tuple(finding for outcome in outcomes for finding in outcome.findings),
        tuple(entry for outcome in outcomes for entry in outcome.ledger),
    )


def in_bill_order(lines: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """By bill date, the undated ones last; ties as they stand in the contract."""
    return tuple(sorted(lines, key=lambda line: line.bill_on or date.max))


def post(
    entries: list[LedgerEntry],
    draft: Draft,
    delta: Decimal,
    *,
    account: str,
    limit: Decimal | None = None,
) -> None:
    """Append a movement of money to a ledger; the balance is the sum of the account's deltas."""
    before = next((entry.balance for entry in reversed(entries) if entry.account == account), Decimal(0))
    entries.append(
        LedgerEntry(
            account=account,
            schedule_line=draft.id,
            on=draft.bill_on,
            delta=delta,
            balance=before + delta,
            limit=limit,
            rule=draft.proof.rule,
        )
    )
