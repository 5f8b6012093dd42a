"""Units at a price: included ones first and free, then a price per unit or by tiers, anew in each period.

**Clause:** Documents 1 to 100 at USD 50.00, 101 to 250 at USD 45.00, thereafter USD 40.00 each, invoiced
monthly from April 1, 2026 to April 30, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-04-01", "end_date": "2026-04-30", "payment":
{"billing_frequency": "monthly"}, "lines": [{"id": "1", "billing_method": "unit_price", "tier_mode":
"graduated", "tiers": [{"up_to": "100", "unit_amount": "50.00"}, {"up_to": "250", "unit_amount": "45.00"},
{"unit_amount": "40.00"}]}]}

**Events:** [{"type": "engross.units.delivered", "data": {"line": "1", "quantity": "260", "date":
"2026-04-09"}}]

**Schedule:**
    2026-04-30 unit 12150.00

**Source:** R15 and R16; Lago names the modes: graduated, volume, package.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from models.event import UnitsDelivered
from models.extraction import Finding
from models.price import Tier
from models.schedule import Proof
from models.working import (
    Working,
    at_least_nothing,
    least,
    less,
    over,
    reported,
    rounded,
    rounded_to,
    term,
    times,
    total_of,
    value_of,
)
from rules.agreement.contract import ContractHistory, LineHistory, LineVersion
from rules.draft import Doubt, Draft, Outcome
from rules.lines.work_periods import WorkPeriod, outside_dates, work_periods
from rules.prices.escalation import Price, Stated, price_on

RULE = "R15"
ZERO = Decimal(0)
READINGS = (("each unit at its own tier", "graduated"), ("all units at the tier reached", "volume"))


def bill_units(history: LineHistory, contract: ContractHistory) -> Outcome:
    """Bill the units delivered in each billing period."""
    events = [event for event in contract.inbox.all(UnitsDelivered) if event.data.line == history.id]
    periods = work_periods(history, contract, days=[event.data.date for event in events])
    outcomes = [_bill(period, events, history, contract=contract) for period in periods]
    lines = tuple(line for line, _ in outcomes if line is not None)
    lost = [event.id for event in events if not any(event.data.date in period.period for period in periods)]
    pointers = list(dict.fromkeys(pointer for _, pointer in outcomes if pointer))
    doubts = tuple(
        Doubt(pointer, "How do the tiers price a quantity that passes the first?", READINGS)
        for pointer in pointers
        if pointer.endswith("tier_mode")
    )
    gaps = tuple(_no_price(pointer) for pointer in pointers if not pointer.endswith("tier_mode"))
    return Outcome(lines, doubts, (*gaps, *outside_dates(history, lost)))


def _bill(
    period: WorkPeriod, events: list[UnitsDelivered], history: LineHistory, *, contract: ContractHistory
) -> tuple[Draft | None, str | None]:
    """The period's line, and the term that is missing where its amount is in doubt."""
    mine = [event for event in events if event.data.date in period.period]
    delivered = sum((event.data.quantity for event in mine), Decimal(0))
    line = period.version.line
    before = [event for event in events if event.data.date < period.period.start]
    included = _included(before, period.version)
    quantity = max(delivered - value_of(included), Decimal(0))
    if quantity == 0:
        return None, None
    missing = _missing(period.version, quantity)
    unit_of = _prices(history, period.period.start, contract)
    formula, working = "", None
    if missing is None:
        units = _billable(mine, included)
        working, formula = price_quantity(units, period.version, prices=unit_of)
    pointers: tuple[str, ...] = (period.version.pointer("tiers" if line.tiers else "unit_amount"),)
    if line.included_quantity:
        formula = f"{delivered} - {value_of(included)} included: {formula}"
        pointers = (*pointers, period.version.pointer("included_quantity"))
    rounding = rounded(working, contract.currency) if working else None
    used = tuple(event.id for event in mine)
    proof = Proof(rule=RULE, formula=formula, pointers=pointers, events=used, working=rounding)
    draft = period.draft("unit", "units.delivered", what=line.unit or "Units", proof=proof)
    if rounding is None:
        return replace(draft, held=True), missing
    return (replace(draft, amount=rounding.value) if rounding.value else None), None


def _billable(events: list[UnitsDelivered], included: Working) -> Working:
    """The quantity delivered, less what is included."""
    delivered = _delivered(events, "delivered")
    return less(delivered, included, name="beyond the included") if value_of(included) else delivered


