"""Readings: each open question with what the whole schedule comes to under every answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from models.pointer import apply_patch
from models.schedule import BillingLine, Reading, ReadingOption
from models.terms import Terms
from rules.draft import Doubt

Bill = Callable[[Terms], Iterable[BillingLine]]


def open_readings(doubts: Iterable[Doubt], terms: Terms, *, bill: Bill) -> tuple[Reading, ...]:
    """The readings of the doubts, each pointer once; `bill` makes the billing lines of terms."""
    unique = {doubt.pointer: doubt for doubt in doubts}
    return tuple(_reading(doubt, terms, bill) for doubt in unique.values())


def _reading(doubt: Doubt, terms: Terms, bill: Bill) -> Reading:
    options = tuple(
        ReadingOption(reading=words, total=total_of(bill(_answered(terms, doubt.pointer, value))))
        for words, value in doubt.options
    )
    return Reading(pointer=doubt.pointer, question=doubt.question, options=options)


def _answered(terms: Terms, pointer: str, value: str) -> Terms:
    patch = [{"op": "replace", "path": pointer, "value": value}]
    return Terms.model_validate(apply_patch(terms.model_dump(mode="json"), patch))


def total_of(lines: Iterable[BillingLine]) -> Decimal:
    """What is billed in all; write-downs are not."""
    return sum((line.amount or Decimal(0) for line in lines if line.kind != "write_down"), Decimal(0))
