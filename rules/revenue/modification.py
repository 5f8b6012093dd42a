"""Revenue of a fixed price that an amendment changes: apart from it, over what is left, or caught up at once.

**Clause:** The fee of USD 36,500.00 for the year 2026 is due on December 31, 2026. [Change Order:] From
July 1, 2026 the fee is USD 54,900.00.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-12-31", "lines": [{"id": "1",
"billing_method": "fixed_price", "amount": "36500.00"}]}

**Events:** [{"type": "engross.contract.amended", "data": {"effective_on": "2026-07-01", "modification":
"prospective", "patch": [{"op": "replace", "path": "/lines/0/amount", "value": "54900.00"}]}}]

**Schedule:**
    2026-12-31 instalment 54900.00

**Source:** R43; ASC 606-10-25-12 and 25-13: distinct at its price is separate, distinct below it is earned
over what is left, not distinct is caught up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.event import ContractAmended
from models.money import to_minor_unit
from models.period import DAY, Period
from models.schedule import RevenueLine
from models.working import so_far
from rules.agreement.contract import ContractHistory, LineHistory, LineVersion
from rules.draft import Draft
from rules.revenue.straight_line import spread

RULE = "R43"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class EarnedPart:
    """An amount that is earned evenly over its days."""

    dates: Period
    amount: Decimal

    def before(self, day: date, currency: str | None) -> Decimal:
        """What of it is earned before a day."""
        passed = self.dates.cut(Period(self.dates.start, day))
        days = passed.days if passed else 0
        return to_minor_unit(self.amount * days / self.dates.days, currency)


def modified(history: LineHistory, contract: ContractHistory) -> list[tuple[LineVersion, str]]:
    """The versions of a fixed price that change its total or days, each with how revenue takes it.

    Empty where the price is not changed, or an amendment does not say how.
    """
    stated = {
        event.data.effective_on: event.data.modification for event in contract.inbox.all(ContractAmended)
    }
    changes: list[tuple[LineVersion, str]] = []
    before = history.versions[0]
    for version in history.versions[1:]:
        if _price(version) != _price(before):
            changes.append((version, stated.get(version.since) or ""))
        before = version
    known = all(how and None not in _price(version) for version, how in changes)
    return changes if known and None not in _price(history.versions[0]) else []


def _price(version: LineVersion) -> tuple[Decimal | None, date | None, date | None]:
    return version.total, version.first_day, version.last_day


def earn_modified(
    history: LineHistory, drafts: Sequence[Draft], contract: ContractHistory
) -> list[RevenueLine]:
    """What the line earns under each of its prices; the last part takes what the bills round or add."""
    currency = contract.currency
    first = history.versions[0]
    parts = [EarnedPart(_dates(first), first.total or ZERO)]
    total = first.total or ZERO
    for version, how in modified(history, contract):
        parts = _change(parts, version, how, total=total, currency=currency)
        total = version.total or ZERO
    billed = sum((draft.amount or ZERO for draft in drafts), ZERO)
    rest = billed - sum((part.amount for part in parts), ZERO)
    parts[-1] = EarnedPart(parts[-1].dates, parts[-1].amount + rest)
    name = history.id
    return [
        line
        for part in parts
        for line in spread(
            history.latest,
            so_far("part of the price", part.amount, name),
            part.dates,
            currency=currency,
            rule=RULE,
        )
    ]


def _dates(version: LineVersion) -> Period:
    """The days of a version; its first alone where it ends before it starts."""
    first = version.first_day or date.min
    return Period.through(first, max(version.last_day or first, first))


def _change(
    parts: list[EarnedPart], version: LineVersion, how: str, *, total: Decimal, currency: str | None
) -> list[EarnedPart]:
    """The parts once a change takes effect: what is earned before stays earned."""
    day, dates, price = version.since, _dates(version), version.total or ZERO
    left = Period(max(day, dates.start), max(dates.end, day + DAY))
    if how == "separate":
        return [*parts, EarnedPart(left, price - total)]
    past = [part for part in (_cut(part, day, currency) for part in parts) if part]
    earned = sum((part.amount for part in past), ZERO)
    if how == "prospective":
        return [*past, EarnedPart(left, price - earned)]
    caught_up = EarnedPart(dates, price).before(day, currency)
    return [
        *past,
        EarnedPart(Period(left.start, left.start + DAY), caught_up - earned),
        EarnedPart(left, price - caught_up),
    ]


def _cut(part: EarnedPart, day: date, currency: str | None) -> EarnedPart | None:
    """A part as far as it is earned before a day."""
    passed = part.dates.cut(Period(part.dates.start, day))
    return EarnedPart(passed, part.before(day, currency)) if passed else None
