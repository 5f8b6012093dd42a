"""A fee per period: whole periods from the first day, or calendar periods with their part prorated.

**Clause:** Client shall pay USD 9,000.00 per month from February 10, 2025 until March 31, 2025; part months
are charged by the days of the month. Invoices are issued in arrears, due net 30.

**Terms:** {"currency": "USD", "start_date": "2025-02-10", "end_date": "2025-03-31", "payment": {"net_days":
30, "billing_timing": "arrears"}, "lines": [{"id": "1", "billing_method": "recurring", "amount": "9000.00",
"period": "month", "proration": "actual"}]}

**Schedule:**
    2025-02-28 recurring 6107.14 due 2025-03-30
    2025-03-31 recurring 9000.00 due 2025-04-30

**Source:** R14 and C4; Lago billed a first part period in full when it took that part as the denominator.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.extraction import Finding
from models.period import DAY, Period
from models.schedule import Proof, Trigger
from models.terms import PeriodUnit
from models.working import Working, fixed, over, rounded, times
from rules.agreement.contract import ContractHistory, LineHistory, LineVersion
from rules.catalogue import source_of
from rules.dates.due_date import bill_on
from rules.dates.periods import (
    anchored_periods,
    calendar_periods,
    filled_by_whole_periods,
    unit_of,
    whole_period,
)
from rules.dates.proration import prorated, used_share
from rules.draft import Doubt, Draft, Outcome
from rules.prices.escalation import price_on

RULE = "R14"
READINGS = (
    ("by the days of the period", "actual"),
    ("30 days a month", "30_360"),
    ("yearly price by days of 365", "actual_365"),
    ("the whole period", "none"),
)


@dataclass(frozen=True, slots=True)
class FeePeriod:
    """A period of a recurring fee.

    Attributes:
        part: The days that the fee is for.
        whole: The period that its price is for.
        anchor: The day that the periods are counted from.
    """

    number: int
    part: Period
    whole: Period
    unit: PeriodUnit
    version: LineVersion
    anchor: date


def bill_recurring(history: LineHistory, contract: ContractHistory) -> Outcome:
    """Bill the fee of every period."""
    periods = fee_periods(history, contract)
    if not periods:
        return _undated(history.latest)
    lines = tuple(_fee(period, history, contract) for period in periods)
    cut = [period for period in periods if _is_open(period)]
    question = "What does the fee come to for a part of a period?"
    doubts = tuple(Doubt(period.version.pointer("proration"), question, READINGS) for period in cut[-1:])
    return Outcome(tuple(line for line in lines if line.amount != 0), doubts)


def fee_periods(history: LineHistory, contract: ContractHistory) -> list[FeePeriod]:
    """The periods of the fee, each as the terms stand on its first day."""
    found: list[FeePeriod] = []
    for version in history.versions:
        anchor = _anchor(version, found[-1] if found else None)
        if anchor is None:
            continue
        starts_here = [
            (part, whole, unit)
            for part, whole, unit in _periods(version, contract, start=anchor)
            if version.since <= part.start < version.until
        ]
        for part, whole, unit in starts_here:
            fee = FeePeriod(len(found) + 1, part, whole, unit, version, anchor)
            period = _with_amended_end(fee, history)
            found += [period] if period.part.days else []
    return found


def _with_amended_end(period: FeePeriod, history: LineHistory) -> FeePeriod:
    """The period with the end that an amendment gives the line before the period is billed."""
    if len(history.versions) == 1:
        return period
    version = period.version
    advance = version.payment.billing_timing == "advance"
    later = history.on(bill_on(period.part, version.payment, advance=advance))
    if later is None or later.last_day is None or version.line.proration == "none":
        return period
    if later.last_day == version.last_day:
        return period
    end = max(min(period.whole.end, later.last_day + DAY), period.part.start)
    return replace(period, part=Period(period.part.start, end))


def _unit(version: LineVersion) -> PeriodUnit | None:
    return version.line.period or unit_of(version.payment.billing_frequency)


def _anchor(version: LineVersion, last: FeePeriod | None) -> date | None:
    """The day that periods count from; another unit, or another first day, counts from the last fee on."""
    first = version.first_day
    if last is None or first is None:
        return first
    if _unit(version) == last.unit and first == last.version.first_day:
        return last.anchor
    return max(first, last.part.end)


def _periods(
    version: LineVersion, contract: ContractHistory, *, start: date
) -> Iterator[tuple[Period, Period, PeriodUnit]]:
    unit = _unit(version)
    if unit is None:
        return
    # A fee without an end runs on: it is shown up to the period of the as-of day.
    end = version.last_day or max(contract.as_of, start)
    if end < start:
        return
    dates = Period.through(start, end)
    proration = version.line.proration
    whole = proration is None and (version.last_day is None or filled_by_whole_periods(dates, unit))
    if whole or proration == "none":
        yield from ((period, period, unit) for period in anchored_periods(dates, unit))
        return
    if version.last_day is None:
        dates = Period(start, whole_period(end, unit).end)
    yield from ((part, period, unit) for part, period in calendar_periods(dates, unit))


def _is_open(period: FeePeriod) -> bool:
    return period.version.line.proration is None and period.part != period.whole


def _fee(period: FeePeriod, history: LineHistory, contract: ContractHistory) -> Draft:
    version = period.version
    price = price_on(
        period.part.start,
        history,
        contract=contract,
        value_of=lambda found: (found.line.amount, None),
        pointer=version.pointer("amount"),
    )
    share = used_share(period.part, period.whole, period.unit, proration=version.line.proration)
    late_index = price.awaits_index and period.part.start <= contract.as_of
    held = _is_open(period) or version.line.amount is None or late_index
    amount, working = None, None
    if price.amount is not None and price.working is not None and not held:
        amount = contract.round(prorated(price.amount, share))
        working = rounded(_prorated(price.working, share), contract.currency)
    formula = f"{price.amount}" if share == (1, 1) else f"{price.amount} x {share[0]}/{share[1]}"
    advance = version.payment.billing_timing == "advance"
    pointers = (
        version.pointer("amount"),
        *(("/escalation",) if price.escalated or price.awaits_index else ()),
    )
    return Draft(
        id=f"{history.id}-{period.number}",
        line=history.id,
        kind="recurring",
        description=f"{version.line.name or 'Recurring fee'}, {period.part.start} to {period.part.last}",
        proof=Proof(
            rule=RULE,
            formula=formula,
            pointers=pointers,
            events=price.events,
            source=source_of(RULE),
            working=working,
        ),
        amount=amount,
        bill_on=bill_on(period.part, version.payment, advance=advance),
        period=period.part,
        trigger=Trigger(event="index.published") if price.awaits_index else None,
        held=held,
    )


def _prorated(price: Working, share: tuple[int, int]) -> Working:
    if share == (1, 1):
        return price
    used, whole = fixed("days used", share[0], "C4"), fixed("days of the whole", share[1], "C4")
    return over(times(price, used), whole, "prorated")


def _undated(version: LineVersion) -> Outcome:
    """A fee whose periods cannot be dated stands once and is held."""
    message = "the periods of this fee cannot be dated; state its period, its first and its last day"
    pointers = (version.pointer("period"), version.pointer("start_date"))
    draft = Draft(
        id=f"{version.line.id}-1",
        line=version.line.id,
        kind="recurring",
        description=version.line.name or "Recurring fee",
        proof=Proof(rule=RULE, formula="no period or no first day", pointers=pointers),
        held=True,
    )
    finding = Finding(code="no_dates", severity="error", message=message, pointers=pointers)
    return Outcome((draft,), findings=(finding,))
