"""Revenue earned evenly by days, shown by calendar month.

**Clause:** The annual fee of USD 365.00 is paid in advance on July 1, 2025 for the year to June 30, 2026.

**Terms:** {"currency": "USD", "start_date": "2025-07-01", "end_date": "2026-06-30", "payment":
{"billing_timing": "advance"}, "lines": [{"id": "1", "billing_method": "recurring", "amount": "365.00",
"period": "year", "proration": "none"}]}

**Schedule:**
    2025-07-01 recurring 365.00

**Source:** R41; ASC 606-10-25-31, a series of distinct services is satisfied over time.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.money import Money, to_minor_unit
from models.period import Period
from models.schedule import Proof, RevenueLine, shown_period
from models.working import Working, fixed, from_line, less, over, rounded, so_far, times, value_of
from rules.agreement.contract import ContractHistory, LineVersion
from rules.catalogue import source_of
from rules.dates.periods import calendar_periods
from rules.draft import Draft
from rules.revenue.earned_on_event import earn_on_events

RULE = "R41"


def earn_over_dates(
    version: LineVersion, drafts: Sequence[Draft], contract: ContractHistory
) -> list[RevenueLine]:
    """A fixed price over the days of its line; where those are not known, as it is invoiced."""
    first, last = version.first_day, version.last_day
    if first is None or last is None or last < first:
        return earn_on_events(version, drafts, contract, method="as_invoiced")
    billed = [from_line("billed", draft.amount, draft.id) for draft in drafts if draft.amount]
    total = sum((line.value for line in billed), Decimal(0))
    whole = billed[0] if len(billed) == 1 else so_far("billed in all", total, version.line.id)
    return spread(version, whole, Period.through(first, last), currency=contract.currency)


def earn_over_periods(
    version: LineVersion, drafts: Sequence[Draft], contract: ContractHistory
) -> list[RevenueLine]:
    """Each fee over its period; hours beyond a retainer as they are invoiced."""
    lines: list[RevenueLine] = []
    for draft in drafts:
        if draft.kind == "time" or draft.period is None or draft.amount is None:
            lines += earn_on_events(version, [draft], contract, method="as_invoiced")
        else:
            billed = from_line("billed", draft.amount, draft.id)
            lines += spread(version, billed, draft.period, currency=contract.currency)
    return lines


def spread(
    version: LineVersion, billed: Working, dates: Period, *, currency: str | None, rule: str = RULE
) -> list[RevenueLine]:
    """The total by the days of each calendar month: to its end, less what the months before have."""
    months = [part for part, _ in calendar_periods(dates, "month")]
    total = value_of(billed)
    whole = len(months) == 1
    shares = [to_minor_unit(total, currency)] if whole else _shares(total, months, currency)
    lines, given, days = [], Decimal(0), 0
    for month, share in zip(months, shares, strict=True) if total else ():
        days += month.days
        working = billed if whole else _to_here(billed, days, dates, currency)
        proof = Proof(
            rule=rule,
            formula=f"{total} x {month.days}/{dates.days} days",
            pointers=(version.pointer("amount"),),
            source=source_of(RULE),
            working=less(working, so_far("earned before", given, version.line.id)) if given else working,
        )
        lines.append(
            RevenueLine(
                obligation=version.line.id,
                period=shown_period(month),
                amount=share,
                method="straight_line",
                proof=proof,
            )
        )
        given += share
    return lines


def _shares(total: Decimal, months: list[Period], currency: str | None) -> list[Decimal]:
    parts = Money(total, currency or "").allocate([Decimal(month.days) for month in months])
    return [part.amount for part in parts]


def _to_here(billed: Working, days: int, dates: Period, currency: str | None) -> Working:
    upto = times(billed, fixed("days to here", days, "C4"))
    return rounded(over(upto, fixed("days in all", dates.days, "C4")), currency, "to this month's end")