def _delivered(events: list[UnitsDelivered], name: str) -> Working:
    return total_of([reported("quantity", event.data.quantity, event.id) for event in events], name)


def _included(before: list[UnitsDelivered], version: LineVersion) -> Working:
    """What a period includes: its own quantity, or of one for the whole term what is left."""
    line = version.line
    stated = term("included", line.included_quantity or Decimal(0), version.pointer("included_quantity"))
    if line.included_over != "term" or not before:
        return stated
    return at_least_nothing(less(stated, _delivered(before, "delivered before")), "left of the included")


def _missing(version: LineVersion, quantity: Decimal) -> str | None:
    line = version.line
    if not line.tiers:
        return version.pointer("unit_amount") if line.unit_amount is None else None
    first, last = line.tiers[0].up_to, line.tiers[-1].up_to
    if line.tier_mode is None and first is not None and quantity > first:
        return version.pointer("tier_mode")
    if line.tier_mode == "package":
        return None if first else version.pointer("tiers", 0, "up_to")
    return version.pointer("tiers") if last is not None and quantity > last else None


def _prices(history: LineHistory, day: date, contract: ContractHistory) -> list[Price]:
    """The unit prices in force on a day, per tier."""
    version = history.on(day) or history.latest
    if not version.line.tiers:
        pointer = version.pointer("unit_amount")
        return [
            price_on(
                day,
                history,
                contract=contract,
                value_of=lambda found: (found.line.unit_amount, None),
                pointer=pointer,
            )
        ]
    return [
        price_on(
            day,
            history,
            contract=contract,
            value_of=partial(_tier_price, index=index),
            pointer=version.pointer("tiers", index, "unit_amount"),
        )
        for index in range(len(version.line.tiers))
    ]


def _tier_price(version: LineVersion, *, index: int) -> Stated:
    tiers = version.line.tiers
    return (tiers[index].unit_amount if index < len(tiers) else None), None


def price_quantity(
    units: Working, version: LineVersion, *, prices: list[Price]
) -> tuple[Working | None, str]:
    """The exact price of a quantity and its formula; None where an index is awaited."""
    known = [price.working for price in prices if price.working is not None]
    if len(known) < len(prices):
        return None, "the index is not published"
    tiers, quantity = version.line.tiers, units.value or ZERO
    if not tiers:
        return times(units, known[0]), f"{quantity} x {known[0].value}"
    if version.line.tier_mode == "package":
        size = term("package of", tiers[0].up_to or Decimal(1), version.pointer("tiers", 0, "up_to"))
        packages = rounded_to(over(units, size), 0, "up", name="packages begun")
        return times(packages, known[0]), f"{packages.value} packages x {known[0].value}"
    if version.line.tier_mode == "volume":
        reached = next(at for at, tier in enumerate(tiers) if tier.up_to is None or quantity <= tier.up_to)
        return times(units, known[reached]), f"{quantity} x {known[reached].value}"
    parts = [
        times(_within(at, units, version), price, name=f"tier {at + 1}")
        for at, (part, price) in enumerate(zip(tier_quantities(quantity, tiers), known, strict=True))
        if part
    ]
    return total_of(parts, "tiers"), " + ".join(
        f"{part.parts[0].value} x {part.parts[1].value}" for part in parts
    )


def _within(at: int, units: Working, version: LineVersion) -> Working:
    """How much of the quantity falls into one tier, from where the one below ends."""
    tiers = version.line.tiers
    ends = [
        term("up to", tier.up_to, version.pointer("tiers", index, "up_to"))
        for index, tier in enumerate(tiers)
        if tier.up_to is not None and index <= at
    ]
    upto = units if tiers[at].up_to is None else least(units, ends[at])
    return less(upto, max(ends[:at], key=lambda end: end.value), name="in the tier") if at else upto


def tier_quantities(quantity: Decimal, tiers: tuple[Tier, ...]) -> list[Decimal]:
    """How much of a quantity falls into each tier."""
    parts, below = [], Decimal(0)
    for tier in tiers:
        upto = quantity if tier.up_to is None else min(quantity, tier.up_to)
        parts.append(max(upto - below, Decimal(0)))
        below = max(upto, below)
    return parts


def _no_price(pointer: str) -> Finding:
    message = "some units have no price here, so they are held; complete the prices"
    return Finding(code="L14", severity="error", message=message, pointers=(pointer,))
