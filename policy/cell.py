"""A condition in a cell: empty for anything, values, comparisons, ranges, or not(...).

(empty), -          anything, a missing fact too
USD, EUR            one of these
"Acme, Inc."        a text with a comma, quoted
>= 1000, [5..10)    a comparison; a range whose round end is left out
not(USD)            anything else; a missing fact is not
null                the fact is missing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from models.errors import InvalidPolicy

Value = str | Decimal | None
Operator = Literal["=", "!=", "<", "<=", ">", ">="]
COMPARISON = re.compile(r"^(<=|>=|!=|==|<|>|=)\s*(.+)$")
RANGE = re.compile(r"^([\[(])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])])$")
NEGATION = re.compile(r"^not\s*\((.*)\)$", re.DOTALL)
ANYTHING = frozenset({"", "-"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison with a value."""

    operator: Operator
    value: Value

    def holds(self, found: Value) -> bool:
        """Whether a fact compares so; facts of another kind do not."""
        if self.operator == "=":
            return found == self.value
        if self.operator == "!=":
            return found is not None and found != self.value
        if not isinstance(found, Decimal) or not isinstance(self.value, Decimal):
            return False
        if self.operator == "<":
            return found < self.value
        if self.operator == "<=":
            return found <= self.value
        return found > self.value if self.operator == ">" else found >= self.value


@dataclass(frozen=True, slots=True)
class Condition:
    """Any of several tests, each of which is one or more comparisons that must all hold."""

    tests: tuple[tuple[Comparison, ...], ...] = ()
    negated: bool = False

    @property
    def is_open(self) -> bool:
        """Whether anything matches."""
        return not self.tests

    def matches(self, found: Value) -> bool:
        """Whether a fact meets the condition."""
        if self.is_open:
            return True
        met = any(all(comparison.holds(found) for comparison in test) for test in self.tests)
        return (found is not None and not met) if self.negated else met

    def values(self) -> list[Value]:
        """Every value that the condition names."""
        return [comparison.value for test in self.tests for comparison in test]


@lru_cache(maxsize=4096)
def read_condition(text: str, kind: Literal["text", "number", "boolean"]) -> Condition:
    """The condition that a cell states.

    Raises:
        InvalidPolicy: It is none; the message says why.
    """
    stripped = text.strip()
    if stripped in ANYTHING:
        return Condition()
    if negation := NEGATION.match(stripped):
        return Condition(tuple(_test(part, kind) for part in split_list(negation[1])), negated=True)
    return Condition(tuple(_test(part, kind) for part in split_list(stripped)))


def split_list(text: str) -> list[str]:
    """The parts between commas that stand outside quotes and brackets, with their quotes."""
    parts, depth, quoted, start = [], 0, False, 0
    for at, char in enumerate(text):
        quoted ^= char == '"'
        depth += not quoted and char in "[("
        depth -= not quoted and char in "])"
        if char == "," and not quoted and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part.strip() for part in parts]


def _test(text: str, kind: str) -> tuple[Comparison, ...]:
    if not text:
        raise InvalidPolicy("a value is missing between commas")
    if text == "null":
        return (Comparison("=", None),)
    if kind == "number" and (bounds := RANGE.match(text)):
        low, high = _number(bounds[2]), _number(bounds[3])
        return (
            Comparison(">=" if bounds[1] == "[" else ">", low),
            Comparison("<=" if bounds[4] == "]" else "<", high),
        )
    if not text.startswith('"') and (found := COMPARISON.match(text)):
        return (_compared(found[1], found[2], kind),)
    return (Comparison("=", _value(text, kind)),)


def _compared(sign: str, text: str, kind: str) -> Comparison:
    operators: dict[str, Operator] = {"=": "=", "==": "=", "!=": "!="}
    ordered: dict[str, Operator] = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}
    if sign in operators:
        return Comparison(operators[sign], _value(text, kind))
    if kind != "number":
        raise InvalidPolicy(f"{sign} needs a column of type number")
    return Comparison(ordered[sign], _number(text))


def _value(text: str, kind: str) -> Value:
    if kind == "number":
        return _number(text)
    if kind == "boolean" and text not in {"true", "false"}:
        raise InvalidPolicy(f"{text} is neither true nor false")
    return unquoted(text)


def unquoted(text: str) -> str:
    """The text without the quotes around it."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.replace("_", ""))
    except InvalidOperation:
        raise InvalidPolicy(f"{text} is not a number") from None
    if not number.is_finite():
        raise InvalidPolicy(f"{text} is not a number")
    return number
