"""Apply a version's tables to a contract: for the contract, for each line, for each billing line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from models.finding_kind import FindingCode
from policy.decide import decide
from policy.facts import Fact
from policy.shape import DecisionTable, PolicyVersion, Scope

ENGINE_FIELDS = frozenset({"rounding", "calendar", "revenue_method"})
"""What the engine follows; it is not booked."""
SHOWN_FACTS = 6


@dataclass(frozen=True, slots=True)
class Trouble:
    """A table that decides nothing on some facts, because none of its rows matches, or too many do."""

    code: FindingCode
    message: str


@dataclass(frozen=True, slots=True)
class Codes:
    """What the tables of one scope decide, and where they do not."""

    outputs: dict[str, str]
    troubles: tuple[Trouble, ...] = ()


def apply_tables(version: PolicyVersion, scope: Scope, facts: Mapping[str, Fact]) -> Codes:
    """What the tables for a scope decide, in their order; later ones see what earlier ones decide.

    Raises:
        InvalidPolicy: A cell of a table cannot be read.
    """
    known = dict(facts)
    outputs: dict[str, str] = {}
    troubles: list[Trouble] = []
    for table in version.tables:
        if table.decides != scope:
            continue
        decision = decide(table, known)
        if decision.trouble:
            troubles.append(_trouble(version, table, known, kind=decision.trouble, rows=decision.rows))
        outputs |= decision.outputs
        known |= decision.outputs
    return Codes(outputs, tuple(troubles))


def _trouble(
    version: PolicyVersion,
    table: DecisionTable,
    facts: Mapping[str, Fact],
    *,
    kind: Literal["gap", "overlap"],
    rows: tuple[int, ...],
) -> Trouble:
    fields = [name for name in table.fields("in") if facts.get(name) is not None][:SHOWN_FACTS]
    given = ", ".join(f"{name} = {facts[name]}" for name in fields) or "none of its facts"
    what = f"has no row for {given}" if kind == "gap" else f"has rows {', '.join(map(str, rows))} for {given}"
    message = f"policy table {table.id} ({version.version}) {what}; correct the table, its codes stay empty"
    return Trouble("policy_gap" if kind == "gap" else "policy_overlap", message)
