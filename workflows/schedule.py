"""Schedule: the one way from a case to its schedule, and what changed since an earlier day."""

from __future__ import annotations

from datetime import date

from models.comparison import ScheduleDelta
from models.schedule import Schedule
from rules import build_schedule, compare
from workflows.case import Case
from workflows.policy import schedule_under


def schedule(case: Case) -> Schedule:
    """The family's terms, billed by the rules under the firm's policy.

    Raises:
        InvalidTerms: Terms that no schedule can be made from.
        InvalidEvent: An amendment that does not fit the terms.
        InvalidPolicy: A cell of the policy cannot be read.
    """
    if case.policy is None:
        made = build_schedule(case.terms, case.events, as_of=case.as_of, known_on=case.known_on)
    else:
        made = schedule_under(
            case.policy.policy, case.terms, case.events, as_of=case.as_of, known_on=case.known_on
        )
    return made.model_copy(update={"findings": (*case.family_findings, *made.findings)})


def changes(case: Case, *, since: date) -> ScheduleDelta:
    """What the schedule says that it could not say on an earlier day, in lines and money."""
    return compare(schedule(case.known(since)), schedule(case))
