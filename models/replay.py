"""Replay a working: do its arithmetic again from its leaves, and name every step that says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from models.schedule import Proof
from models.working import Parameter, Working, apply, ending


def replay(proof: Proof) -> Decimal | None:
    """The amount that a proof's leaves come to; None where it has no working or its decimals do not end."""
    if proof.working is None:
        return None
    values, _ = _evaluate(proof.working)
    return None if values is None else ending(values)


def contradictions(working: Working) -> Iterator[str]:
    """Every step whose stated value is not what its parts come to, innermost first."""
    _, found = _evaluate(working)
    yield from found


def _evaluate(working: Working) -> tuple[Fraction | None, list[str]]:
    """The value from the leaves alone, and what the steps state otherwise."""
    if isinstance(working, Parameter):
        return Fraction(working.value), []
    inner = [_evaluate(part) for part in working.parts]
    found = [text for _, texts in inner for text in texts]
    values = [value for value, _ in inner if value is not None]
    if len(values) < len(inner):
        return None, found
    try:
        value = apply(working, values)
    except ZeroDivisionError:
        return None, [*found, f"'{working.name}' divides by zero"]
    stated = None if working.value is None else Fraction(working.value)
    if stated != value and not (stated is None and ending(value) is None):
        text = f"'{working.name}' states {working.value}, its parts come to {ending(value) or value}"
        found.append(text)
    return value, found
