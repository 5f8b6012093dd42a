"""Ledgers after invoices: an entry of a line that changed is split over the lines that it now consists of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from models.schedule import LedgerEntry, Ledgers
from rules.draft import Draft

ZERO = Decimal(0)
Parts = Mapping[str, tuple[Draft, ...]]


def split_entries(ledgers: Ledgers, parts: Parts) -> Ledgers:
    """The ledgers with an entry for each invoiced line and for each delta, to the same balances."""
    if not parts:
        return ledgers
    return Ledgers(
        caps=_split(ledgers.caps, parts),
        retention=_split(ledgers.retention, parts),
        advance=_split(ledgers.advance, parts),
        minimum=_split(ledgers.minimum, parts),
        retainer=ledgers.retainer,
    )


def _split(entries: tuple[LedgerEntry, ...], parts: Parts) -> tuple[LedgerEntry, ...]:
    balances: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    found = []
    for entry in entries:
        for piece in _pieces(entry, parts.get(entry.schedule_line, ())):
            key = (piece.account, piece.unit)
            balances[key] += piece.delta
            found.append(piece.model_copy(update={"balance": balances[key]}))
    return tuple(found)


def _pieces(entry: LedgerEntry, lines: tuple[Draft, ...]) -> Iterator[LedgerEntry]:
    """The entry by the lines that it stands for; what takes from a limited account comes first.

    An entry that counts something else than the line's whole amount, hours or one role, stays whole.
    """
    total = sum((line.amount or ZERO for line in lines), ZERO)
    if not lines or entry.unit != "money" or abs(entry.delta) != abs(total):
        yield entry
        return
    sign = 1 if entry.delta == total else -1
    order = (
        sorted(lines, key=lambda line: sign * (line.amount or ZERO) > 0) if entry.limit is not None else lines
    )
    for line in order:
        moved = {"schedule_line": line.id, "on": line.bill_on, "delta": sign * (line.amount or ZERO)}
        yield entry.model_copy(update=moved)
