"""Caps: what may be billed in money or hours, nested; what passes them is written down for good.

**Clause:** Fees shall not exceed USD 1,000.00. The hourly rate is USD 210.00, billed monthly.

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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from models.money import minor_digits
from models.pointer import join
from models.price import Cap
from models.schedule import LedgerEntry, Proof
from models.working import (
    Working,
    at_least_nothing,
    from_line,
    least,
    less,
    over,
    reported,
    rounded,
    rounded_to,
    so_far,
    term,
    times,
    total_of,
    value_of,
)
from rules.contract import Contract
from rules.draft import Draft, Outcome, Piece
from rules.rate_card import plain_name

RULE = "R10"
ZERO = Decimal(0)
Unit = Literal["money", "hours"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A hard cap as it stands on a day."""

    account: str
    cap: Cap
    pointer: str

    def pointer_to(self, part: str) -> str:
        """Where its amount or its hours are stated."""
        return f"{self.pointer}/{part}" if self.pointer.split("/")[-2] == "caps" else self.pointer


@dataclass(slots=True)
class Meter:
    """What a cap has let through: exact within a billing line, rounded between lines.

    So a cap is never passed by the half cents that lines are rounded up.
    """

    round: Callable[[Decimal], Decimal]
    by_line: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    rounded: Decimal = ZERO

    def used(self, draft: str) -> Decimal:
        """What is taken where a billing line wants more: other lines as rounded, its own as it is."""
        own = self.by_line[draft]
        return self.rounded - self.round(own) + own

    def take(self, draft: str, amount: Decimal) -> None:
        """Count what a billing line takes."""
        before = self.round(self.by_line[draft])
        self.by_line[draft] += amount
        self.rounded += self.round(self.by_line[draft]) - before


@dataclass(slots=True)
class Caps:
    """All caps of a contract at work: their meters, and which of them cut each line."""

    contract: Contract
    meters: dict[tuple[str, Unit], Meter] = field(default_factory=dict)
    limits: dict[tuple[str, str, str], Decimal] = field(default_factory=dict)
    binding: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    workings: defaultdict[str, list[Working]] = field(default_factory=lambda: defaultdict(list))

    def allow(self, draft: Draft, piece: Piece) -> Decimal:
        """How much of a piece may be billed: the least room of all caps that apply on its day."""
        allowed, working = piece.amount, piece.working or from_line("amount", piece.amount, draft.id)
        if piece.amount > 0:
            rooms = [
                (room, limit)
                for limit in self._applying(draft, piece)
                for room in self._rooms(limit, draft, piece)
            ]
            allowed = min([piece.amount, *(value_of(room) for room, _ in rooms)])
            binding = [pair for pair in rooms if value_of(pair[0]) == allowed < piece.amount]
            self.binding[draft.id] += [limit.pointer for _, limit in binding]
            if binding:
                working = least(working, *(room for room, _ in binding), name="within the cap", rule=RULE)
        self.workings[draft.id].append(working)
        self._take(draft, piece, allowed)
        return allowed

    def _rooms(self, limit: Limit, draft: Draft, piece: Piece) -> Iterator[Working]:
        """The room in money; hours are worth what the piece's hours cost."""
        if limit.cap.amount is not None:
            used = self._used(limit, "money", draft, limit.cap.amount)
            stated = term("cap", limit.cap.amount, limit.pointer_to("amount"))
            whole = rounded_to(stated, minor_digits(self.contract.currency), "down", name="cap")
            yield at_least_nothing(less(whole, so_far("used before", used, limit.account)), "room")
        if limit.cap.hours is not None and piece.hours:
            used = self._used(limit, "hours", draft, limit.cap.hours)
            stated = term("cap in hours", limit.cap.hours, limit.pointer_to("hours"))
            left = at_least_nothing(less(stated, so_far("hours before", used, limit.account)), "hours left")
            hours = reported("hours of the entry", piece.hours, piece.key)
            priced = piece.working or from_line("amount", piece.amount, draft.id)
            yield over(times(priced, left), hours, "room of the hours")

    def _used(self, limit: Limit, unit: Unit, draft: Draft, most: Decimal) -> Decimal:
        key = (limit.account, unit, draft.id)
        self.limits[key] = max(self.limits.get(key, most), most)
        return self._meter(limit.account, unit).used(draft.id)

    def _take(self, draft: Draft, piece: Piece, allowed: Decimal) -> None:
        for limit in self._applying(draft, piece):
            if limit.cap.amount is not None:
                self._meter(limit.account, "money").take(draft.id, allowed)
            if limit.cap.hours is not None and piece.amount:
                self._meter(limit.account, "hours").take(draft.id, piece.hours * allowed / piece.amount)

    def _meter(self, account: str, unit: Unit) -> Meter:
        exact: Callable[[Decimal], Decimal] = lambda amount: amount  # noqa: E731 - hours are not rounded
        rounding = self.contract.round if unit == "money" else exact
        return self.meters.setdefault((account, unit), Meter(rounding))

    def _applying(self, draft: Draft, piece: Piece) -> list[Limit]:
        counted = "expenses" if draft.kind == "expense" else "fees"
        return [
            limit
            for limit in _limits(self.contract, draft, piece.on)
            if limit.cap.behaviour == "hard"
            and counted in limit.cap.counts
            and _covers_role(limit.cap, piece)
        ]


