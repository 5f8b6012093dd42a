"""When a milestone is accepted: by the customer, or by silence after the review days.

**Clause:** Client accepts or rejects a deliverable within five (5) days of delivery, failing which it is
deemed accepted. The fee of USD 10.00 is due on acceptance.

**Terms:** {"currency": "USD", "acceptance": {"review_days": 5, "business_days": false, "deemed": true},
"lines": [{"id": "1", "billing_method": "milestone", "milestones": [{"id": "M1", "amount": "10.00",
"trigger": "acceptance"}]}]}

**Events:** [{"type": "engross.milestone.delivered", "data": {"milestone": "M1", "date": "2026-03-02"}},
{"type": "engross.milestone.rejected", "data": {"milestone": "M1", "date": "2026-03-06"}}, {"type":
"engross.milestone.delivered", "data": {"milestone": "M1", "date": "2026-03-10"}}]

**Schedule:**
    2026-03-16 charge 10.00

**Source:** R02: a rejection ends the review, the next delivery starts a new one of full length.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.event import MilestoneAccepted, MilestoneDelivered, MilestoneRejected
from models.period import DAY
from models.terms import Acceptance, Milestone
from rules.agreement.contract import ContractHistory, LineVersion
from rules.agreement.inbox import instant
from rules.dates.calendar import last_review_day

Step = MilestoneDelivered | MilestoneAccepted | MilestoneRejected


@dataclass(frozen=True, slots=True)
class AcceptanceReview:
    """The day of acceptance, None while there is none, and the events that made it."""

    accepted_on: date | None = None
    events: tuple[str, ...] = ()


def review_of(milestone: Milestone, version: LineVersion, contract: ContractHistory) -> AcceptanceReview:
    """Where the review of a milestone stands on the contract's as-of day."""
    terms = _terms_of(milestone, version)
    delivered: Step | None = None
    for step in steps_of(milestone.id, version.line.id, contract):
        deemed_on = _deemed_on(delivered, terms, version)
        if delivered and deemed_on and deemed_on <= min(step.data.date, contract.as_of):
            return AcceptanceReview(deemed_on, (delivered.id,))
        if isinstance(step, MilestoneAccepted):
            return AcceptanceReview(step.data.date, (step.id,))
        delivered = None if isinstance(step, MilestoneRejected) else delivered or step
    deemed_on = _deemed_on(delivered, terms, version)
    if delivered and deemed_on and deemed_on <= contract.as_of:
        return AcceptanceReview(deemed_on, (delivered.id,))
    return AcceptanceReview(None, (delivered.id,) if delivered else ())


def steps_of(milestone: str, line: str, contract: ContractHistory) -> list[Step]:
    """What happened to a milestone, by the day it happened."""
    steps: list[Step] = [
        *contract.inbox.all(MilestoneDelivered),
        *contract.inbox.all(MilestoneRejected),
        *contract.inbox.all(MilestoneAccepted),
    ]
    mine = [step for step in steps if step.data.milestone == milestone and step.data.line in {None, line}]
    return sorted(mine, key=lambda step: (step.data.date, instant(step)))


def _terms_of(milestone: Milestone, version: LineVersion) -> Acceptance:
    """The milestone's own acceptance terms over the contract's."""
    default = version.terms.acceptance or Acceptance()
    return default.model_copy(
        update=milestone.acceptance.model_dump(exclude_none=True) if milestone.acceptance else {}
    )


def _deemed_on(delivered: Step | None, terms: Acceptance, version: LineVersion) -> date | None:
    if delivered is None or not terms.deemed or terms.review_days is None:
        return None
    place, business = version.place, bool(terms.business_days)
    return (
        last_review_day(delivered.data.date, terms.review_days, business_law=place, business=business) + DAY
    )
