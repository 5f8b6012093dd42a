"""What a contract leaves to the firm that bills: rounding, the calendar of holidays, how lines earn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from models.money import Rounding
from models.terms import Line

RevenueMethod = Literal["straight_line", "milestone", "input", "as_invoiced"]


def as_billed(_: Line) -> RevenueMethod | None:
    """No method of its own: a line earns by its billing method."""
    return None


@dataclass(frozen=True, slots=True)
class Conventions:
    """The conventions of a firm; those of the data contract where nothing is said.

    Attributes:
        rounding: What becomes of half a minor unit.
        calendar: The place whose public holidays count, in place of the governing law's.
        method_of: How a contract line earns; None leaves it to its billing method.
    """

    rounding: Rounding = "half_up"
    calendar: str | None = None
    method_of: Callable[[Line], RevenueMethod | None] = as_billed


STANDARD = Conventions()