def limit_lines(drafts: tuple[Draft, ...], contract: Contract) -> Outcome:
    """The fees and expenses that the caps let through, and the rest beside them as write-downs."""
    caps = Caps(contract)
    counted = [draft for draft in drafts if draft.amount is not None]
    pieces = [(draft, piece) for draft in counted for piece in draft.pieces or (_whole(draft),)]
    allowed: defaultdict[str, Decimal] = defaultdict(Decimal)
    for draft, piece in sorted(pieces, key=lambda pair: (pair[1].on or date.max, pair[1].key)):
        allowed[draft.id] += caps.allow(draft, piece)
    lines: list[Draft] = []
    for draft in drafts:
        cut = draft.id in allowed and contract.round(allowed[draft.id]) != draft.amount
        lines += _cut(draft, contract.round(allowed[draft.id]), caps) if cut else [draft]
    return Outcome(tuple(lines), ledger=tuple(_ledger(caps, drafts)))


def _whole(draft: Draft) -> Piece:
    return Piece(draft.bill_on, "", draft.amount or ZERO, working=draft.proof.working)


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
    return [*billed, draft.beside("write_down", "write-down", amount=rest, proof=proof)]


def _limits(contract: Contract, draft: Draft, day: date | None) -> Iterator[Limit]:
    terms = contract.on(day)
    if terms.not_to_exceed is not None:
        yield Limit("not_to_exceed", Cap(id="not_to_exceed", amount=terms.not_to_exceed), "/not_to_exceed")
    if terms.expenses is not None and terms.expenses.cap is not None:
        cap = Cap(id="expenses", amount=terms.expenses.cap, counts=("expenses",))
        yield Limit("expenses", cap, "/expenses/cap")
    for index, cap in enumerate(terms.caps):
        account = f"{draft.line}/{cap.id}" if cap.scope == "line" else cap.id
        yield from _monthly(Limit(account, cap, join("caps", index)), day)
    for position, line in enumerate(terms.lines):
        for index, cap in enumerate(line.caps if line.id == draft.line else ()):
            yield from _monthly(
                Limit(f"{line.id}/{cap.id}", cap, join("lines", position, "caps", index)), day
            )


def _monthly(limit: Limit, day: date | None) -> Iterator[Limit]:
    """The limit itself; one for each month where it is a cap per month."""
    if limit.cap.scope != "month":
        yield limit
    elif day is not None:
        yield replace(limit, account=f"{limit.account}/{day:%Y-%m}")


def _covers_role(cap: Cap, piece: Piece) -> bool:
    if cap.role is None:
        return True
    return piece.role is not None and plain_name(piece.role) == plain_name(cap.role)


def _ledger(caps: Caps, drafts: tuple[Draft, ...]) -> Iterator[LedgerEntry]:
    for (account, unit), meter in caps.meters.items():
        balance = ZERO
        for draft in drafts:
            delta = _shown(meter.round(meter.by_line.get(draft.id, ZERO)), unit)
            if not delta:
                continue
            balance += delta
            yield LedgerEntry(
                account=account,
                schedule_line=draft.id,
                on=draft.bill_on,
                delta=delta,
                balance=balance,
                limit=caps.limits.get((account, unit, draft.id)),
                unit=unit,
                rule=RULE,
            )


def _shown(counted: Decimal, unit: str) -> Decimal:
    """Money as it is; the hours of a split entry to the sixth digit."""
    return counted if unit == "money" else counted.quantize(Decimal("0.000001")).normalize()
