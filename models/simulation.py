"""What-if: a contract beside variants of its terms, in invoices, cash, revenue and write-downs by month."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from models.comparison import Month, MonthDelta, ScheduleDelta
from models.schedule import LineKind, Reading
from models.shape import Amount, Count, CurrencyCode, DecimalString, Shape

Name = Annotated[str, Field(min_length=1, max_length=100)]


class MonthAmount(Shape):
    """What falls into one calendar month; month None holds what has no date."""

    month: Month | None
    amount: Amount


class CashMonth(Shape):
    """Money that arrives in one calendar month; month None holds what has no due date.

    Attributes:
        received: Payments that events report.
        expected: What is due, or supposed to be paid, and has not arrived.
        cumulative: All cash up to the end of the month; the last month's and None's are the whole.
    """

    month: Month | None
    received: Amount
    expected: Amount
    cumulative: Amount


class Scenario(Shape):
    """What terms come to.

    Attributes:
        patch: The operations that make these terms of the base's; empty for the base and for other terms.
        total: What is billed in all, without write-downs and unknown amounts.
        totals: The same by kind of line, write-downs with it.
        written_down: What the limits keep from being billed.
        held: How many lines a doubt keeps from being billed.
        unknown: How many lines have an amount only once something happens.
        revenue_total: What is earned in all.
        days_to_cash: Days from billing to payment, weighted by amount, to one digit.
    """

    name: Name
    terms_sha256: str
    patch: tuple[dict[str, Any], ...] = ()
    total: Amount
    totals: dict[LineKind, Amount]
    written_down: Amount
    held: int
    unknown: int
    revenue_total: Amount
    days_to_cash: DecimalString | None = None
    billed: tuple[MonthAmount, ...] = ()
    cash: tuple[CashMonth, ...] = ()
    revenue: tuple[MonthAmount, ...] = ()
    readings: tuple[Reading, ...] = ()
    assumptions: tuple[Reading, ...] = ()


class VariantScenario(Scenario):
    """A variant and what it changes: `changes` in lines and money, `cash_changes` by month."""

    changes: ScheduleDelta
    cash_changes: tuple[MonthDelta, ...] = ()


class Simulation(Shape):
    """The base and its variants as of a day, all paid in the same way.

    Attributes:
        late_days: Days past the due date at which invoices are taken to be paid.
        early: Whether they are taken to be paid in time for the early discount, where there is one.
    """

    as_of: date
    currency: CurrencyCode | None = None
    late_days: Count = 0
    early: bool = False
    base: Scenario
    variants: tuple[VariantScenario, ...] = ()
