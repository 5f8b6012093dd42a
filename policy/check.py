"""What is wrong with a version's tables before any contract meets it: gaps, overlaps, rows that never decide.

The facts are split where the rows' conditions split them, so that the check sees every case once and names an
example of it. Tables of a size that nobody reads are checked only in part, and the finding says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from pydantic import Field

from models.errors import InvalidPolicy
from models.shape import Shape
from policy.cell import Condition, Value
from policy.decide import PLACEHOLDER, conditions_of, settle
from policy.facts import FACTS
from policy.shape import DecisionColumn, DecisionTable, PolicyVersion

MOST_CASES = 20_000
MOST_EXAMPLES = 5
OTHER = "(anything else)"
Kind = Literal["gap", "overlap", "unreachable", "cell", "fact", "value", "untested", "unchecked"]
ALLOWED: dict[str, tuple[str, ...]] = {
    "rounding": ("half_up", "half_even"),
    "revenue_method": ("straight_line", "milestone", "input", "as_invoiced"),
}
DECIDED_FOR = {"rounding": "contract", "calendar": "contract", "revenue_method": "line"}


class PolicyFinding(Shape):
    """Something wrong with a table.

    Attributes:
        rows: The rows it is about, from 1.
        example: Facts on which it shows; null stands for a missing fact.
    """

    version: str
    table: str
    kind: Kind
    severity: Literal["error", "warning"]
    message: str
    rows: tuple[int, ...] = ()
    example: dict[str, str | None] = Field(default_factory=dict)


@dataclass(slots=True)
class Walk:
    """The way through the cases of a table: what was seen, and the example of each outcome."""

    table: DecisionTable
    conditions: list[list[Condition]]
    samples: list[list[Value]]
    cases: int = 0
    seen: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)
    gaps: list[list[Value]] = field(default_factory=list)
    overlaps: dict[tuple[int, ...], list[Value]] = field(default_factory=dict)
    deciding: set[int] = field(default_factory=set)

    def go(self, live: tuple[int, ...], so_far: list[Value]) -> None:
        """Split by the next column; the rows still alive are all that matters from here on."""
        self.cases += 1
        place = len(so_far)
        if self.cases > MOST_CASES or (live and (place, live) in self.seen):
            return
        self.seen.add((place, live))
        if not live:
            self._miss(so_far)
            return
        if place == len(self.samples):
            self._arrive(live, so_far)
            return
        for value in self.samples[place]:
            left = tuple(number for number in live if self.conditions[number - 1][place].matches(value))
            self.go(left, [*so_far, value])

    def _miss(self, so_far: list[Value]) -> None:
        """No row is left, whatever the other columns hold."""
        if self.table.hit != "collect":
            self.gaps.append([*so_far, *(samples[0] for samples in self.samples[len(so_far) :])])

    def _arrive(self, live: tuple[int, ...], values: list[Value]) -> None:
        decision = settle(self.table, live, {})
        self.deciding |= set(decision.rows)
        if decision.trouble:
            self.overlaps.setdefault(decision.rows, values)


def check_tables(version: PolicyVersion) -> tuple[PolicyFinding, ...]:
    """Everything that is wrong with the tables of a version, table by table."""
    found: list[PolicyFinding] = []
    facts = set(FACTS)
    for table in version.tables:
        found += [_in(version, table, finding) for finding in _check(table, facts)]
        facts |= set(table.fields("out"))
    return tuple(found)


def _in(version: PolicyVersion, table: DecisionTable, finding: PolicyFinding) -> PolicyFinding:
    return finding.model_copy(
        update={
            "version": version.version,
            "table": table.id,
            "message": f"{table.id} ({version.version}): {finding.message}",
        }
    )


def _check(table: DecisionTable, facts: set[str]) -> Iterator[PolicyFinding]:
    yield from _unknown_facts(table, facts)
    yield from _wrong_values(table)
    if not table.tests:
        yield _finding("untested", "warning", "no test stands beside it; add rows of facts and results")
    try:
        conditions = conditions_of(table)
        walk = Walk(
            table, conditions, [_samples(table, conditions, at) for at in range(len(table.places("in")))]
        )
        walk.go(tuple(range(1, len(table.rows) + 1)), [])
    except InvalidPolicy as error:
        yield _finding("cell", "error", f"{error}; correct the cell")
        return
    yield from _told(walk)


def _told(walk: Walk) -> Iterator[PolicyFinding]:
    for values in walk.gaps[:MOST_EXAMPLES]:
        example = _example(walk.table, values)
        message = f"no row matches {_words(example)}; add a row for it, or one with '-' everywhere"
        yield _finding("gap", "error", message, example=example)
    for rows, values in list(walk.overlaps.items())[:MOST_EXAMPLES]:
        example = _example(walk.table, values)
        how = "with the same priority" if walk.table.hit == "priority" else "and only one may"
        message = f"rows {_listed(rows)} match {_words(example)} {how}; narrow one of them"
        yield _finding("overlap", "error", message, rows=rows, example=example)
    if walk.cases > MOST_CASES:
        yield _finding("unchecked", "warning", "too many combinations to check them all; split the table")
        return
    for number in range(1, len(walk.table.rows) + 1):
        if number not in walk.deciding:
            message = f"row {number} never decides, since other rows take all its cases; move or drop it"
            yield _finding("unreachable", "warning", message, rows=(number,))


def _unknown_facts(table: DecisionTable, facts: set[str]) -> Iterator[PolicyFinding]:
    for name in table.fields("in"):
        if name not in facts:
            message = f"there is no fact {name!r}; use a known one, or what an earlier table decides"
            yield _finding("fact", "error", message)
    for number, row in enumerate(table.rows, 1):
        for place in table.places("out"):
            for name in PLACEHOLDER.findall(row[place]):
                if name not in facts:
                    yield _finding(
                        "fact", "error", f"row {number} uses an unknown fact {name!r}", rows=(number,)
                    )


def _wrong_values(table: DecisionTable) -> Iterator[PolicyFinding]:
    """Results that the engine knows must be ones that it can follow, for what it asks them of."""
    for place in table.places("out"):
        name = table.columns[place].field or ""
        if table.decides != DECIDED_FOR.get(name, table.decides):
            message = f"{name} is decided for each {DECIDED_FOR[name]}, not for each {table.decides}"
            yield _finding("value", "error", message)
        for number, row in enumerate(table.rows, 1):
            text = row[place].strip()
            if name in ALLOWED and text and text not in ALLOWED[name]:
                message = f"row {number}: {name} is one of {', '.join(ALLOWED[name])}"
                yield _finding("value", "error", message, rows=(number,))


def _samples(table: DecisionTable, conditions: Sequence[list[Condition]], at: int) -> list[Value]:
    """One value for every way that a column's conditions can tell facts apart."""
    column = table.columns[table.places("in")[at]]
    named = list(
        dict.fromkeys(value for row in conditions for value in row[at].values() if value is not None)
    )
    missing: list[Value] = [None] if column.may_be_missing else []
    if column.type == "number":
        return [*_numbers([value for value in named if isinstance(value, Decimal)], column), *missing]
    if column.type == "boolean":
        return ["true", "false", *missing]
    if column.values is not None:
        return [*column.values, *missing]
    return [*named, OTHER, *missing]


