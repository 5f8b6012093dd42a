"""What a contract may leave unsaid and the conventions decide: each with the other ways to read it.

Nothing is held for these. A finder looks at terms and yields an assumption only where the contract has the
clause and leaves the point open; the first choice is the one that the conventions take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from models.pointer import join
from models.schedule import Asked
from models.terms import Cap, Terms


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading: its words, the sentence that would state it, and the operations that take it."""

    reading: str
    settled_by: str
    patch: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Assumption:
    """A point that the contract leaves open; the first choice is the conventions'."""

    pointer: str
    question: str
    rule: str
    ask: Asked
    settled_by: str
    choices: tuple[Choice, ...]


WINDOWS_A_YEAR: dict[str, int] = {"month": 12, "quarter": 4, "half_year": 2}
Find = Callable[[Terms], Iterator[Assumption]]


def assumptions_of(terms: Terms) -> Iterator[Assumption]:
    """Every assumption that these terms give rise to, in the order of the terms."""
    for find in FINDERS:
        yield from find(terms)


def put(pointer: str, value: object) -> dict[str, Any]:
    """The operation that states a value."""
    return {"op": "replace", "path": pointer, "value": value}


def cap_scopes(terms: Terms) -> Iterator[Assumption]:
    """R10: a hard limit that does not say for what and for how long it holds."""
    for at, cap in enumerate(terms.caps):
        yield from _cap_scope(cap, join("caps", at, "scope"), "for the whole contract", "contract")
    for position, line in enumerate(terms.lines):
        for at, cap in enumerate(line.caps):
            pointer = join("lines", position, "caps", at, "scope")
            yield from _cap_scope(cap, pointer, "for the whole workstream", "line")


def _cap_scope(cap: Cap, pointer: str, whole: str, scope: str) -> Iterator[Assumption]:
    if cap.scope is not None or cap.role is not None or cap.behaviour != "hard":
        return
    yield Assumption(
        pointer,
        "For what and for how long does the limit hold?",
        "R10",
        "contract owner",
        f"The limit holds [{whole}, over the term | for each calendar month].",
        (
            Choice(whole, f"The limit holds once, {whole}, over the term.", (put(pointer, scope),)),
            Choice("for each month", "The limit holds for each calendar month.", (put(pointer, "month"),)),
        ),
    )


def carry_forward(terms: Terms) -> Iterator[Assumption]:
    """R17: whether what one window has above the minimum helps the next."""
    minimum = terms.minimum_commitment
    if minimum is None or minimum.carry_forward is not None or minimum.period in {None, "term"}:
        return
    pointer = "/minimum_commitment/carry_forward"
    alone, carried = put(pointer, value=False), put(pointer, value=True)
    whole: tuple[Choice, ...] = ()
    if minimum.amount is not None and minimum.period in WINDOWS_A_YEAR:
        yearly = put("/minimum_commitment/amount", str(minimum.amount * WINDOWS_A_YEAR[minimum.period]))
        words = "The minima of the windows of a year are measured together at the end of the year."
        whole = (
            Choice(
                "the windows of a year together",
                words,
                (alone, put("/minimum_commitment/period", "year"), yearly),
            ),
        )
    yield Assumption(
        pointer,
        "Does what one window has above the minimum count for the next?",
        "R17",
        "contract owner",
        "Fees above the minimum of one window [do not count | count] towards the minimum of later windows"
        " [; they are measured together for each year].",
        (
            Choice(
                "each window by itself",
                "Fees above the minimum of one window do not count towards any other.",
                (alone,),
            ),
            Choice(
                "the excess carries forward",
                "Fees above the minimum of one window count towards the minimum of later windows.",
                (carried,),
            ),
            *whole,
        ),
    )


FINDERS: tuple[Find, ...] = (cap_scopes, carry_forward)
