"""Time at rates, one line per billing period.

**Clause:** Services are billed monthly in arrears for time worked: Senior Consultant USD 210.00 per hour,
Analyst USD 135.50 per hour, from January 1, 2026 to February 28, 2026. Net 30.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-02-28", "payment": {"net_days":
30, "billing_frequency": "monthly"}, "lines": [{"id": "1", "billing_method": "time_and_materials", "rates":
[ {"role": "Senior Consultant", "amount": "210.00", "unit": "hour"}, {"role": "Analyst", "amount": "135.50",
"unit": "hour"}]}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "role": "Senior
Consultant", "date": "2026-01-12", "hours": "13.5"}}, {"type": "engross.time.approved", "data": {"entry_id":
"t2", "person": "p2", "role": "Analyst", "date": "2026-01-13", "hours": "12.25"}}]

**Schedule:**
    2026-01-31 time 4494.88 due 2026-03-02
    2026-02-28 time null due 2026-03-30

**Source:** R06 to R09; 13.5 x 210.00 + 12.25 x 135.50 = 4,494.875, rounded once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from models.event import TimeApproved, TimeEntry
from models.extraction import Finding
from models.schedule import Proof
from rules.contract import Contract, LineHistory, LineVersion
from rules.draft import Draft, Outcome, Piece
from rules.escalation import Price, Stated, price_on
from rules.overtime import Worked, no_hours, with_multipliers
from rules.rate_card import find_rate
from rules.time_entries import counted_hours, entries_of
from rules.work_periods import WorkPeriod, outside_dates, work_periods

RULE = "R06"
Days = defaultdict[tuple[str, date], Decimal]
"""The part of a day already billed of a person on a date."""


@dataclass(frozen=True, slots=True)
class Priced:
    """An entry with its exact amount, or the reason why it has none."""

    event: str
    piece: Piece
    formula: str = ""
    pointers: tuple[str, ...] = ()
    code: str = ""


def bill_time(history: LineHistory, contract: Contract) -> Outcome:
    """Bill the approved time of a line by its billing periods."""
    entries = entries_of(history, contract)
    periods = work_periods(history, contract, days=[entry.data.date for entry in entries])
    priced = _price_entries(entries, history, contract)
    lines = tuple(_period_line(period, priced, contract) for period in periods)
    lost = [entry.id for entry in entries if not any(entry.data.date in period.period for period in periods)]
    findings = (*_unpriced(history, priced), *outside_dates(history, lost))
    return Outcome(tuple(line for line in lines if line.amount != 0), findings=findings)


def _day(priced: Priced) -> date:
    return priced.piece.on or date.min


def _price_entries(entries: list[TimeApproved], history: LineHistory, contract: Contract) -> list[Priced]:
    worked, days = no_hours(), defaultdict[tuple[str, date], Decimal](Decimal)
    priced = []
    for event in entries:
        version = history.on(event.data.date)
        if version is not None:
            priced.append(_price(event, version, history, contract=contract, worked=worked, days=days))
    return priced


def _price(
    event: TimeApproved,
    version: LineVersion,
    history: LineHistory,
    *,
    contract: Contract,
    worked: Worked,
    days: Days,
) -> Priced:
    entry = event.data
    hours = counted_hours(entry.hours, version.line.increment)
    piece = Piece(entry.date, entry.entry_id, Decimal(0), hours, entry.role)
    index = find_rate(version, entry)
    if index is None:
        return Priced(event.id, piece, code="L06")
    price = price_on(entry.date, history, contract=contract, value_of=lambda found: _stated(found, entry))
    if price.amount is None:
        return Priced(event.id, piece, code="no_index")
    pointers = (version.pointer("rates", index), *(("/escalation",) if price.escalated else ()))
    unit = version.line.rates[index].unit
    if unit == "day":
        amount, formula = _day_rate(entry, hours, price, per_day=version.line.hours_per_day, days=days)
    elif unit in {"week", "month"}:
        amount, formula = None, ""
    else:
        parts = with_multipliers(entry, hours, rules=version.line.overtime, worked=worked)
        amount = sum((part * multiplier * price.amount for part, multiplier in parts), Decimal(0))
        formula = " + ".join(_hours(part, price.amount, multiplier) for part, multiplier in parts)
    if amount is None:
        return Priced(event.id, piece, code="rate_unit")
    return Priced(event.id, replace(piece, amount=amount), formula, pointers)


def _stated(version: LineVersion, entry: TimeEntry) -> Stated:
    index = find_rate(version, entry)
    if index is None:
        return None, None
    return version.line.rates[index].amount, version.line.rates[index].effective_from


def _hours(hours: Decimal, rate: Decimal, multiplier: Decimal) -> str:
    return f"{hours} h x {rate}" + ("" if multiplier == 1 else f" x {multiplier}")


def _day_rate(
    entry: TimeEntry, hours: Decimal, price: Price, *, per_day: Decimal | None, days: Days
) -> tuple[Decimal | None, str]:
    """At most one day per person and date; nothing where the terms do not say how long a day is."""
    if not per_day or price.amount is None:
        return None, ""
    key = (entry.person, entry.date)
    part = min(hours / per_day, 1 - days[key])
    days[key] += part
    return part * price.amount, f"{hours} h / {per_day} h, at most a day, x {price.amount}"


def _period_line(period: WorkPeriod, priced: list[Priced], contract: Contract) -> Draft:
    mine = [entry for entry in priced if _day(entry) in period.period and not entry.code]
    proof = Proof(
        rule=RULE,
        formula=" + ".join(entry.formula for entry in mine if entry.formula) or "no approved time yet",
        pointers=tuple(dict.fromkeys(p for entry in mine for p in entry.pointers))
        or (period.version.pointer("rates"),),
        events=tuple(entry.event for entry in mine),
    )
    draft = period.draft("time", "time.approved", what="Time", proof=proof)
    if not mine:
        return draft
    pieces = tuple(entry.piece for entry in mine)
    return replace(
        draft, pieces=pieces, amount=contract.round(sum((piece.amount for piece in pieces), Decimal(0)))
    )


MESSAGES = {
    "L06": "no single rate fits this time, so it is not billed; add the rate or correct the role",
    "rate_unit": "a rate per day, week or month cannot price hours without the hours per day; state them",
    "no_index": "the index of these rates is not published, so this time is not billed; report its value",
}


def _unpriced(history: LineHistory, priced: list[Priced]) -> tuple[Finding, ...]:
    findings = []
    for code, message in MESSAGES.items():
        events = [entry.event for entry in priced if entry.code == code]
        if events:
            pointers = (history.latest.pointer("rates"),)
            text = f"{message} (events {', '.join(events)})"
            findings.append(Finding(code=code, severity="error", message=text, pointers=pointers))
    return tuple(findings)
