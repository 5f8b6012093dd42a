"""Retention: a share of each fee held back until a limit is held, and released on acceptance or a date.

**Clause:** Customer retains 10% of each invoice up to 5% of the contract price of USD 200,000.00; the
retention is released on January 30, 2027. The price is payable on June 30, 2026.

**Terms:** {"currency": "USD", "contract_value": "200000.00", "retention": {"percent": "10", "cap_percent":
"5", "releases": [{"event": "end of the warranty", "percent": "100", "on": "2027-01-30"}]}, "lines": [{"id":
"1", "billing_method": "fixed_price", "end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 200000.00
    2026-06-30 retention_withheld -10000.00
    2027-01-30 retention_release 10000.00

**Source:** R23; FIDIC 14.3 and 14.9: half on taking over, half at the end of the defects period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.extraction import Finding
from models.pointer import join
from models.provision import RetentionRelease
from models.schedule import LedgerEntry, Proof, Trigger
from models.working import (
    HUNDRED,
    Working,
    at_least_nothing,
    fixed,
    from_line,
    least,
    less,
    most,
    negative,
    percent_of,
    rounded,
    so_far,
    term,
    total_of,
    value_of,
)
from rules.acceptance import review_of
from rules.contract import Contract
from rules.draft import Draft, Outcome, in_bill_order, post

RULE = "R23"
ACCOUNT = "retention"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Release:
    """A release with the day it falls on, None while it waits."""

    number: int
    stated: RetentionRelease
    on: date | None
    trigger: Trigger | None
    events: tuple[str, ...] = ()


def retain(drafts: Sequence[Draft], contract: Contract, *, discounts: Sequence[Draft]) -> Outcome:
    """Withhold from each fee line what discounts leave of it, and release what was withheld."""
    off = {draft.fee: from_line("discount", draft.amount or ZERO, draft.id) for draft in discounts}
    held, lines = ZERO, list[Draft]()
    for draft in drafts:
        fee = from_line("fee", draft.amount or ZERO, draft.id)
        net = total_of([fee, off[draft.id]], "net of the discount") if draft.id in off else fee
        line = _withhold(draft, contract, net=net, held=held)
        if line is not None and line.amount != 0:
            lines.append(line)
            held -= line.amount or ZERO
    releases = _releases(lines, contract)
    findings = tuple(_no_cap() for line in lines[:1] if line.held)
    return Outcome((*lines, *releases), findings=findings, ledger=_ledger(lines, releases))


def _withhold(draft: Draft, contract: Contract, *, net: Working, held: Decimal) -> Draft | None:
    terms = contract.on(draft.bill_on)
    retention = terms.retention
    if retention is None or retention.percent is None or not draft.is_fee or draft.amount is None:
        return None
    pointers: tuple[str, ...] = ("/retention/percent",)
    formula = f"{retention.percent}% x {net.value}"
    percent = term("percent", retention.percent, pointers[0])
    part: Working = rounded(percent_of(percent, net), contract.currency)
    already = so_far("held", held, ACCOUNT)
    if retention.cap_percent is not None:
        pointers = (*pointers, "/retention/cap_percent", "/contract_value")
        formula += f", at most {retention.cap_percent}% of the contract value less {held} held"
        if terms.contract_value is None:
            proof = Proof(rule=RULE, formula=formula, pointers=pointers)
            return draft.beside("retention_withheld", "retention", amount=None, proof=proof, held=True)
        value = term("contract value", terms.contract_value, "/contract_value")
        share = percent_of(term("cap percent", retention.cap_percent, "/retention/cap_percent"), value)
        limit = rounded(share, contract.currency, "at most held")
        part = least(part, at_least_nothing(less(limit, already), "room"), name="within the cap")
    if value_of(part) < -held:
        part = most(part, negative(already, "all that is held"))
    working = negative(part, "withheld")
    proof = Proof(rule=RULE, formula=formula, pointers=pointers, working=working)
    return draft.beside("retention_withheld", "retention", amount=working.value, proof=proof)


def _releases(withheld: list[Draft], contract: Contract) -> list[Draft]:
    terms = contract.latest.retention
    if terms is None or not withheld:
        return []
    placed = [_place(number, release, contract) for number, release in enumerate(terms.releases, 1)]
    lines, share = [], ZERO
    left = -sum((line.amount or ZERO for line in withheld), ZERO)
    for release in sorted(placed, key=lambda release: release.on or date.max):
        percent = release.stated.percent
        if percent is None and len(placed) == 1:
            percent = Decimal(100)
        total = _withheld_by(release.on, withheld)
        amount, working = None, None
        if total is not None and percent is not None:
            # A later credit may have given some of it back: no more is released than is held.
            working = _released(release, total, percent, share=share, left=left, contract=contract)
            amount = value_of(working)
            left -= amount
        share += percent or ZERO
        formula = f"{percent}% x {total} withheld"
        lines += [_release(release, amount, formula, working)] if amount != 0 else []
    return lines


def _released(
    release: Release, total: Decimal, percent: Decimal, *, share: Decimal, left: Decimal, contract: Contract
) -> Working:
    """The percent of what is withheld, cumulative over the releases, and no more than is left."""
    withheld, pointer = (
        so_far("withheld", total, ACCOUNT),
        f"/retention/releases/{release.number - 1}/percent",
    )
    stated = (
        term("percent", percent, pointer)
        if release.stated.percent is not None
        else fixed("all", percent, RULE)
    )
    before = so_far("percent released before", share, ACCOUNT)
    upto = least(total_of([before, stated], "percent to here"), HUNDRED) if share else least(stated, HUNDRED)
    working: Working = rounded(percent_of(upto, withheld), contract.currency, "released to here")
    if share:
        earlier = rounded(percent_of(least(before, HUNDRED), withheld), contract.currency, "released before")
        working = less(working, earlier)
    return least(working, so_far("left", left, ACCOUNT)) if value_of(working) > left else working


def _withheld_by(day: date | None, withheld: list[Draft]) -> Decimal | None:
    """All withheld by a day, lines without a date counting as withheld; None where some of it is in doubt."""
    by_then = [line for line in withheld if not (line.bill_on and day) or line.bill_on <= day]
    if any(line.held for line in by_then):
        return None
    return -sum((line.amount or ZERO for line in by_then), ZERO)


def _release(release: Release, amount: Decimal | None, formula: str, working: Working | None) -> Draft:
    pointer = join("retention", "releases", release.number - 1)
    return Draft(
        id=f"retention-release-{release.number}",
        line=None,
        kind="retention_release",
        description=f"Release of retention: {release.stated.event or release.on or 'on acceptance'}",
        proof=Proof(rule=RULE, formula=formula, pointers=(pointer,), events=release.events, working=working),
        amount=amount,
        bill_on=release.on,
        trigger=release.trigger,
        held=amount is None,
    )


def _place(number: int, release: RetentionRelease, contract: Contract) -> Release:
    if release.milestone is None:
        trigger = None if release.on else Trigger(event="retention.released", ref=release.event)
        return Release(number, release, release.on, trigger)
    trigger = Trigger(event="milestone.accepted", ref=release.milestone)
    reviews = [
        review_of(milestone, history.latest, contract)
        for history in contract.lines
        for milestone in history.latest.line.milestones
        if milestone.id == release.milestone
    ]
    if not reviews:
        return Release(number, release, release.on, trigger)
    return Release(number, release, reviews[0].accepted_on, trigger, reviews[0].events)


def _no_cap() -> Finding:
    message = (
        "the retention's limit is a percent of a contract value that is not stated; state the contract value"
    )
    pointers = ("/retention/cap_percent", "/contract_value")
    return Finding(code="L11", severity="error", message=message, pointers=pointers)


def _ledger(withheld: list[Draft], releases: list[Draft]) -> tuple[LedgerEntry, ...]:
    entries: list[LedgerEntry] = []
    for line in in_bill_order((*withheld, *releases)):
        if line.amount:
            post(entries, line, -line.amount, account=ACCOUNT)
    return tuple(entries)
