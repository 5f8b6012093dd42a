"""What a table decides on facts: the rows that match, and what its hit policy makes of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Literal

from models.errors import InvalidPolicy
from policy.cell import Condition, Value, read_condition
from policy.facts import Fact
from policy.shape import DecisionColumn, DecisionTable

Facts = Mapping[str, Fact]
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
JOINED = "; "
LAST = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a table says.

    Attributes:
        outputs: By field; empty cells say nothing.
        rows: The rows that decide, from 1.
        trouble: 'gap' where no row matches, 'overlap' where several do that may not.
    """

    outputs: dict[str, str] = field(default_factory=dict)
    rows: tuple[int, ...] = ()
    trouble: Literal["gap", "overlap"] | None = None


def decide(table: DecisionTable, facts: Facts) -> Decision:
    """What the table decides on these facts.

    Raises:
        InvalidPolicy: A cell of the table cannot be read; the message names it.
    """
    known = [fact_of(facts.get(name), column) for name, column in _conditions(table)]
    matching = [
        number
        for number, row in enumerate(conditions_of(table), 1)
        if all(condition.matches(value) for condition, value in zip(row, known, strict=True))
    ]
    return settle(table, matching, facts)


def settle(table: DecisionTable, matching: Sequence[int], facts: Facts) -> Decision:
    """What the hit policy makes of the rows that match."""
    if not matching:
        return Decision(trouble=None if table.hit == "collect" else "gap")
    if table.hit == "collect":
        return Decision(_collected(table, matching, facts), tuple(matching))
    chosen = [matching[0]] if table.hit == "first" else list(matching)
    if table.hit == "priority":
        least = min(priority_of(table, number) for number in matching)
        chosen = [number for number in matching if priority_of(table, number) == least]
    if len(chosen) > 1:
        return Decision(rows=tuple(chosen), trouble="overlap")
    return Decision(_outputs(table, chosen[0], facts), tuple(chosen))


def conditions_of(table: DecisionTable) -> list[list[Condition]]:
    """The conditions of each row.

    Raises:
        InvalidPolicy: A cell cannot be read.
    """
    return [[_read(table, number, place) for place in table.places("in")] for number in _numbers(table)]


def priority_of(table: DecisionTable, number: int) -> Decimal:
    """The rank of a row, 1 going first; a row without one goes last.

    Raises:
        InvalidPolicy: It is not a number.
    """
    text = table.rows[number - 1][table.places("priority")[0]].strip()
    try:
        return Decimal(text) if text else LAST
    except InvalidOperation:
        raise InvalidPolicy(f"table {table.id}, row {number}: the priority is not a number") from None


def fact_of(value: Fact, column: DecisionColumn) -> Value:
    """A fact as the column's conditions see it; a number that is none is missing."""
    if isinstance(value, bool):
        return str(value).lower()
    if column.type != "number" or value is None or isinstance(value, Decimal):
        return value
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _numbers(table: DecisionTable) -> range:
    return range(1, len(table.rows) + 1)


def _conditions(table: DecisionTable) -> list[tuple[str, DecisionColumn]]:
    return [(table.columns[place].field or "", table.columns[place]) for place in table.places("in")]


def _read(table: DecisionTable, number: int, place: int) -> Condition:
    column = table.columns[place]
    try:
        return read_condition(table.rows[number - 1][place], column.type)
    except InvalidPolicy as error:
        raise InvalidPolicy(f"table {table.id}, row {number}, column {column.field}: {error}") from None


def _outputs(table: DecisionTable, number: int, facts: Facts) -> dict[str, str]:
    row = table.rows[number - 1]
    cells = {table.columns[place].field or "": row[place].strip() for place in table.places("out")}
    return {name: filled(text, facts) for name, text in cells.items() if text}


def _collected(table: DecisionTable, numbers: Sequence[int], facts: Facts) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for number in numbers:
        for name, text in _outputs(table, number, facts).items():
            found.setdefault(name, []).append(text)
    return {name: JOINED.join(dict.fromkeys(texts)) for name, texts in found.items()}


def filled(text: str, facts: Facts) -> str:
    """The text with each {fact} in it; a missing one leaves nothing.

    >>> filled("{contract.reference}-{line.id}", {"contract.reference": "SOW-7", "line.id": "1"})
    'SOW-7-1'
    """

    def shown(found: re.Match[str]) -> str:
        value = facts.get(found[1])
        return "" if value is None else str(value)

    return PLACEHOLDER.sub(shown, text)
