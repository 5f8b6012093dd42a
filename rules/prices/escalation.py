"""Prices that rise: by a percent, or with an index between a floor and a cap.

**Clause:** The annual fee of USD 100,000.00 increases by 3% on July 1, 2026 and on each anniversary. It is
paid in advance from July 1, 2025 to June 30, 2028.

**Terms:** {"currency": "USD", "start_date": "2025-07-01", "end_date": "2028-06-30", "payment":
{"billing_timing": "advance"}, "escalation": {"percent": "3", "first_on": "2026-07-01", "every_months": 12},
"lines": [{"id": "1", "billing_method": "recurring", "amount": "100000.00", "period": "year", "proration":
"none"}]}

**Schedule:**
    2025-07-01 recurring 100000.00
    2026-07-01 recurring 103000.00
    2027-07-01 recurring 106090.00

**Source:** R26; BLS, how to use the consumer price index for escalation: base period, reference month,
floor, cap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.event import IndexPublished
from models.period import add_months
from models.price import Escalation
from models.working import (
    HUNDRED,
    Parameter,
    Working,
    fixed,
    least,
    less,
    most,
    over,
    reported,
    rounded,
    rounded_to,
    term,
    times,
    total_of,
)
from rules.agreement.contract import ContractHistory, LineHistory, LineVersion
from rules.agreement.inbox import Inbox, instant

RULE = "R26"
ONE = fixed("one", 1, RULE)
Stated = tuple[Decimal | None, date | None]
"""A price as the terms state it, and the day from which it holds where they say."""


@dataclass(frozen=True, slots=True)
class PriceStep:
    """A rise on a day; its factor, one and the percent, is None while the index is not published."""

    on: date
    factor: Working | None
    escalation: Escalation
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Price:
    """The price in force on a day; amount and working None where none is stated or an index is awaited."""

    amount: Decimal | None
    working: Working | None = None
    awaits_index: bool = False
    escalated: bool = False
    events: tuple[str, ...] = ()


def price_on(
    day: date,
    history: LineHistory,
    *,
    contract: ContractHistory,
    value_of: Callable[[LineVersion], Stated],
    pointer: str,
) -> Price:
    """The price on a work date or period start: as stated last at the pointer, raised by every step since."""
    versions = [version for version in history.versions if version.since <= day]
    stated = [(version.since, value_of(version)) for version in versions]
    amount, holds_from = stated[-1][1] if stated else (None, None)
    if amount is None:
        return Price(None)
    price = term("price", amount, pointer)
    raises = steps_until(contract, day)
    if not raises:
        return Price(amount, price)
    first_stated = next(since for since, value in _unchanged(stated) if value)
    since = max(first_stated, holds_from or date.min)
    steps = [step for step in raises if step.on >= since]
    working: Working = price
    for at, step in enumerate(steps):
        if step.factor is None:
            return Price(None, awaits_index=True)
        escalation = step.escalation
        if escalation.compounding == "original":
            raised = times(price, _from_original(steps[: at + 1]), name=f"raised on {step.on}", rule=RULE)
        else:
            raised = times(working, step.factor, name=f"raised on {step.on}", rule=RULE)
        working = _round_price(raised, escalation, contract)
    events = tuple(event for step in steps for event in step.events)
    return Price(working.value, working, escalated=bool(steps), events=events)


def _from_original(steps: list[PriceStep]) -> Working:
    """The factor on the first price: an index is measured from its base, percents add up."""
    last = steps[-1]
    if last.escalation.index is not None or len(steps) == 1:
        return last.factor or ONE
    rises = [less(step.factor, ONE, name=f"rise of {step.on}") for step in steps if step.factor]
    return total_of([ONE, *rises], "factor")


def _round_price(raised: Working, escalation: Escalation, contract: ContractHistory) -> Working:
    if escalation.price_digits is None:
        return rounded(raised, contract.currency, "price raised")
    return rounded_to(raised, escalation.price_digits, "half_up", name="price raised")


def _unchanged(stated: list[tuple[date, Stated]]) -> list[tuple[date, Stated]]:
    """The last run of versions that state the same price."""
    run = [stated[-1]]
    for entry in reversed(stated[:-1]):
        if entry[1] != run[0][1]:
            break
        run.insert(0, entry)
    return run


def steps_until(contract: ContractHistory, day: date) -> list[PriceStep]:
    """Every rise up to a day, in order."""
    steps: list[PriceStep] = []
    used: Parameter | None = None
    for version in contract.versions:
        escalation = version.terms.escalation
        for on in _days(escalation, day):
            if not escalation or not version.since <= on < version.until:
                continue
            if version.terms.price_hold and on <= version.terms.price_hold.until:
                continue
            step, used = _step(escalation, on, used, contract=contract)
            steps.append(step)
    return steps


def _days(escalation: Escalation | None, until: date) -> Iterator[date]:
    if escalation is None or escalation.first_on is None:
        return
    number, on = 0, escalation.first_on
    while on <= until:
        yield on
        if not escalation.every_months:
            return
        number += 1
        on = add_months(escalation.first_on, number * escalation.every_months)


def _step(
    escalation: Escalation, on: date, used: Parameter | None, *, contract: ContractHistory
) -> tuple[PriceStep, Parameter | None]:
    """The step, and the index value that the next one is measured from."""
    percent = term("percent", escalation.percent or Decimal(0), "/escalation/percent")
    if escalation.index is None:
        return PriceStep(on, _factor(percent), escalation), used
    published = _published(escalation, contract.inbox, on)
    base = used if used is not None else _base(escalation, contract.inbox)
    if base is None or published is None or on > contract.as_of:
        return PriceStep(on, None, escalation), used
    now = reported(f"index of {published.data.period}", published.data.value, published.id)
    change = times(less(over(now, base, "index ratio"), ONE), HUNDRED, name="change of the index, percent")
    rise = _combined(change, percent, escalation)
    if escalation.floor_percent is not None:
        rise = most(rise, term("floor", escalation.floor_percent, "/escalation/floor_percent"))
    if escalation.cap_percent is not None:
        rise = least(rise, term("cap", escalation.cap_percent, "/escalation/cap_percent"))
    kept = base if escalation.compounding == "original" else now
    return PriceStep(on, _factor(rise), escalation, (published.id,)), kept


def _combined(change: Working, percent: Working, escalation: Escalation) -> Working:
    """The change of the index, rounded where the terms say so, with the stated percent."""
    if escalation.percent_digits is not None:
        change = rounded_to(change, escalation.percent_digits, "half_up", name="change, rounded")
    if not escalation.percent:
        return change
    if escalation.combine == "greater":
        return most(change, percent, name="the greater")
    if escalation.combine == "lesser":
        return least(change, percent, name="the lesser")
    return total_of([change, percent], "rise, percent")


def _factor(percent: Working) -> Working:
    return total_of([ONE, over(percent, HUNDRED, "rise")], "factor")


def _base(escalation: Escalation, inbox: Inbox) -> Parameter | None:
    values = [
        event
        for event in inbox.index_values(escalation.index or "")
        if event.data.period == escalation.base_period
    ]
    if not values or values[-1].data.value <= 0:
        return None
    return reported(f"index of {values[-1].data.period}", values[-1].data.value, values[-1].id)


def _published(escalation: Escalation, inbox: Inbox, day: date) -> IndexPublished | None:
    """The value of the latest period that is published by a day, or of the month that the terms name."""
    values = inbox.index_values(escalation.index or "")
    known = [event for event in values if instant(event).date() <= day]
    if escalation.lag_months is not None:
        month = add_months(day.replace(day=1), -escalation.lag_months)
        known = [event for event in known if event.data.period == f"{month:%Y-%m}"]
    return max(known, key=lambda event: (event.data.period, instant(event)), default=None)