def _numbers(named: list[Decimal], column: DecisionColumn) -> list[Value]:
    """Each number named, one between each two, one below and one above."""
    known = sorted({*named, *([column.minimum] if column.minimum is not None else [])})
    if not known:
        return [Decimal(0)]
    between = [(low + high) / 2 for low, high in pairwise(known)]
    below = [] if column.minimum is not None else [known[0] - 1]
    found = [*below, *known, *between, known[-1] + 1]
    return [number for number in sorted(found) if column.minimum is None or number >= column.minimum]


def _example(table: DecisionTable, values: Sequence[Value]) -> dict[str, str | None]:
    shown = (None if value is None else str(value) for value in values)
    return dict(zip(table.fields("in"), shown, strict=True))


def _words(example: dict[str, str | None]) -> str:
    return ", ".join(f"{name} = {'missing' if value is None else value}" for name, value in example.items())


def _listed(rows: Sequence[int]) -> str:
    return f"{', '.join(map(str, rows[:-1]))} and {rows[-1]}"


def _finding(
    kind: Kind,
    severity: Literal["error", "warning"],
    message: str,
    *,
    rows: Sequence[int] = (),
    example: dict[str, str | None] | None = None,
) -> PolicyFinding:
    return PolicyFinding(
        version="",
        table="",
        kind=kind,
        severity=severity,
        message=message,
        rows=tuple(rows),
        example=example or {},
    )
