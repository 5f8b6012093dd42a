"""Two schedules of one contract side by side: lines added, removed and changed, in money, and month by month.

**Clause:** The fee of USD 100.00 is due on June 30, 2026.

**Terms:** {"currency": "USD", "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "100.00",
"end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 100.00

**Source:** R33: an amendment, a late event or another reading is judged by what it moves on the invoices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import get_args

from models.comparison import LineDelta, LineField, LineState, MonthDelta, ScheduleDelta
from models.errors import CurrencyMismatch
from models.schedule import BillingLine, RevenueLine, Schedule

FIELDS: tuple[LineField, ...] = get_args(LineField)
ZERO = Decimal(0)
Months = dict[str | None, Decimal]


def compare(before: Schedule, after: Schedule) -> ScheduleDelta:
    """What changes from one schedule to the other; lines are the same where their ids are.

    Raises:
        CurrencyMismatch: The two are in different currencies, so no difference in money exists.
    """
    currency = _currency(before, after)
    was, now = _billed_months(before.billing), _billed_months(after.billing)
    months = _months(was, now)
    return ScheduleDelta(
        before_sha256=before.terms_sha256,
        after_sha256=after.terms_sha256,
        before_as_of=before.as_of,
        after_as_of=after.as_of,
        currency=currency,
        lines=_lines(before.billing, after.billing),
        months=months,
        revenue_months=_months(_earned_months(before.revenue), _earned_months(after.revenue)),
        before_total=sum(was.values(), ZERO),
        after_total=sum(now.values(), ZERO),
        delta=sum((month.delta for month in months), ZERO),
        findings_added=tuple(finding for finding in after.findings if finding not in before.findings),
        findings_removed=tuple(finding for finding in before.findings if finding not in after.findings),
    )


def _currency(before: Schedule, after: Schedule) -> str | None:
    one, other = before.project.currency, after.project.currency
    if one and other and one != other:
        raise CurrencyMismatch(one, other)
    return one or other


def _lines(before: Iterable[BillingLine], after: Iterable[BillingLine]) -> tuple[LineDelta, ...]:
    was, now = {line.id: line for line in before}, {line.id: line for line in after}
    found = [
        *(_delta(line, was.get(line.id), line) for line in now.values() if was.get(line.id) != line),
        *(_delta(line, line, None) for line in was.values() if line.id not in now),
    ]
    return tuple(sorted(found, key=_bill_on))


def _bill_on(delta: LineDelta) -> date:
    state = delta.after or delta.before
    return (state.bill_on if state else None) or date.max


def _delta(line: BillingLine, before: BillingLine | None, after: BillingLine | None) -> LineDelta:
    sides = [side for side in (before, after) if side is not None]
    known = [side.amount for side in sides if side.amount is not None]
    changed = _changed(before, after) if before and after else ()
    return LineDelta(
        id=line.id,
        line=line.line,
        kind=line.kind,
        description=line.description,
        change="changed" if changed else ("added" if after else "removed"),
        changed=changed,
        before=_state(before),
        after=_state(after),
        delta=_amount(after) - _amount(before) if known else None,
        certain=len(known) == len(sides),
    )


def _changed(before: BillingLine, after: BillingLine) -> tuple[LineField, ...]:
    return tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))


def _state(line: BillingLine | None) -> LineState | None:
    if line is None:
        return None
    return LineState(
        amount=line.amount,
        bill_on=line.bill_on,
        due_on=line.due_on,
        status=line.status,
        formula=line.proof.formula,
    )


def _amount(line: BillingLine | None) -> Decimal:
    return (line.amount if line else None) or ZERO


def _billed_months(lines: Iterable[BillingLine]) -> Months:
    sums: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.amount is not None and line.kind != "write_down":
            sums[f"{line.bill_on:%Y-%m}" if line.bill_on else None] += line.amount
    return dict(sums)


def _earned_months(lines: Iterable[RevenueLine]) -> Months:
    sums: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[f"{line.period.end:%Y-%m}"] += line.amount
    return dict(sums)


def _months(before: Months, after: Months) -> tuple[MonthDelta, ...]:
    names = sorted({*before, *after}, key=lambda name: name or "~")
    return tuple(_month(name, before.get(name, ZERO), after.get(name, ZERO)) for name in names)


def _month(name: str | None, before: Decimal, after: Decimal) -> MonthDelta:
    return MonthDelta(month=name, before=before, after=after, delta=after - before)
