"""The shape of an assumption, and what its finders share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from models.schedule import Asked
from models.terms import Terms

Told = tuple[str, object, str]
"""The words of a reading, the value that takes it, and the sentence that would state it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading: its words, the sentence that would state it, and the operations that take it."""

    reading: str
    settled_by: str
    patch: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Assumption:
    """A point that the contract leaves open; the first choice is the conventions'.

    Attributes:
        supposing: How the customer is taken to pay where the reading only matters then.
    """

    pointer: str
    question: str
    rule: str
    ask: Asked
    settled_by: str
    choices: tuple[Choice, ...]
    supposing: Literal["late", "early"] | None = None


Find = Callable[[Terms], Iterator[Assumption]]


def put(pointer: str, value: object) -> dict[str, Any]:
    """The operation that states a value."""
    return {"op": "replace", "path": pointer, "value": value}


def choices(pointer: str, *told: Told) -> tuple[Choice, ...]:
    """The choices among the values of one term, the conventions' first."""
    return tuple(Choice(words, sentence, (put(pointer, value),)) for words, value, sentence in told)
