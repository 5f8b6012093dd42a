"""A minimum commitment: what the fees of a window fall short of it, billed on the window's last day.

**Clause:** Client commits to fees of at least USD 9,000.00 per quarter from January 1, 2026 to June 30, 2026.
The fee is USD 8,145.00 per quarter.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-06-30", "minimum_commitment":
{"amount": "9000.00", "period": "quarter", "carry_forward": false}, "lines": [{"id": "1", "billing_method":
"recurring", "amount": "8145.00", "period": "quarter", "proration": "none"}]}

**Schedule:**
    2026-03-31 recurring 8145.00
    2026-03-31 true_up 855.00
    2026-06-30 recurring 8145.00
    2026-06-30 true_up null

**Source:** R17; Lago bills a true-up at the end of the period.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.period import Period
from models.price import MinimumCommitment
from models.schedule import LedgerEntry, Proof
from models.terms import PeriodUnit, Terms
from models.working import (
    Working,
    at_least_nothing,
    fixed,
    from_line,
    less,
    over,
    rounded,
    so_far,
    term,
    times,
    value_of,
)
from rules.agreement.contract import ContractHistory, end_of, start_of
from rules.dates.periods import anchored_periods, step_from
from rules.draft import Doubt, Draft, Outcome, post

RULE = "R17"
ZERO = Decimal(0)
UNITS: dict[str, PeriodUnit] = {
    "month": "month",
    "quarter": "quarter",
    "half_year": "half_year",
    "year": "year",
}
READINGS = (
    ("per month", "month"),
    ("per quarter", "quarter"),
    ("per half year", "half_year"),
    ("per year", "year"),
    ("over the whole term", "term"),
)


def true_up(
    drafts: Sequence[Draft], contract: ContractHistory, *, discounts: Sequence[Draft] = ()
) -> Outcome:
    """Bill what each window's fees, before discount and retention, fall short of the minimum."""
    terms = contract.latest
    minimum = terms.minimum_commitment
    if minimum is None or minimum.amount is None:
        return Outcome()
    windows = _windows(minimum, terms, contract)
    if minimum.period is None:
        doubt = Doubt("/minimum_commitment/period", "Over which time is the minimum measured?", READINGS)
        held = [
            _line(number, window, None, held=True, formula="depends on the period")
            for number, window in windows
        ]
        return Outcome(tuple(held), (doubt,))
    lines, entries, surplus = [], list[LedgerEntry](), ZERO
    for number, window in windows:
        counting = (*drafts, *(discounts if minimum.basis == "net_of_discount" else ()))
        fees = [
            line for line in counting if _counts(line, minimum) and line.bill_on and line.bill_on in window
        ]
        billed = sum((draft.amount or ZERO for draft in fees), ZERO)
        wanted = rounded(_least(contract, window, minimum), contract.currency)
        counted = [from_line("fee", draft.amount, draft.id) for draft in fees if draft.amount]
        forward = [so_far("carried forward", surplus, "minimum")] if surplus else []
        short = less(wanted, *counted, *forward, name="short")
        due = value_of(wanted) - billed - surplus
        _count(entries, fees, window, limit=None)
        line = _shortfall(number, window, short, contract=contract, fees=fees)
        lines += [line] if line.amount != 0 else []
        if line.amount:
            post(entries, line, line.amount, account=f"{window.start}")
        surplus = max(-due, ZERO) if minimum.carry_forward else ZERO
    return Outcome(tuple(lines), ledger=tuple(entries))


def _windows(minimum: MinimumCommitment, terms: Terms, contract: ContractHistory) -> list[tuple[int, Period]]:
    """The windows from the first day on, the last one ending with the contract.

    Without an end, the windows begun by the day we stand on count, each whole; the whole term has none.
    """
    start, end = start_of(terms), end_of(terms)
    if start is None or (end is None and minimum.period == "term"):
        return []
    dates = Period.through(start, max(end or contract.as_of, start))
    unit = UNITS.get(minimum.period or "")
    windows = [dates] if unit is None else list(anchored_periods(dates, unit))
    if end is not None:
        windows = [window.cut(dates) or window for window in windows]
    return list(enumerate(windows, 1))


def _counts(line: Draft, minimum: MinimumCommitment) -> bool:
    """Whether a line counts towards the minimum: every fee, unless the terms name what does."""
    if line.kind == "discount":
        return True
    if not minimum.counts:
        return line.is_fee
    fees = "fees" in minimum.counts and line.is_fee
    units = "units" in minimum.counts and line.kind == "unit"
    return fees or units or ("expenses" in minimum.counts and line.kind == "expense")


def _least(contract: ContractHistory, window: Period, minimum: MinimumCommitment) -> Working:
    """The minimum in force when the window starts, for its days where a cut window asks for its share."""
    stated = contract.on(window.start).minimum_commitment or minimum
    amount = term("minimum", stated.amount or ZERO, "/minimum_commitment/amount")
    unit = UNITS.get(minimum.period or "")
    if stated.proration != "actual" or unit is None:
        return amount
    whole = Period(window.start, step_from(window.start, unit, 1))
    if window.days >= whole.days:
        return amount
    days = (fixed("days", window.days, RULE), fixed("days of the whole window", whole.days, RULE))
    return over(times(amount, days[0]), days[1], "for the days")


def _count(entries: list[LedgerEntry], fees: list[Draft], window: Period, limit: Decimal | None) -> None:
    for draft in fees:
        if draft.amount:
            post(entries, draft, draft.amount, account=f"{window.start}", limit=limit)


def _shortfall(
    number: int, window: Period, short: Working, *, contract: ContractHistory, fees: list[Draft]
) -> Draft:
    """The true-up of a window: not known before its last day, held while one of its fees is."""
    held = any(draft.held for draft in fees)
    formula = "the minimum less the fees of the window and what earlier windows carry forward"
    if held or contract.as_of < window.last:
        return _line(number, window, None, held=held, formula=formula)
    return _line(
        number,
        window,
        at_least_nothing(short),
        held=False,
        formula=f"{value_of(short)} short: {formula}",
    )


def _line(number: int, window: Period, working: Working | None, *, held: bool, formula: str) -> Draft:
    return Draft(
        id=f"minimum-{number}",
        line=None,
        kind="true_up",
        description=f"Minimum commitment, {window.start} to {window.last}",
        proof=Proof(
            rule=RULE,
            formula=formula,
            pointers=("/minimum_commitment/amount", "/minimum_commitment/period"),
            working=working,
        ),
        amount=value_of(working) if working else None,
        bill_on=window.last,
        period=window,
        held=held,
    )
