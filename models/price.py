"""Prices, and what moves or bounds them: rates, tiers, escalation, minimum, caps, discounts.

As everywhere in the terms, None is 'not stated'.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from models.shape import Amount, Count, CurrencyCode, DecimalString, Hours, Percent, Shape, Text

RateUnit = Literal["hour", "day", "week", "month"]
Digits = Annotated[int, Field(ge=0, le=6, strict=True)]


class Rate(Shape):
    """The price of a unit of time of one role, at one place, for some time (effective_to included).

    Attributes:
        person: The one person whom the rate is for.
        blended: One rate for everybody: it goes before every other rate in force.
    """

    role: Text | None = None
    location: Text | None = None
    person: Text | None = None
    blended: bool | None = None
    amount: Amount | None = None
    unit: RateUnit | None = None
    effective_from: date | None = None
    effective_to: date | None = None


class Increment(Shape):
    """The step that hours are rounded to: each entry (unstated), or one person's day or Monday week."""

    hours: Hours
    method: Literal["up", "nearest", "down"] = "up"
    per: Literal["entry", "day", "week"] | None = None


class Overtime(Shape):
    """A multiplier for the hours past a limit of one person's day or Monday week."""

    after_hours: Hours
    per: Literal["day", "week"]
    multiplier: DecimalString


class Multiplier(Shape):
    """A multiplier for work of a kind: on a weekend or public holiday, travelling, or after hours."""

    trigger: Literal["weekend", "holiday", "travel", "after_hours"]
    multiplier: DecimalString


class Rollover(Shape):
    """How long unused retainer hours live, how many of them, and what becomes of the last ones.

    Attributes:
        order: Which hours are used first; the oldest where it is not stated.
        credit_rate: What an hour left at the end of the term is credited at.
    """

    periods: Count | None = None
    max_hours: Hours | None = None
    order: Literal["rollover_first", "current_first"] | None = None
    end_of_term: Literal["forfeit", "credit", "refund"] | None = None
    credit_rate: Amount | None = None


class Tier(Shape):
    """The unit price up to a quantity; the last one has no end."""

    up_to: DecimalString | None = None
    unit_amount: Amount


class PercentTier(Shape):
    """The percent of a reported amount up to a limit; the last one has no end."""

    up_to: Amount | None = None
    percent: Percent


class Escalation(Shape):
    """How prices rise: by a percent, or with an index.

    Attributes:
        combine: How the percent and the index go together; the percent on top where it is not stated.
        lag_months: The index of so many months before the step counts, not the latest published.
        percent_digits: Digits that the rise in percent is rounded to.
        price_digits: Digits that prices are rounded to; the currency's where it is not stated.
        compounding: The price that each rise is a percent of; the previous one where it is not stated.
    """

    percent: Percent | None = None
    index: Text | None = None
    base_period: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")] | None = None
    floor_percent: DecimalString | None = None
    cap_percent: DecimalString | None = None
    first_on: date | None = None
    every_months: Count | None = None
    combine: Literal["add", "greater", "lesser"] | None = None
    lag_months: Count | None = None
    percent_digits: Digits | None = None
    price_digits: Digits | None = None
    compounding: Literal["previous", "original"] | None = None


class MinimumCommitment(Shape):
    """The least that the customer pays per window.

    Attributes:
        proration: Whether a window that the contract's end cuts asks for its share by days only.
        counts: What counts towards it; all fees where it is not stated.
        basis: Whether fees count with their discounts taken off; before them where it is not stated.
    """

    amount: Amount | None = None
    period: Literal["month", "quarter", "half_year", "year", "term"] | None = None
    carry_forward: bool | None = None
    proration: Literal["actual", "none"] | None = None
    counts: tuple[Literal["fees", "expenses", "units"], ...] = ()
    basis: Literal["gross", "net_of_discount"] | None = None


class Cap(Shape):
    """A limit on what may be billed, in money or in hours.

    Attributes:
        lines: The lines that it covers together; every line where empty.
        basis: What it holds: fees before (unstated) or after their discounts.
        allocation: Who gets the last room of a period: the earliest work (unstated), or all in proportion.
        currency: The currency of its amount, where it is not the contract's.
        notify_percent: The share of it past which the customer must be told.
        notify_days: How many days ahead of the as-of day known work counts for that notice.
    """

    id: Text
    amount: Amount | None = None
    hours: Hours | None = None
    scope: Literal["contract", "line", "role", "month"] | None = None
    role: Text | None = None
    lines: tuple[Text, ...] = ()
    counts: tuple[Literal["fees", "expenses", "tax"], ...] = ("fees",)
    behaviour: Literal["hard", "notify", "estimate"] = "hard"
    basis: Literal["gross", "net_of_discount"] | None = None
    allocation: Literal["fifo", "pro_rata"] | None = None
    currency: CurrencyCode | None = None
    notify_percent: Percent | None = None
    notify_days: Count | None = None


class Discount(Shape):
    """A percent off the fees past a threshold."""

    percent: Percent
    threshold: Amount | None = None
    mode: Literal["prospective", "retroactive"] | None = None
