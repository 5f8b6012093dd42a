"""The rate for an entry: of its role and location, in force on its work date; never the nearest one.

**Clause:** Architects: USD 300.00 per hour; from February 1, 2026: USD 320.00 per hour. Time is billed
monthly from January 1, 2026 to February 28, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-02-28", "payment":
{"billing_frequency": "monthly"}, "lines": [{"id": "1", "billing_method": "time_and_materials", "rates":
[{"role": "Architect", "amount": "300.00", "unit": "hour", "effective_to": "2026-01-31"}, {"role":
"Architect", "amount": "320.00", "unit": "hour", "effective_from": "2026-02-01"}]}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "role":
"Architect", "date": "2026-01-31", "hours": "1"}}, {"type": "engross.time.approved", "data": {"entry_id":
"t2", "person": "p1", "role": "Architect", "date": "2026-02-01", "hours": "1"}}]

**Schedule:**
    2026-01-31 time 300.00
    2026-02-28 time 320.00

**Source:** R06; Dynamics 365 resolves prices by transaction date, the most specific dimension first.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from models.payload import TimeEntry
from models.price import Rate
from rules.agreement.contract import LineVersion


def find_rate(version: LineVersion, entry: TimeEntry) -> int | None:
    """The index of the rate that fits best; None where none fits, or two fit equally at different prices."""
    rates = version.line.rates
    fitting = [index for index, rate in enumerate(rates) if rate.amount is not None and _fits(rate, entry)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    most = max(_specificity(rates[index]) for index in fitting)
    best = _latest([index for index in fitting if _specificity(rates[index]) == most], rates)
    prices = {(rates[index].amount, rates[index].unit) for index in best}
    return best[0] if len(prices) == 1 else None


def _latest(equal: list[int], rates: tuple[Rate, ...]) -> list[int]:
    """Without the rates that state no end and that a later one replaces; stated dates that overlap stay."""
    since = max(rates[index].effective_from or date.min for index in equal)
    return [
        index
        for index in equal
        if rates[index].effective_to or (rates[index].effective_from or date.min) == since
    ]


def _fits(rate: Rate, entry: TimeEntry) -> bool:
    if rate.effective_from and entry.date < rate.effective_from:
        return False
    if rate.effective_to and entry.date > rate.effective_to:
        return False
    if rate.blended:
        return True
    return (
        _same(rate.role, entry.role)
        and _same(rate.location, entry.location)
        and _same(rate.person, entry.person)
    )


def _same(stated: str | None, actual: str | None) -> bool:
    """Whether a rate's dimension covers an entry's; a rate without it covers all."""
    return stated is None or (actual is not None and plain_name(stated) == plain_name(actual))


def _specificity(rate: Rate) -> tuple[bool, ...]:
    """What goes before what: a blended rate, then one person's, then a role's, then a place's."""
    return bool(rate.blended), rate.person is not None, rate.role is not None, rate.location is not None


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A role or place without differences of case and spacing."""
    return " ".join(name.casefold().split())
