"""The billing periods of work that comes as events: time, units and expenses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from models.extraction import Finding
from models.period import DAY, Period
from models.schedule import LineKind, Proof, Trigger
from models.terms import BillingFrequency
from rules.agreement.contract import ContractHistory, LineHistory, LineVersion
from rules.dates.due_date import bill_on
from rules.dates.periods import billing_periods
from rules.draft import Draft

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """A billing period of a line, numbered from 1."""

    number: int
    period: Period
    version: LineVersion

    def draft(self, kind: LineKind, event: str, *, what: str, proof: Proof) -> Draft:
        """The line of this period, billed in arrears; its amount is not known yet."""
        line = self.version.line
        return Draft(
            id=f"{line.id}-{self.number}",
            line=line.id,
            kind=kind,
            description=f"{line.name or what}, {self.period.start} to {self.period.last}",
            proof=proof,
            bill_on=bill_on(self.period, self.version.payment),
            period=self.period,
            trigger=Trigger(event=event),
        )


def work_periods(
    history: LineHistory, contract: ContractHistory, *, days: Iterable[date]
) -> list[WorkPeriod]:
    """The periods in which work on a line can be billed, cut at the line's dates.

    Where the terms give no first day the work begins it; where they give no last day the periods run to
    the as-of day and to the last day of work.
    """
    worked = sorted(days)
    stretches: list[Period] = []
    for version in history.versions:
        inside = _dates(version, worked, contract.as_of)
        part = inside.cut(Period(version.since, version.until)) if inside else None
        if part and stretches and part.start <= stretches[-1].end:
            stretches[-1] = Period(stretches[-1].start, part.end)
        elif part:
            stretches.append(part)
    periods = [
        period
        for stretch in stretches
        for part, frequency in _rhythms(stretch, history)
        for period in billing_periods(part, frequency)
    ]
    return [
        WorkPeriod(number, period, history.on(period.start) or history.latest)
        for number, period in enumerate(periods, 1)
    ]


def by_period(
    periods: list[WorkPeriod], items: Iterable[Item], day_of: Callable[[Item], date]
) -> tuple[list[list[Item]], list[Item]]:
    """The items of each period, and those that lie in none; items and periods keep their order."""
    starts = [period.period.start for period in periods]
    inside: list[list[Item]] = [[] for _ in periods]
    outside: list[Item] = []
    places: dict[date, list[Item]] = {}
    for item in items:
        day = day_of(item)
        if day not in places:
            at = bisect_right(starts, day) - 1
            places[day] = inside[at] if at >= 0 and day in periods[at].period else outside
        places[day].append(item)
    return inside, outside


def _rhythms(stretch: Period, history: LineHistory) -> Iterator[tuple[Period, BillingFrequency | None]]:
    """The stretch cut where an amendment changes the billing frequency: work before keeps the old one."""
    inside = [(version, stretch.cut(Period(version.since, version.until))) for version in history.versions]
    parts = [(part, version.payment.billing_frequency) for version, part in inside if part]
    for frequency, run in groupby(parts, key=itemgetter(1)):
        days = [part for part, _ in run]
        yield Period(days[0].start, days[-1].end), frequency


def _dates(version: LineVersion, worked: list[date], as_of: date) -> Period | None:
    first = version.first_day or (worked[0] if worked else None)
    if first is None:
        return None
    last = version.last_day or max(as_of, first, *worked)
    return Period(first, max(last + DAY, first))


def outside_dates(history: LineHistory, events: list[str]) -> tuple[Finding, ...]:
    """The finding for events that no billing period of the line covers."""
    if not events:
        return ()
    latest = history.latest
    message = (
        f"{len(events)} event(s) of this line lie outside its dates and are not billed: {', '.join(events)}; "
        "extend the line or correct the dates"
    )
    pointers = (latest.pointer("start_date"), latest.pointer("end_date"))
    return (Finding(code="outside_dates", severity="warning", message=message, pointers=pointers),)
