"""What makes a milestone due: its acceptance, its delivery, the signature of the contract, or a date.

**Clause:** USD 20,000.00 is due on signature of this agreement, USD 30,000.00 on go-live and USD 10,000.00
on acceptance.

**Terms:** {"currency": "USD", "lines": [{"id": "1", "billing_method": "milestone", "milestones": [{"id":
"M1", "amount": "20000.00", "trigger": "signature", "event": "signature"}, {"id": "M2", "amount":
"30000.00", "trigger": "go-live", "event": "go_live"}, {"id": "M3", "amount": "10000.00", "trigger":
"acceptance", "event": "acceptance"}]}]}

**Events:** [{"type": "engross.contract.executed", "data": {"date": "2026-01-20"}}, {"type":
"engross.milestone.delivered", "data": {"milestone": "M2", "date": "2026-03-02"}}, {"type":
"engross.milestone.delivered", "data": {"milestone": "M3", "date": "2026-03-02"}}]

**Schedule:**
    2026-01-20 charge 20000.00
    2026-03-02 charge 30000.00
    - charge 10000.00

**Source:** R02: date, completion, acceptance, signature, go-live.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.event import ContractExecuted, MilestoneDelivered
from models.schedule import Trigger
from models.terms import Milestone
from rules.agreement.contract import ContractHistory, LineVersion
from rules.dates.acceptance import review_of, steps_of


@dataclass(frozen=True, slots=True)
class Occasion:
    """The day that makes a milestone due, None while it is awaited, and the events behind it."""

    on: date | None
    trigger: Trigger
    events: tuple[str, ...] = ()


def is_dated(milestone: Milestone) -> bool:
    """Whether a milestone bills on its date, whatever happens."""
    if milestone.event is not None:
        return milestone.event == "date"
    return milestone.due_date is not None and milestone.trigger is None


def occasion_of(milestone: Milestone, version: LineVersion, contract: ContractHistory) -> Occasion:
    """What a milestone waits for, and whether it has happened."""
    match milestone.event:
        case "signature":
            signed = contract.inbox.all(ContractExecuted)[:1]
            dates = [(event.data.date, event.id) for event in signed]
            return _occasion(dates, Trigger(event="contract.executed"))
        case "delivery" | "go_live":
            steps = steps_of(milestone.id, version.line.id, contract)
            dates = [(step.data.date, step.id) for step in steps if isinstance(step, MilestoneDelivered)]
            return _occasion(dates, Trigger(event="milestone.delivered", ref=milestone.id))
        case _:
            review = review_of(milestone, version, contract)
            trigger = Trigger(event="milestone.accepted", ref=milestone.id)
            return Occasion(review.accepted_on, trigger, review.events)


def _occasion(dates: list[tuple[date, str]], trigger: Trigger) -> Occasion:
    if not dates:
        return Occasion(None, trigger)
    on, event = dates[0]
    return Occasion(on, trigger, (event,))
