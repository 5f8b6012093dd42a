"""What every export shows of a contract: totals, terms in words, and the clauses behind each amount."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models import pointer as pointers
from models.extraction import Evidence, Extraction
from models.schedule import BillingLine, Schedule

FIRST_CODES = ("entity", "item_code", "ledger_account", "tax_code")
NEVER_BILLED = frozenset({"write_down"})
MOST_QUOTES = 4
"""A pointer to a whole clause opens to this many quotes of the terms inside it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A term that an amount rests on, with the words that state it."""

    pointer: str
    label: str
    value: str | None
    evidence: tuple[Evidence, ...]


def is_billed(line: BillingLine) -> bool:
    """Whether the line's amount counts: it is known, will stand on an invoice and is not cancelled."""
    return line.amount is not None and line.kind not in NEVER_BILLED and line.status != "cancelled"


def totals_by_currency(lines: Iterable[BillingLine]) -> dict[str, Decimal]:
    """The sum of the billed lines, by currency; '' where the currency is not known."""
    totals: dict[str, Decimal] = {}
    for line in lines:
        if is_billed(line) and line.amount is not None:
            key = line.currency or ""
            totals[key] = totals.get(key, Decimal(0)) + line.amount
    return totals


def code_columns(schedule: Schedule) -> tuple[str, ...]:
    """The names of the codes that a policy gave to billing lines, the usual ones first."""
    found = dict.fromkeys(name for line in schedule.billing for name in line.coding or {})
    return (*(name for name in FIRST_CODES if name in found), *(n for n in found if n not in FIRST_CODES))


def contract_value(schedule: Schedule, extraction: Extraction | None) -> Decimal | None:
    """The stated total price, else the project's budget."""
    stated = extraction.terms.contract_value if extraction else None
    return stated if stated is not None else schedule.project.budget


def label_of(pointer: str) -> str:
    """A pointer in words.

    >>> label_of("/lines/0/milestones/1/due_date")
    'Line 1 > Milestone 2 > Due date'
    """
    words: list[str] = []
    for part in pointers.split(pointer):
        if part.isdecimal() and words:
            words[-1] = f"{_singular(words[-1])} {int(part) + 1}"
        else:
            words.append(part.replace("_", " ").capitalize())
    return " > ".join(words)


def _singular(word: str) -> str:
    if word == "Parties":
        return "Party"
    return word.removesuffix("s")


def stated_terms(extraction: Extraction) -> list[Ground]:
    """Every stated term with its evidence, in the contract's order."""
    values = extraction.terms.model_dump(mode="json", exclude_none=True)
    return [
        Ground(at, label_of(at), shown_value(value), extraction.evidence.get(at, ()))
        for at, value in _leaves(values, "")
    ]


def _leaves(value: Any, at: str) -> Iterable[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, at + pointers.join(key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, at + pointers.join(index))
    else:
        yield at, value


def shown_value(value: Any) -> str | None:
    """A term's value as people read it; None for an object or a list."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, dict | list | tuple):
        return None
    return str(value)


def grounds_of(line: BillingLine, extraction: Extraction | None) -> list[Ground]:
    """The terms that a line's proof points at, each with its quoted clauses."""
    values = extraction.terms.model_dump(mode="json") if extraction else {}
    return [
        Ground(at, label_of(at), shown_value(_value_at(values, at)), evidence_at(extraction, at))
        for at in line.proof.pointers
        if at.startswith("/")
    ]


def _value_at(values: Any, at: str) -> Any:
    return pointers.resolve(values, at)


def evidence_at(extraction: Extraction | None, pointer: str) -> tuple[Evidence, ...]:
    """The evidence of a term, else of the terms inside it, else of the nearest one around it."""
    if extraction is None:
        return ()
    if found := extraction.evidence.get(pointer):
        return found
    inside = [
        entry for at, group in extraction.evidence.items() if at.startswith(pointer + "/") for entry in group
    ]
    if inside:
        return tuple(inside[:MOST_QUOTES])
    around = pointer.rpartition("/")[0]
    return evidence_at(extraction, around) if around.count("/") > 1 else ()
