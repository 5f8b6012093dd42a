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

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from models.event import TimeApproved
from models.extraction import Finding
from models.finding_kind import FindingCode
from models.payload import TimeEntry
from models.price import RateUnit
from models.schedule import Proof
from models.working import Working, fixed, reported, rounded, times, total_of, value_of
from rules.agreement.contract import ContractHistory, LineHistory, LineVersion
from rules.draft import Draft, Outcome, Piece
from rules.lines.work_periods import WorkPeriod, by_period, outside_dates, work_periods
from rules.methods.day_rate import Days, no_days, price_day
from rules.methods.increment import count_hours
from rules.methods.multiplier import combined, multiplier_of
from rules.methods.overtime import Worked, no_hours, with_multipliers
from rules.methods.stale_time import without_stale
from rules.methods.time_entries import entries_of
from rules.prices.escalation import Stated, price_on
from rules.prices.rate_card import find_rate

RULE = "R06"
ONCE = Decimal(1)


class Priced(NamedTuple):
    """An entry with its exact amount, or the reason why it has none.

    Attributes:
        pieces: Its stretches of hours in the order worked: what is past an overtime limit comes last.
    """

    event: str
    pieces: tuple[Piece, ...]
    working: Working | None = None
    formula: str = ""
    pointers: tuple[str, ...] = ()
    code: FindingCode | None = None


Asked = tuple[date, str | None, str | None, str | None]
"""What a rate depends on: work date, role, location and, where one is for a person, the person."""

Stretches = tuple[tuple[Decimal, Working], ...]
"""Hours of an entry, each with their price."""


@dataclass(frozen=True, slots=True)
class Rated:
    """The rate of all entries alike, or the reason why they have none.

    Attributes:
        name: What the price of one of them is called.
    """

    name: str
    price: Working | None = None
    unit: RateUnit | None = None
    pointers: tuple[str, ...] = ()
    code: FindingCode | None = None


@dataclass(slots=True)
class Counts:
    """The hours that entries count for, what has been worked before each of them, and the rates so far.

    Attributes:
        plain: Whether every hour counts once: no version of the line has overtime or multipliers.
        personal: Whether a rate of any version is for one person.
    """

    hours: dict[str, Working]
    plain: bool
    personal: bool
    worked: Worked = field(default_factory=no_hours)
    days: Days = field(default_factory=no_days)
    rates: dict[Asked, Rated] = field(default_factory=dict)


def bill_time(history: LineHistory, contract: ContractHistory) -> Outcome:
    """Bill the approved time of a line by its billing periods."""
    entries, stale = without_stale(entries_of(history, contract), contract)
    days = [entry.data.date for entry in entries]
    periods = work_periods(history, contract, days=days)
    priced = _price_entries(entries, history, contract)
    inside, _ = by_period(periods, priced, _day)
    _, lost = by_period(periods, zip(days, entries, strict=True), itemgetter(0))
    lines = tuple(_period_line(period, mine, contract) for period, mine in zip(periods, inside, strict=True))
    findings = (*stale, *_unpriced(history, priced), *outside_dates(history, [entry.id for _, entry in lost]))
    return Outcome(tuple(line for line in lines if line.amount != 0), findings=findings)


def _day(priced: Priced) -> date:
    return priced.pieces[0].on or date.min


def _price_entries(
    entries: list[TimeApproved], history: LineHistory, contract: ContractHistory
) -> list[Priced]:
    lines = [version.line for version in history.versions]
    plain = not any(line.overtime or line.multipliers for line in lines)
    personal = any(rate.person for line in lines for rate in line.rates)
    counts = Counts(count_hours(entries, history), plain, personal)
    priced: list[Priced] = []
    for day, same in groupby(entries, key=lambda event: event.data.date):
        version = history.on(day)
        if version is not None:
            priced += [_price(event, version, history, contract=contract, counts=counts) for event in same]
    return priced


def _price(
    event: TimeApproved,
    version: LineVersion,
    history: LineHistory,
    *,
    contract: ContractHistory,
    counts: Counts,
) -> Priced:
    entry = event.data
    hours = counts.hours[entry.entry_id]
    rated = _rate_of(entry, version, history, contract=contract, counts=counts)
    if rated.price is None:
        return _unbilled(event, hours, rated.code)
    working, formula, stretches = _amount(event, version, rated.price, rated=rated, counts=counts)
    if working is None:
        return _unbilled(event, hours, "rate_unit")
    pointers = rated.pointers
    if not counts.plain and multiplier_of(entry, version) is not None:
        pointers = (*pointers, version.pointer("multipliers"))
    pieces = tuple(
        Piece(entry.date, entry.entry_id, value_of(price), worked, entry.role, price)
        for worked, price in stretches or ((value_of(hours), working),)
    )
    return Priced(event.id, pieces, working, formula, pointers)


def _unbilled(event: TimeApproved, hours: Working, code: FindingCode | None) -> Priced:
    entry = event.data
    piece = Piece(entry.date, entry.entry_id, Decimal(0), value_of(hours), entry.role)
    return Priced(event.id, (piece,), code=code)


