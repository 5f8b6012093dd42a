"""Readings: what the whole schedule comes to under every way to read a clause, and what would settle it.

An *open* reading holds the amounts that depend on it. An *assumption* holds nothing: the conventions take one
reading, and it stands beside the schedule where another one would change an amount or a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from models.schedule import BillingLine, Reading, ReadingOption
from models.terms import Terms
from rules.agreement.contract import end_of
from rules.draft import Doubt
from rules.readings.assumptions import assumptions_of
from rules.readings.assumptions.shape import Assumption
from rules.readings.expected_payments import Conduct
from rules.readings.wording import wording_of

Patch = tuple[dict[str, Any], ...]
Shown = tuple[Decimal | None, date | None, date | None]
SUPPOSED = {"late": Conduct(late_days=45), "early": Conduct(early=True)}
SUPPOSITION = {
    SUPPOSED["late"]: "(Were every invoice paid 45 days late.)",
    SUPPOSED["early"]: "(Were every invoice paid in time for it.)",
}
MEASURED_BY_WINDOW = "/minimum_commitment/"


class Bill(Protocol):
    """Makes the billing lines of the contract under one reading, as of a day, were it paid in some way."""

    def __call__(
        self, reading: Patch, as_of: date, *, conduct: Conduct | None = None
    ) -> Iterable[BillingLine]:
        """The lines in bill order."""
        ...


def open_readings(doubts: Iterable[Doubt], terms: Terms, *, as_of: date, bill: Bill) -> tuple[Reading, ...]:
    """The readings of the doubts, each pointer once, with what is billed in all under each."""
    unique = {doubt.pointer: doubt for doubt in doubts}
    return tuple(_open(doubt, list(unique), terms, as_of=as_of, bill=bill) for doubt in unique.values())


def assumed_readings(
    terms: Terms, *, as_of: date, bill: Bill, payments: bool, supposing: bool
) -> tuple[Reading, ...]:
    """The readings that the conventions settle and that another answer would change.

    Args:
        terms: As signed.
        as_of: The day of the question.
        bill: Makes the billing lines.
        payments: Whether payments are known, on which their clauses can be measured.
        supposing: Whether those clauses are measured on payments that are supposed instead.
    """
    found = (
        _assumed(assumption, terms, as_of=as_of, bill=bill, supposing=supposing)
        for assumption in assumptions_of(terms)
        if payments or supposing or assumption.supposing is None
    )
    return tuple(reading for reading in found if reading is not None)


def _open(doubt: Doubt, pointers: list[str], terms: Terms, *, as_of: date, bill: Bill) -> Reading:
    wording = wording_of(doubt.pointer)
    patches = [_answers(doubt.pointer, value, pointers) for _, value in doubt.options]
    horizon = _horizon(doubt.pointer, terms, as_of)
    outcomes = [tuple(bill(patch, horizon)) for patch in patches]
    return Reading(
        pointer=doubt.pointer,
        question=doubt.question,
        rule=wording.rule,
        settled_by=wording.settled_by,
        ask=wording.ask,
        difference=_spread(outcomes),
        options=_options(
            [(words, wording.sentences.get(value)) for words, value in doubt.options], patches, outcomes
        ),
    )


def _assumed(
    assumption: Assumption, terms: Terms, *, as_of: date, bill: Bill, supposing: bool
) -> Reading | None:
    patches = [choice.patch for choice in assumption.choices]
    conduct = SUPPOSED.get(assumption.supposing or "") if supposing else None
    horizon = _horizon(assumption.pointer, terms, as_of)
    outcomes = [tuple(bill(patch, horizon, conduct=conduct)) for patch in patches]
    options = _options(
        [(choice.reading, choice.settled_by) for choice in assumption.choices], patches, outcomes
    )
    if not any(option.example for option in options):
        return None
    return Reading(
        pointer=assumption.pointer,
        question=assumption.question + (f" {SUPPOSITION[conduct]}" if conduct else ""),
        options=options,
        chosen=assumption.choices[0].reading,
        rule=assumption.rule,
        difference=_spread(outcomes),
        settled_by=assumption.settled_by,
        ask=assumption.ask,
    )


def _answers(pointer: str, value: str, pointers: list[str]) -> Patch:
    """The value at the pointer; discounts of one contract are all read alike."""
    alike = (
        [at for at in pointers if at.startswith("/discounts/")] if pointer.startswith("/discounts/") else []
    )
    return tuple({"op": "replace", "path": at, "value": value} for at in dict.fromkeys([pointer, *alike]))


def _horizon(pointer: str, terms: Terms, as_of: date) -> date:
    """The day to measure on: a minimum is known only once its windows have ended."""
    if not pointer.startswith(MEASURED_BY_WINDOW):
        return as_of
    return max(end_of(terms) or as_of, as_of)


def _options(
    words: Sequence[tuple[str, str | None]],
    patches: Sequence[Patch],
    outcomes: Sequence[tuple[BillingLine, ...]],
) -> tuple[ReadingOption, ...]:
    first, examples = total_of(outcomes[0]), _examples(outcomes)
    return tuple(
        ReadingOption(
            reading=reading,
            total=total_of(lines),
            difference=total_of(lines) - first,
            patch=patch,
            settled_by=sentence,
            example=example,
        )
        for (reading, sentence), patch, lines, example in zip(words, patches, outcomes, examples, strict=True)
    )


def _spread(outcomes: Sequence[tuple[BillingLine, ...]]) -> Decimal:
    totals = [total_of(lines) for lines in outcomes]
    return max(totals) - min(totals)


def _examples(outcomes: Sequence[tuple[BillingLine, ...]]) -> list[str | None]:
    """The first line, in bill order, on which the readings part, as each has it."""
    found = [{line.id: line for line in lines} for lines in outcomes]
    for name in dict.fromkeys(line.id for lines in outcomes for line in lines):
        shown = [_shown(lines.get(name)) for lines in found]
        if len(set(shown)) > 1:
            return [f"{name}: {_told(state)}" for state in shown]
    return [None] * len(outcomes)


def _shown(line: BillingLine | None) -> Shown | None:
    return (line.amount, line.bill_on, line.due_on) if line else None


def _told(state: Shown | None) -> str:
    if state is None:
        return "not billed"
    amount, bill_on, due_on = state
    told = "not known yet" if amount is None else f"{amount}"
    told += f" on {bill_on}" if bill_on else ""
    return told + (f", due {due_on}" if due_on else "")


def total_of(lines: Iterable[BillingLine]) -> Decimal:
    """What is billed in all; write-downs are not."""
    return sum((line.amount or Decimal(0) for line in lines if line.kind != "write_down"), Decimal(0))
