"""The rate between the contract's currency and another: the contract's own, or as it is published.

**Clause:** Fees are stated in euros and may not exceed USD 130,000.00 at the rate published on the day of the
work. The fee of EUR 125,000.00 is due on June 30, 2026.

**Terms:** {"currency": "EUR", "fx": {"type": "spot"}, "caps": [{"id": "c", "amount": "130000.00", "currency":
"USD"}], "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "125000.00", "end_date":
"2026-06-30"}]}

**Events:** [{"type": "engross.exchange_rate.published", "data": {"base": "EUR", "quote": "USD", "rate":
"1.0832", "date": "2026-06-29"}}]

**Schedule:**
    2026-06-30 instalment 120014.77
    2026-06-30 write_down 4985.23

**Source:** R27: 125,000 EUR are 135,400 USD; the line is converted, not the cap: 130,000 / 1.0832.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.event import ExchangeRatePublished
from models.provision import Fx
from models.working import Working, fixed, over, reported, term, total_of
from rules.agreement.contract import ContractHistory
from rules.agreement.inbox import instant


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """Units of another currency for one of the contract's, with the events it comes from."""

    working: Working
    events: tuple[str, ...] = ()


def rate_on(day: date, currency: str, contract: ContractHistory) -> ExchangeRate | None:
    """The rate for a day; None where the terms do not say which, or none is published by then."""
    fx = contract.on(day).fx or Fx()
    if fx.type in {None, "fixed"}:
        stated = fx.fixed_rate if fx.currency in {None, currency} else None
        return ExchangeRate(term("exchange rate", stated, "/fx/fixed_rate")) if stated else None
    known = [quoted for quoted in _published(currency, contract) if quoted[0] <= day]
    if fx.type == "monthly_average":
        known = [quoted for quoted in known if (quoted[0].year, quoted[0].month) == (day.year, day.month)]
    if not known:
        return None
    used = known if fx.type == "monthly_average" else known[-1:]
    events = tuple(event for _, _, event in used)
    if len(used) == 1:
        return ExchangeRate(used[0][1], events)
    count = fixed("rates published in the month", len(used), "R27")
    return ExchangeRate(over(total_of(rate for _, rate, _ in used), count, "mean rate"), events)


def _published(currency: str, contract: ContractHistory) -> list[tuple[date, Working, str]]:
    """Day, rate and event of every publication, the earliest first; the inverse rate counts too."""
    found: list[tuple[date, Working, str]] = []
    for event in sorted(
        contract.inbox.all(ExchangeRatePublished), key=lambda each: (each.data.date, instant(each))
    ):
        quoted = event.data
        if (quoted.base, quoted.quote) == (contract.currency, currency):
            found.append((quoted.date, reported("exchange rate", quoted.rate, event.id), event.id))
        elif (quoted.quote, quoted.base) == (contract.currency, currency) and quoted.rate:
            inverse = over(fixed("one", 1, "R27"), reported("exchange rate", quoted.rate, event.id))
            found.append((quoted.date, inverse, event.id))
    return found
