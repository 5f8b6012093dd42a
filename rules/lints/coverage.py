"""Terms that another term needs: L06, L09, L11, L12, L15, L17 to L20, L22 and L23.

**Clause:** 10% of each invoice is retained. The fee of USD 10.00 is due on June 30, 2026.

**Terms:** {"currency": "USD", "retention": {"percent": "10"}, "lines": [{"id": "1", "billing_method":
"fixed_price", "amount": "10.00", "end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 10.00
    2026-06-30 retention_withheld -1.00

**Source:** lints L06, L09, L11, L12, L15, L17 to L20, L22 and L23.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations

from models.extraction import Finding
from models.finding_kind import FindingCode
from models.pointer import join
from models.price import Cap
from models.terms import BillingMethod, Line, Terms
from rules.agreement.contract import LineVersion
from rules.dates.jurisdiction import country_of
from rules.prices.rate_card import plain_name


def check_coverage(terms: Terms) -> list[Finding]:
    """L06, L09, L11, L12, L15, L17 to L20, L22 and L23."""
    found = [*_currency(terms), *_retention(terms), *_escalation(terms), *_calendar(terms)]
    found += [*_acceptance(terms), *_rates(terms), *_parties(terms), *_orders(terms), *_expenses(terms)]
    return [*found, *_covered_twice(terms)]


def _parties(terms: Terms) -> Iterator[Finding]:
    names = {_entity(party.name) for party in terms.parties}
    if terms.billing_entity and names and _entity(terms.billing_entity) not in names:
        message = "the billing entity is none of the parties; correct one of them"
        yield _finding("L20", message, "/billing_entity", "/parties")
    if terms.kind == "change_order" and terms.parent_reference is None:
        message = "the change order gives no number of the agreement that it changes; name it"
        yield _note("L22", message, "/parent_reference")


def _entity(name: str) -> str:
    """A legal name without differences of case, spacing and points."""
    return plain_name(name.replace(",", " ").replace(".", ""))


def _orders(terms: Terms) -> Iterator[Finding]:
    if terms.payment and terms.payment.purchase_order_required and not terms.purchase_orders:
        message = "invoices need a purchase order and none is known; get its number before the first one"
        yield _finding("L17", message, "/payment/purchase_order_required", "/purchase_orders")


def _expenses(terms: Terms) -> Iterator[Finding]:
    expenses = terms.expenses
    if expenses is None:
        return
    capped = "/expenses/cap" if expenses.cap is not None else "/expenses/caps"
    if expenses.markup_percent and (expenses.cap or expenses.caps) and expenses.cap_basis is None:
        message = "nothing says whether the cap holds the cost or the cost with its markup; state it"
        yield _finding("L18", message, capped, "/expenses/markup_percent")
    for index, cap in enumerate(expenses.caps):
        if cap.percent_of_fees is not None and cap.per is None:
            pointer = join("expenses", "caps", index, "per")
            yield _finding("L18", "a cap in percent of fees does not say of which; state its period", pointer)
    if expenses.reimbursable and terms.lines and not any(_is(line, "expenses") for line in terms.lines):
        yield _note("L23", "expenses are reimbursable and no line bills them; add one", "/expenses", "/lines")


def _covered_twice(terms: Terms) -> Iterator[Finding]:
    """Time lines of the same days that both price the same work: an entry must say which it belongs to."""
    lines = [
        LineVersion(date.min, date.max, index, line, terms)
        for index, line in enumerate(terms.lines)
        if _is(line, "time_and_materials")
    ]
    for one, other in combinations(lines, 2):
        shared = _priced(one.line) & _priced(other.line)
        if shared and _meet(one, other):
            message = "two lines price the same role on the same days; approved time must name its line"
            yield _note("L23", message, one.pointer("rates"), other.pointer("rates"))


def _priced(line: Line) -> set[tuple[str, str]]:
    rates = [rate for rate in line.rates if rate.amount is not None]
    return {(plain_name(rate.role or ""), plain_name(rate.location or "")) for rate in rates}


def _meet(one: LineVersion, other: LineVersion) -> bool:
    """Whether two lines share a day; a date that is not known is open."""
    latest_start = max(version.first_day or date.min for version in (one, other))
    return latest_start <= min(version.last_day or date.max for version in (one, other))


def _is(line: Line, method: BillingMethod) -> bool:
    return line.billing_method == method


def _currency(terms: Terms) -> Iterator[Finding]:
    if terms.currency is None and any(_amounts(terms)):
        yield _finding(
            "L09", "no currency is stated, amounts are rounded to two digits; state it", "/currency"
        )


def _amounts(terms: Terms) -> Iterator[Decimal | None]:
    """Every price that the terms may state; None where one is not stated."""
    yield from (terms.contract_value, terms.not_to_exceed)
    for line in terms.lines:
        yield from (line.amount, line.unit_amount, line.overage_rate)
        yield from (milestone.amount for milestone in line.milestones)
        yield from (rate.amount for rate in line.rates)
        yield from (tier.unit_amount for tier in line.tiers)


def _retention(terms: Terms) -> Iterator[Finding]:
    if terms.retention is None or not terms.retention.percent:
        return
    releases = terms.retention.releases
    milestones = {milestone.id for line in terms.lines for milestone in line.milestones}
    if not releases:
        yield _finding(
            "L11", "nothing says when the retention is released; state its release", "/retention/releases"
        )
    for index, release in enumerate(releases):
        if release.milestone is not None and release.milestone not in milestones:
            pointer = join("retention", "releases", index, "milestone")
            yield _finding("L11", "the release names a milestone that does not exist; correct it", pointer)


def _escalation(terms: Terms) -> Iterator[Finding]:
    escalation = terms.escalation
    if escalation is None:
        return
    if escalation.index is not None and escalation.base_period is None:
        yield _finding("L15", "the index has no base period; state it", "/escalation/base_period")
    if escalation.first_on is None:
        yield _finding("L15", "nothing says when prices rise first; state the day", "/escalation/first_on")


def _calendar(terms: Terms) -> Iterator[Finding]:
    milestones = [milestone for line in terms.lines for milestone in line.milestones]
    reviews = [terms.acceptance, *(milestone.acceptance for milestone in milestones)]
    if country_of(terms.governing_law) is not None:
        return
    if any(rule.trigger == "holiday" for line in terms.lines for rule in line.multipliers):
        message = "no day counts as a public holiday because the governing law's country is not known"
        yield _finding("L19", f"{message}; state the governing law", "/governing_law")
    if any(review and review.business_days for review in reviews):
        message = (
            "business days count without public holidays because the governing law's country is not known"
        )
        yield _finding("L19", f"{message}; state the governing law", "/governing_law")


def _acceptance(terms: Terms) -> Iterator[Finding]:
    for index, line in enumerate(terms.lines):
        waiting = [milestone for milestone in line.milestones if milestone.trigger or not milestone.due_date]
        deemed = terms.acceptance and terms.acceptance.deemed
        if any(
            not (deemed or (milestone.acceptance and milestone.acceptance.deemed)) for milestone in waiting
        ):
            message = "milestones wait for an acceptance that no silence replaces; payment can be held up"
            yield _note("L12", message, join("lines", index, "milestones"))


def _rates(terms: Terms) -> Iterator[Finding]:
    for index, line in enumerate(terms.lines):
        if _is(line, "time_and_materials") and not any(rate.amount is not None for rate in line.rates):
            message = "this line bills time but has no rates; add the rate card"
            yield _finding("L06", message, join("lines", index, "rates"))
    cards = [_priced(line) for line in terms.lines if _is(line, "time_and_materials")]
    roles = {role for card in cards for role, _ in card}
    for pointer, cap in _caps(terms):
        if roles and cap.role is not None and not {plain_name(cap.role), ""} & roles:
            yield _finding("L06", "a cap is for a role that has no rate; add the rate or correct it", pointer)


def _caps(terms: Terms) -> Iterator[tuple[str, Cap]]:
    for index, cap in enumerate(terms.caps):
        yield join("caps", index, "role"), cap
    for at, line in enumerate(terms.lines):
        for index, cap in enumerate(line.caps):
            yield join("lines", at, "caps", index, "role"), cap


def _note(code: FindingCode, message: str, *pointers: str) -> Finding:
    return Finding(code=code, severity="info", message=message, pointers=pointers)


def _finding(code: FindingCode, message: str, *pointers: str) -> Finding:
    return Finding(code=code, severity="warning", message=message, pointers=pointers)
