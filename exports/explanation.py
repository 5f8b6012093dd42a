"""A proof as people read it: each figure named, with its arithmetic, its origin and the quoted clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from exports.presentation import evidence_at, label_of
from models.extraction import Evidence, Extraction
from models.schedule import BillingLine, Schedule
from models.working import Parameter, Step, Working, exact

MOST_PARTS = 200
"""A sum of more parts than this shows so many."""
HOW = {
    "sum": "sum",
    "difference": "the first less the rest",
    "product": "product",
    "quotient": "the first divided by the second",
    "minimum": "the least",
    "maximum": "the greatest",
}
MODES = {"half_up": "half up", "half_even": "half to even", "up": "up", "down": "down"}
SHOWN_DIGITS = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Node:
    """A figure of a proof.

    Attributes:
        value: As it is written; with a sign of approximation where its decimals do not end.
        how: The operation on the parts, or where the figure comes from.
        rule: The rule that adds this step, where it is another than the line's.
        evidence: The quotes that state it.
        more: How many further parts are not shown.
    """

    name: str
    value: str
    how: str
    rule: str | None = None
    evidence: tuple[Evidence, ...] = ()
    parts: tuple[Node, ...] = ()
    more: int = 0


def explain(line: BillingLine, schedule: Schedule, extraction: Extraction | None) -> Node | None:
    """The working of a line's amount; None where the amount is not known."""
    if line.proof.working is None:
        return None
    others = {other.id: other for other in schedule.billing}
    return _node(line.proof.working, others, extraction)


def _node(working: Working, others: Mapping[str, BillingLine], extraction: Extraction | None) -> Node:
    if isinstance(working, Parameter):
        return _leaf(working, others, extraction)
    shown = working.parts[:MOST_PARTS]
    return Node(
        name=working.name,
        value=_value(working),
        how=_how(working),
        rule=working.rule,
        parts=tuple(_node(part, others, extraction) for part in shown),
        more=len(working.parts) - len(shown),
    )


def _leaf(leaf: Parameter, others: Mapping[str, BillingLine], extraction: Extraction | None) -> Node:
    value = f"{leaf.value:f}"
    match leaf.source:
        case "term":
            return Node(leaf.name, value, label_of(leaf.ref), evidence=evidence_at(extraction, leaf.ref))
        case "event":
            return Node(leaf.name, value, f"event {leaf.ref}")
        case "line":
            other = others.get(leaf.ref)
            formula = f": {other.proof.formula}" if other else ""
            return Node(leaf.name, value, f"line {leaf.ref}{formula}")
        case "schedule":
            return Node(leaf.name, value, f"running total of {leaf.ref}")
        case "rule":
            return Node(leaf.name, value, f"constant of {leaf.ref}")


def _how(step: Step) -> str:
    if step.op != "round":
        return HOW[step.op]
    digits = "whole numbers" if not step.digits else f"{step.digits} digits"
    return f"rounded {MODES[step.mode or 'half_up']} to {digits}"


def _value(step: Step) -> str:
    if step.value is None:
        value = exact(step)
        near = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(SHOWN_DIGITS)
        return f"≈ {near:f}"
    return f"{step.value:f}" if step.op == "round" else _shortest(step.value)


def _shortest(value: Decimal) -> str:
    """Without the zeros that a product leaves at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
