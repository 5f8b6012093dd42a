"""RATE: each line again, at the rate card's rate of the day of the work."""

from __future__ import annotations

from decimal import Decimal

from disputes.checks.facts import Facts, not_checkable, refuted
from disputes.invoice import InvoiceLine
from models.dispute import ClaimCheck
from models.price import Rate
from models.terms import Terms

NAME = "re-rate lines by work date"


def check_rates(facts: Facts) -> ClaimCheck:
    """Supported where lines were billed above the card; delta is the sum over those lines."""
    if facts.terms is None or facts.invoice is None:
        return not_checkable(NAME, "needs the contract's rate card and the invoice's lines")
    delta, rated = Decimal(0), 0
    for line in facts.invoice.lines:
        agreed = _agreed_rate(line, facts.terms)
        if agreed is None or line.rate is None or line.hours is None:
            continue
        rated += 1
        delta += (line.rate - agreed) * line.hours
    if not rated:
        return not_checkable(NAME, "no line has hours, a rate and exactly one hourly rate on the card")
    detail = f"{rated} of {len(facts.invoice.lines)} lines have a rate on the card"
    return facts.supported(NAME, delta, detail) if delta > 0 else refuted(NAME, detail)


def _agreed_rate(line: InvoiceLine, terms: Terms) -> Decimal | None:
    found = {
        rate.amount
        for part in terms.lines
        for rate in part.rates
        if rate.amount is not None and rate.unit == "hour" and _covers(rate, line)
    }
    return found.pop() if len(found) == 1 else None


def _covers(rate: Rate, line: InvoiceLine) -> bool:
    if rate.role is None or line.role is None or rate.role.casefold() != line.role.casefold():
        return False
    if rate.effective_from is None and rate.effective_to is None:
        return True
    if line.on is None:
        return False
    after = rate.effective_from is None or rate.effective_from <= line.on
    return after and (rate.effective_to is None or line.on <= rate.effective_to)
