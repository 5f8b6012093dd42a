"""When retention is released: on a date, with a milestone, or once a share of the contract is billed.

**Clause:** 10% of each payment is retained; half of it is released once 60% of the price of USD 1,000.00 is
billed, the rest on December 31, 2026. USD 600.00 is payable on January 31 and USD 400.00 on February 28,
2026.

**Terms:** {"currency": "USD", "contract_value": "1000.00", "retention": {"percent": "10", "releases":
[{"percent": "50", "at_percent": "60"}, {"percent": "50", "on": "2026-12-31"}]}, "lines": [{"id": "1",
"billing_method": "milestone", "milestones": [{"id": "M1", "amount": "600.00", "due_date": "2026-01-31"},
{"id": "M2", "amount": "400.00", "due_date": "2026-02-28"}]}]}

**Schedule:**
    2026-01-31 charge 600.00
    2026-01-31 retention_withheld -60.00
    2026-01-31 retention_release 30.00
    2026-02-28 charge 400.00
    2026-02-28 retention_withheld -40.00
    2026-12-31 retention_release 50.00

**Source:** R23: each release pays its percent of all that is withheld by its day. Dynamics 365 vendor
retention releases by percent delivered; FIDIC 14.9 half on taking over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.pointer import join
from models.provision import RetentionRelease
from models.schedule import Proof, Trigger
from models.working import (
    HUNDRED,
    Working,
    fixed,
    least,
    less,
    percent_of,
    rounded,
    so_far,
    term,
    total_of,
    value_of,
)
from rules.agreement.contract import ContractHistory
from rules.dates.acceptance import review_of
from rules.draft import Draft

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


def release(withheld: list[Draft], drafts: Sequence[Draft], contract: ContractHistory) -> list[Draft]:
    """The releases of what is withheld, each on its day, its milestone's acceptance, or its share of fees."""
    terms = contract.latest.retention
    if terms is None or not withheld:
        return []
    placed = [
        _place(number, stated, contract, drafts=drafts) for number, stated in enumerate(terms.releases, 1)
    ]
    lines, share = [], ZERO
    left = -sum((line.amount or ZERO for line in withheld), ZERO)
    for placing in sorted(placed, key=lambda each: each.on or date.max):
        percent = placing.stated.percent
        if percent is None and len(placed) == 1:
            percent = Decimal(100)
        total = _withheld_by(placing.on, withheld)
        amount, working = None, None
        if total is not None and percent is not None:
            # A later credit may have given some of it back: no more is released than is held.
            working = _released(placing, total, percent, share=share, left=left, contract=contract)
            amount = value_of(working)
            left -= amount
        share += percent or ZERO
        formula = f"{percent}% x {total} withheld"
        lines += [_release(placing, amount, formula, working)] if amount != 0 else []
    return lines


def _released(
    release: Release,
    total: Decimal,
    percent: Decimal,
    *,
    share: Decimal,
    left: Decimal,
    contract: ContractHistory,
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


def _place(
    number: int, release: RetentionRelease, contract: ContractHistory, *, drafts: Sequence[Draft]
) -> Release:
    if release.at_percent is not None:
        by_progress = Trigger(event="progress.reported", ref=f"{release.at_percent}%")
        return Release(number, release, _billed_by(release.at_percent, drafts, contract), by_progress)
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


def _billed_by(percent: Decimal, drafts: Sequence[Draft], contract: ContractHistory) -> date | None:
    """The day on which the fees reach a percent of the contract's value; None before, or without a value."""
    fees = ZERO
    for draft in drafts:
        fees += (draft.amount or ZERO) if draft.is_fee and draft.bill_on else ZERO
        value = contract.on(draft.bill_on).contract_value
        if value and fees >= value * percent / 100:
            return draft.bill_on
    return None
