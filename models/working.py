"""The working behind an amount: the arithmetic as a tree, each figure with the place it comes from.

    round to 2 digits              50000.00
      quotient                     50000
        product                    5000000.00
          percent                  25          /lines/0/milestones/0/percent
          total                    200000.00   /contract_value
        hundred                    100

`models.replay` evaluates it again from its leaves alone.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)
from fractions import Fraction
from functools import cache, reduce
from typing import Annotated, Any, Literal

from pydantic import Field

from models.money import minor_digits, rounding_mode
from models.shape import ExactString, Shape

Source = Literal["term", "event", "line", "schedule", "rule"]
Operation = Literal["sum", "difference", "product", "quotient", "minimum", "maximum", "round"]
Mode = Literal["half_up", "half_even", "up", "down"]
TERMINATING = Context(prec=60, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
DECIMAL_MODES: dict[Mode, str] = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "up": ROUND_CEILING,
    "down": ROUND_FLOOR,
}
EXACT = Context(prec=400)
"""Digits enough for every product and sum of stated figures; what does not end is a Fraction."""


CONFIG = Shape.model_config
IF_STATED = Field(exclude_if=lambda it: it is None)
# Parameters and steps are plain dataclasses: the rules make many, and what they make needs no validation.


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure that an amount rests on, and where it comes from.

    Attributes:
        name: What it is, in the contract's terms: 'percent', 'hours', 'cap'.
        source: term, event, line (another line of the schedule), schedule (a running total of the lines
            before), or rule (a constant, or days counted in a calendar).
        ref: The term's JSON Pointer, the event's id, the line's id, the running total's name, the rule's id.
    """

    __pydantic_config__ = CONFIG

    name: str
    value: ExactString
    source: Source
    ref: str


@dataclass(frozen=True, slots=True)
class Step:
    """One operation on the parts below it.

    Attributes:
        op: difference takes all later parts from the first, quotient divides the first by the second.
        value: What it comes to; None where the decimals do not end, which a step above rounds.
        digits: Of a rounding: the digits that stay after the point.
        mode: Of a rounding: half_up (ties away from zero), half_even, up or down (always).
        rule: The rule that adds this step, where it is another than the proof's.
    """

    __pydantic_config__ = CONFIG

    name: str
    op: Operation
    value: ExactString | None
    parts: Annotated[tuple[Working, ...], Field(min_length=1)]
    digits: Annotated[Annotated[int, Field(ge=0, le=12)] | None, IF_STATED] = None
    mode: Annotated[Mode | None, IF_STATED] = None
    rule: Annotated[str | None, IF_STATED] = None


Working = Annotated[Parameter | Step, Field(union_mode="left_to_right")]


def term(name: str, value: Decimal | int, pointer: str) -> Parameter:
    """A figure that the contract states."""
    return Parameter(name, Decimal(value), "term", pointer)


def reported(name: str, value: Decimal | int, event: str) -> Parameter:
    """A figure that an event brings."""
    return Parameter(name, Decimal(value), "event", event)


def from_line(name: str, value: Decimal | int, line: str) -> Parameter:
    """The amount of another line of the schedule."""
    return Parameter(name, Decimal(value), "line", line)


def so_far(name: str, value: Decimal | int, account: str) -> Parameter:
    """A running total of the schedule's lines before this one."""
    return Parameter(name, Decimal(value), "schedule", account)


def fixed(name: str, value: Decimal | int, rule: str) -> Parameter:
    """A constant, or days counted in a calendar."""
    return Parameter(name, Decimal(value), "rule", rule)


def total_of(parts: Iterable[Working], name: str = "sum") -> Working:
    """The sum of the parts; a part alone stands for itself, none is nothing."""
    parts = tuple(parts)
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    return Step(name, "sum", _folded(parts, EXACT.add, _sum), parts)


def times(*parts: Working, name: str = "product", rule: str | None = None) -> Step:
    """The product of the parts."""
    return Step(name, "product", _folded(parts, EXACT.multiply, _product), parts, rule=rule)


def less(first: Working, *rest: Working, name: str = "difference") -> Step:
    """The first part without the others."""
    parts = (first, *rest)
    return Step(name, "difference", _folded(parts, EXACT.subtract, _difference), parts)


def _folded(
    parts: Sequence[Working],
    decimal: Callable[[Decimal, Decimal], Decimal],
    fraction: Callable[[Sequence[Fraction]], Fraction],
) -> Decimal | None:
    """What the parts come to, one after the other: in decimals, or in fractions where one does not end."""
    rest = iter(parts)
    value = next(rest).value
    for part in rest:
        if value is None or part.value is None:
            return ending(fraction([exact(part) for part in parts]))
        value = decimal(value, part.value)
    return value


