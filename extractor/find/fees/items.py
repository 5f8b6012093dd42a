"""Fee items: what each amount of a contract is, before they are put together into contract lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from models.document import Span

FeeKind = Literal[
    "rate",
    "recurring",
    "retainer",
    "unit",
    "milestone",
    "fixed",
    "instalments",
    "percentage",
    "cost_plus",
    "total",
    "not_to_exceed",
    "minimum",
    "advance",
    "expense_cap",
    "cap",
]


@dataclass(frozen=True, slots=True)
class FeeItem:
    """One amount or percent and its part in the price.

    Attributes:
        kind: Its part in the price.
        span: Where the value stands.
        name: As written: the role of a rate, the name of a milestone or fee.
        amount: Money; None where a percent is stated, or nothing.
        percent: Of the fixed total, or of the basis.
        unit: hour, day, week, month of a rate; the period of a recurring fee; the unit of a unit price.
        score: How sure the reading is, from 0 to 1.
        more: Other values of the line or the milestone (trigger, due_date, count ...).
        name_span: Where the name stands.
    """

    kind: FeeKind
    span: Span
    name: str | None = None
    amount: Decimal | None = None
    percent: Decimal | None = None
    unit: str | None = None
    score: float = 0.8
    more: dict[str, Any] = field(default_factory=dict)
    name_span: Span | None = None
