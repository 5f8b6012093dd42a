"""Terms that another term needs: L06, L09, L11, L12, L15, L19, L20 and L22.

**Clause:** 10% of each invoice is retained. The fee of USD 10.00 is due on June 30, 2026.

**Terms:** {"currency": "USD", "retention": {"percent": "10"}, "lines": [{"id": "1", "billing_method":
"fixed_price", "amount": "10.00", "end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 10.00
    2026-06-30 retention_withheld -1.00

**Source:** lints L06, L09, L11, L12, L15, L19, L20 and L22.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.extraction import Finding
from models.pointer import join
from models.terms import Terms
from rules.jurisdiction import country_of
from rules.rate_card import plain_name


def check_coverage(terms: Terms) -> list[Finding]:
    """L06, L09, L11, L12, L15, L19, L20 and L22."""
    found = [*_currency(terms), *_retention(terms), *_escalation(terms), *_calendar(terms)]
    return [*found, *_acceptance(terms), *_rates(terms), *_parties(terms)]


def _parties(terms: Terms) -> Iterator[Finding]:
    names = {plain_name(party.name) for party in terms.parties}
    if terms.billing_entity and names and plain_name(terms.billing_entity) not in names:
        yield _finding(
            "L20", "the billing entity is none of the parties; correct one of them", "/billing_entity"
        )
    if terms.kind == "change_order" and terms.parent_reference is None:
        yield _finding("L22", "the change order names no agreement that it changes", "/parent_reference")


def _currency(terms: Terms) -> Iterator[Finding]:
    if terms.lines and terms.currency is None:
        yield _finding(
            "L09", "no currency is stated, amounts are rounded to two digits; state it", "/currency"
        )


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
            yield Finding(
                code="L12", severity="info", message=message, pointers=(join("lines", index, "milestones"),)
            )


def _rates(terms: Terms) -> Iterator[Finding]:
    for index, line in enumerate(terms.lines):
        if line.billing_method == "time_and_materials" and not any(
            rate.amount is not None for rate in line.rates
        ):
            yield _finding(
                "L06",
                "this line bills time but has no rates; add the rate card",
                join("lines", index, "rates"),
            )


def _finding(code: str, message: str, *pointers: str) -> Finding:
    return Finding(code=code, severity="warning", message=message, pointers=pointers)