def over(first: Working, second: Working, name: str = "quotient") -> Step:
    """The first part divided by the second, which is not zero."""
    value = None
    if first.value is not None and second.value is not None:
        with suppress(ArithmeticError):
            value = TERMINATING.divide(first.value, second.value)
    if value is None:
        value = ending(exact(first) / exact(second))
    return Step(name=name, op="quotient", value=value, parts=(first, second))


def percent_of(percent: Working, base: Working, name: str = "share") -> Step:
    """A percent of a base, unrounded."""
    return over(times(base, percent), HUNDRED, name)


def least(*parts: Working, name: str = "the least", rule: str | None = None) -> Step:
    """The least of the parts."""
    return Step(name=name, op="minimum", value=min(parts, key=_size(parts)).value, parts=parts, rule=rule)


def most(*parts: Working, name: str = "the most") -> Step:
    """The greatest of the parts."""
    return Step(name=name, op="maximum", value=max(parts, key=_size(parts)).value, parts=parts)


def at_least_nothing(part: Working, name: str = "not below zero") -> Step:
    """The part where it is above zero."""
    return most(part, NOTHING, name=name)


def negative(part: Working, name: str = "taken off") -> Step:
    """The part with its sign turned."""
    return times(part, fixed("minus one", -1, "C1"), name=name)


def rounded_to(part: Working, digits: int, mode: Mode, *, name: str = "rounded") -> Step:
    """The part at so many digits after the point."""
    if part.value is None:
        value = round_fraction(exact(part), digits, mode)
    else:
        value = EXACT.add(part.value.quantize(_step(digits), DECIMAL_MODES[mode], EXACT), 0)
    return Step(name=name, op="round", value=value, parts=(part,), digits=digits, mode=mode)


def rounded(part: Working, currency: str | None, name: str = "to the minor unit") -> Step:
    """The part at the currency's minor unit, as money is rounded."""
    return rounded_to(part, minor_digits(currency), rounding_mode(), name=name)


@cache
def _step(digits: int) -> Decimal:
    return Decimal(1).scaleb(-digits)


def round_fraction(value: Fraction, digits: int, mode: Mode) -> Decimal:
    """The value at so many digits after the point; a tie goes away from zero, or to the even neighbour."""
    scaled = value * 10**digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if mode == "up":
        whole += bool(rest)
    elif mode in {"half_up", "half_even"}:
        ties_up = whole >= 0 if mode == "half_up" else whole % 2 == 1
        whole += 2 * rest > scaled.denominator or (2 * rest == scaled.denominator and ties_up)
    return EXACT.scaleb(Decimal(whole), -digits)


def _size(parts: Sequence[Working]) -> Callable[[Working], Any]:
    """How the parts compare: as decimals where all of them end, which is quicker."""
    return exact if any(part.value is None for part in parts) else _decimal


def _decimal(working: Working) -> Decimal | None:
    return working.value


def exact(working: Working) -> Fraction:
    """What a working comes to, exactly."""
    if working.value is not None:
        return Fraction(working.value)
    return apply(working, [exact(part) for part in working.parts])


def value_of(working: Working) -> Decimal:
    """What a working comes to as a decimal, to the context's precision where it does not end."""
    if working.value is not None:
        return working.value
    value = exact(working)
    return Decimal(value.numerator) / Decimal(value.denominator)


def apply(step: Step, values: Sequence[Fraction]) -> Fraction:
    """What an operation makes of the exact values of its parts.

    Raises:
        ZeroDivisionError: A quotient by zero.
    """
    if step.op == "round":
        return Fraction(round_fraction(values[0], step.digits or 0, step.mode or "half_up"))
    return OPERATIONS[step.op](values)


def _sum(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _product(values: Sequence[Fraction]) -> Fraction:
    return reduce(operator.mul, values)


def _difference(values: Sequence[Fraction]) -> Fraction:
    return values[0] - _sum(values[1:])


def _quotient(values: Sequence[Fraction]) -> Fraction:
    return reduce(operator.truediv, values)


OPERATIONS: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": _sum,
    "difference": _difference,
    "product": _product,
    "quotient": _quotient,
    "minimum": min,
    "maximum": max,
}


def ending(value: Fraction) -> Decimal | None:
    """The value as a decimal; None where its digits do not end."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest > 1:
        return None
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


NOTHING = fixed("nothing", 0, "C1")
HUNDRED = fixed("hundred", 100, "C1")
