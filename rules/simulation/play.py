"""Simulate a contract under other terms, and beside it every variant with what it changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from models.comparison import MonthDelta
from models.errors import InvalidTerms
from models.event import Event
from models.pointer import apply_patch
from models.problem import field_problems
from models.schedule import BillingLine, LineKind, Schedule
from models.simulation import CashMonth, MonthAmount, Scenario, Simulation, VariantScenario
from models.terms import Terms
from rules.agreement.inbox import Inbox
from rules.engine import build_schedule
from rules.proof.compare import compare
from rules.readings.expected_payments import Conduct, expect_payments
from rules.simulation.cash import Receipt, cash_by_month, days_to_cash, receipts_of

ZERO = Decimal(0)
Patch = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Variant:
    """Terms under a name, and the operations that make them of the base's, where they are made so."""

    name: str
    terms: Terms
    patch: tuple[dict[str, Any], ...] = ()


def variant_of(base: Terms, name: str, patch: Patch) -> Variant:
    """The variant that RFC 6902 operations make of terms.

    Raises:
        InvalidTerms: An operation leads nowhere, or what comes out is not terms; the message names the place.
    """
    try:
        changed = apply_patch(base.model_dump(mode="json"), patch)
        return Variant(name, Terms.model_validate(changed), tuple(dict(operation) for operation in patch))
    except InvalidTerms:
        raise InvalidTerms("an operation of the patch leads nowhere in the terms; check its path") from None
    except ValidationError as error:
        places = "; ".join(f"{found.pointer}: {found.detail}" for found in field_problems(error)[:5])
        raise InvalidTerms(f"what the patch makes is not terms: {places}") from None


def simulate(
    base: Terms,
    variants: Sequence[Variant],
    events: Iterable[Event] = (),
    *,
    as_of: date,
    conduct: Conduct | None = None,
) -> Simulation:
    """The base and each variant under the same events and the same way of paying.

    Raises:
        InvalidTerms: Terms that cannot be billed; see `build_schedule`.
        InvalidEvent: An amendment that does not fit the terms of a variant.
        CurrencyMismatch: A variant in another currency.
    """
    happened, conduct = tuple(events), conduct or Conduct()
    schedule, receipts = _play(Variant("base", base), happened, as_of, conduct=conduct)
    scenario = _scenario(Variant("base", base), schedule, receipts)
    return Simulation(
        as_of=as_of,
        currency=schedule.project.currency,
        late_days=conduct.late_days,
        early=conduct.early,
        base=scenario,
        variants=tuple(
            _beside(variant, schedule, scenario.cash, events=happened, conduct=conduct)
            for variant in variants
        ),
    )


def _beside(
    variant: Variant,
    base: Schedule,
    cash: tuple[CashMonth, ...],
    *,
    events: tuple[Event, ...],
    conduct: Conduct,
) -> VariantScenario:
    schedule, receipts = _play(variant, events, base.as_of, conduct=conduct)
    scenario = _scenario(variant, schedule, receipts)
    return VariantScenario(
        **{name: getattr(scenario, name) for name in Scenario.model_fields},
        changes=compare(base, schedule),
        cash_changes=_cash_changes(cash, scenario.cash),
    )


def _play(
    variant: Variant, events: tuple[Event, ...], as_of: date, *, conduct: Conduct
) -> tuple[Schedule, tuple[Receipt, ...]]:
    """The schedule with what the way of paying costs or saves, and the money that arrives."""
    schedule = build_schedule(variant.terms, events, as_of=as_of, supposing=True)
    payment = variant.terms.payment
    if conduct != Conduct():
        supposed = expect_payments(schedule.billing, payment, conduct=conduct)
        paid = build_schedule(variant.terms, (*events, *supposed), as_of=as_of)
        known = {line.id for line in schedule.billing}
        more = tuple(line for line in paid.billing if line.id not in known)
        schedule = schedule.model_copy(update={"billing": (*schedule.billing, *more)})
    return schedule, receipts_of(schedule.billing, Inbox.of(events), payment, conduct=conduct)


def _scenario(variant: Variant, schedule: Schedule, receipts: tuple[Receipt, ...]) -> Scenario:
    totals = _totals(schedule.billing)
    written_down = totals.get("write_down", ZERO)
    return Scenario(
        name=variant.name,
        terms_sha256=schedule.terms_sha256,
        patch=variant.patch,
        total=sum(totals.values(), ZERO) - written_down,
        totals=totals,
        written_down=written_down,
        held=sum(line.status == "held" for line in schedule.billing),
        unknown=sum(line.amount is None and line.status != "held" for line in schedule.billing),
        revenue_total=sum((line.amount for line in schedule.revenue), ZERO),
        days_to_cash=days_to_cash(receipts),
        billed=_months(
            (line.bill_on, line.amount)
            for line in schedule.billing
            if line.amount is not None and line.kind != "write_down"
        ),
        cash=cash_by_month(receipts),
        revenue=_months((line.period.end, line.amount) for line in schedule.revenue),
        readings=schedule.readings,
        assumptions=schedule.assumptions,
    )


def _totals(lines: Iterable[BillingLine]) -> dict[LineKind, Decimal]:
    sums: defaultdict[LineKind, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.amount is not None:
            sums[line.kind] += line.amount
    return dict(sorted(sums.items()))


def _months(dated: Iterable[tuple[date | None, Decimal]]) -> tuple[MonthAmount, ...]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for day, amount in dated:
        sums[f"{day:%Y-%m}" if day else "~"] += amount
    return tuple(
        MonthAmount(month=None if month == "~" else month, amount=amount)
        for month, amount in sorted(sums.items())
    )


def _cash_changes(before: Iterable[CashMonth], after: Iterable[CashMonth]) -> tuple[MonthDelta, ...]:
    was, now = ({entry.month: entry.received + entry.expected for entry in side} for side in (before, after))
    months = sorted({*was, *now}, key=lambda month: month or "~")
    return tuple(
        MonthDelta(
            month=month,
            before=was.get(month, ZERO),
            after=now.get(month, ZERO),
            delta=now.get(month, ZERO) - was.get(month, ZERO),
        )
        for month in months
    )
