"""Prices that rise: by a percent, or with an index between a floor and a cap.

**Clause:** The annual fee of USD 100,000.00 increases by 3% on July 1, 2026 and on each anniversary.

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
    term,
    times,
    total_of,
)
from rules.contract import Contract, LineHistory, LineVersion
from rules.inbox import Inbox, instant

RULE = "R26"
ONE = fixed("one", 1, RULE)
Stated = tuple[Decimal | None, date | None]
"""A price as the terms state it, and the day from which it holds where they say."""


@dataclass(frozen=True, slots=True)
class Step:
    """A rise on a day; its factor, one and the percent, is None while the index is not published."""

    on: date
    factor: Working | None
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
    contract: Contract,
    value_of: Callable[[LineVersion], Stated],
    pointer: str,
) -> Price:
    """The price on a work date or period start: as stated last at the pointer, raised by every step since."""
    versions = [version for version in history.versions if version.since <= day]
    stated = [(version.since, value_of(version)) for version in versions]
    amount, holds_from = stated[-1][1] if stated else (None, None)
    if amount is None:
        return Price(None)
    first_stated = next(since for since, value in _unchanged(stated) if value)
    since = max(first_stated, holds_from or date.min)
    steps = [step for step in steps_until(contract, day) if step.on >= since]
    working: Working = term("price", amount, pointer)
    for step in steps:
        if step.factor is None:
            return Price(None, awaits_index=True)
        raised = times(working, step.factor, name=f"raised on {step.on}", rule=RULE)
        working = rounded(raised, contract.currency, "price raised")
    events = tuple(event for step in steps for event in step.events)
    return Price(working.value, working, escalated=bool(steps), events=events)


def _unchanged(stated: list[tuple[date, Stated]]) -> list[tuple[date, Stated]]:
    """The last run of versions that state the same price."""
    run = [stated[-1]]
    for entry in reversed(stated[:-1]):
        if entry[1] != run[0][1]:
            break
        run.insert(0, entry)
    return run


def steps_until(contract: Contract, day: date) -> list[Step]:
    """Every rise up to a day, in order."""
    steps: list[Step] = []
    used: Parameter | None = None
    for version in contract.versions:
        escalation = version.terms.escalation
        for on in _days(escalation, day):
            if not escalation or not version.since <= on < version.until:
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
    escalation: Escalation, on: date, used: Parameter | None, *, contract: Contract
) -> tuple[Step, Parameter | None]:
    """The step, and the index value that the next one is measured from."""
    percent = term("percent", escalation.percent or Decimal(0), "/escalation/percent")
    if escalation.index is None:
        return Step(on, _factor(percent)), used
    published = _published(escalation.index, contract.inbox, on)
    base = used if used is not None else _base(escalation, contract.inbox)
    if base is None or published is None or on > contract.as_of:
        return Step(on, None), used
    now = reported(f"index of {published.data.period}", published.data.value, published.id)
    change = times(less(over(now, base, "index ratio"), ONE), HUNDRED, name="change of the index, percent")
    rise: Working = total_of([change, percent], "rise, percent") if escalation.percent else change
    if escalation.floor_percent is not None:
        rise = most(rise, term("floor", escalation.floor_percent, "/escalation/floor_percent"))
    if escalation.cap_percent is not None:
        rise = least(rise, term("cap", escalation.cap_percent, "/escalation/cap_percent"))
    return Step(on, _factor(rise), (published.id,)), now


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


def _published(index: str, inbox: Inbox, day: date) -> IndexPublished | None:
    """The value of the latest period that is published by a day."""
    known = [event for event in inbox.index_values(index) if instant(event).date() <= day]
    return max(known, key=lambda event: (event.data.period, instant(event)), default=None)