def _rate_of(
    entry: TimeEntry, version: LineVersion, history: LineHistory, *, contract: ContractHistory, counts: Counts
) -> Rated:
    """The rate that fits an entry, looked up once for all entries alike."""
    person = entry.person if counts.personal or not entry.role else None
    asked = (entry.date, entry.role, entry.location, person)
    rated = counts.rates.get(asked)
    if rated is None:
        rated = counts.rates[asked] = _rated(entry, version, history, contract)
    return rated


def _rated(entry: TimeEntry, version: LineVersion, history: LineHistory, contract: ContractHistory) -> Rated:
    name = f"{entry.role or entry.person}, {entry.date}"
    index = find_rate(version, entry)
    if index is None:
        return Rated(name, code="L06")
    price = price_on(
        entry.date,
        history,
        contract=contract,
        value_of=lambda found: _stated(found, index if found is version else find_rate(found, entry)),
        pointer=version.pointer("rates", index, "amount"),
    )
    if price.working is None:
        return Rated(name, code="no_index")
    pointers = (version.pointer("rates", index), *(("/escalation",) if price.escalated else ()))
    return Rated(name, price.working, version.line.rates[index].unit, pointers)


def _amount(
    event: TimeApproved, version: LineVersion, price: Working, *, rated: Rated, counts: Counts
) -> tuple[Working | None, str, Stretches]:
    """The exact price of an entry, its formula and, where hours count apart, its stretches.

    No price where the hours cannot be priced by the unit.
    """
    entry, hours, name = event.data, counts.hours[event.data.entry_id], rated.name
    if rated.unit in {"week", "month"}:
        return None, "", ()
    if rated.unit != "day" and counts.plain and value_of(hours):
        return times(hours, price, name=name), _hours(value_of(hours), price, ONCE), ()
    kind = multiplier_of(entry, version)
    if rated.unit == "day":
        amount, formula = price_day(entry, hours, price, version=version, days=counts.days)
        if amount is None or kind is None:
            return amount, formula, ()
        return times(amount, _multiplier(kind), name="kind of work", rule="R09"), f"{formula} x {kind}", ()
    travel = entry.activity == "travel"
    parts = [
        (part, combined(overtime, kind, travel=travel))
        for part, overtime in with_multipliers(
            entry, value_of(hours), rules=version.line.overtime, worked=counts.worked
        )
    ]
    stretches = tuple(
        (
            part,
            _stretch(event, hours if len(parts) == 1 else part, price, multiplier=multiplier, name=name),
        )
        for part, multiplier in parts
    )
    formula = " + ".join(_hours(part, price, multiplier) for part, multiplier in parts)
    return total_of([working for _, working in stretches], name), formula, stretches


def _stretch(
    event: TimeApproved, hours: Working | Decimal, rate: Working, *, multiplier: Decimal, name: str
) -> Working:
    """Hours at the rate and, past an overtime limit or for a kind of work, at a multiplier."""
    counted = reported("hours of the entry", hours, event.id) if isinstance(hours, Decimal) else hours
    if multiplier == ONCE:
        return times(counted, rate, name=name)
    return times(counted, rate, _multiplier(multiplier), name=name, rule="R09")


def _multiplier(multiplier: Decimal) -> Working:
    return fixed("multiplier", multiplier, "R09")


def _stated(version: LineVersion, index: int | None) -> Stated:
    if index is None:
        return None, None
    return version.line.rates[index].amount, version.line.rates[index].effective_from


def _hours(hours: Decimal, rate: Working, multiplier: Decimal) -> str:
    return f"{hours} h x {rate.value}" + ("" if multiplier == ONCE else f" x {multiplier}")


def _period_line(period: WorkPeriod, priced: list[Priced], contract: ContractHistory) -> Draft:
    mine = [entry for entry in priced if not entry.code]
    proof = Proof(
        rule=RULE,
        formula=" + ".join(entry.formula for entry in mine if entry.formula) or "no approved time yet",
        pointers=tuple(dict.fromkeys(chain.from_iterable(dict.fromkeys(entry.pointers for entry in mine))))
        or (period.version.pointer("rates"),),
        events=tuple(entry.event for entry in mine),
        working=_sum(mine, contract),
    )
    draft = period.draft("time", "time.approved", what="Time", proof=proof)
    if not mine:
        return draft
    pieces = tuple(chain.from_iterable(entry.pieces for entry in mine))
    return replace(
        draft, pieces=pieces, amount=contract.round(sum((piece.amount for piece in pieces), Decimal(0)))
    )


def _sum(mine: list[Priced], contract: ContractHistory) -> Working | None:
    workings = [entry.working for entry in mine if entry.working is not None]
    return rounded(total_of(workings, "approved time"), contract.currency) if workings else None


MESSAGES: dict[FindingCode, str] = {
    "L06": "no single rate fits this time, so it is not billed; add the rate or correct the role",
    "rate_unit": "a rate per day, week or month cannot price hours without the hours per day; state them",
    "no_index": "the index of these rates is not published, so this time is not billed; report its value",
}


def _unpriced(history: LineHistory, priced: list[Priced]) -> tuple[Finding, ...]:
    findings = []
    for code, message in MESSAGES.items():
        if events := [entry.event for entry in priced if entry.code == code]:
            text, places = f"{message} (events {', '.join(events)})", (history.latest.pointer("rates"),)
            findings.append(Finding(code=code, severity="error", message=text, pointers=places))
    return tuple(findings)
