"""Certify a schedule, and verify one offline: its invariants, its hashes, and the schedule made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from models.canonical import canonical_sha256
from models.certificate import Certificate, Verification
from models.event import Event
from models.schedule import BillingLine, Schedule
from models.terms import Terms
from rules.agreement.inbox import Inbox
from rules.engine import build_schedule
from rules.proof.invariants import check_invariants


class Build(Protocol):
    """Makes the schedule of terms and events."""

    def __call__(
        self, terms: Terms, events: Iterable[Event], *, as_of: date, known_on: date | None
    ) -> Schedule:
        """As `build_schedule` does."""
        ...


MOST_NAMED = 10
"""A schedule that differs in more lines names this many."""


def certify(
    schedule: Schedule, events: Iterable[Event], *, engine_version: str, policy: str | None = None
) -> Certificate:
    """What the schedule was made from, its hash, and which invariants hold.

    Args:
        schedule: As `build_schedule` made it.
        events: Those that it was made with.
        engine_version: The release of this program.
        policy: The SHA-256 of the choices that answered its readings, where there were some.
    """
    known = Inbox.of(events).events
    return Certificate(
        engine_version=engine_version,
        terms_sha256=schedule.terms_sha256,
        events_sha256=events_sha256(known),
        events=len(known),
        policy_sha256=policy,
        as_of=schedule.as_of,
        known_on=schedule.known_on,
        schedule_sha256=schedule_sha256(schedule),
        checks=check_invariants(schedule),
    )


def schedule_sha256(schedule: Schedule) -> str:
    """The SHA-256 of a schedule as canonical JSON."""
    return canonical_sha256(schedule.model_dump(mode="json"), ascii_only=True)


def events_sha256(events: Iterable[Event]) -> str:
    """The SHA-256 of events as a set: their order and repeats change nothing."""
    told = [event.model_dump(mode="json") for event in Inbox.of(events).events]
    return canonical_sha256(told, ascii_only=True)


def verify(
    schedule: Schedule,
    *,
    terms: Terms | None = None,
    events: Iterable[Event] = (),
    certificate: Certificate | None = None,
    policy: str | None = None,
    build: Build = build_schedule,
) -> Verification:
    """Check a schedule again, as far as what is given allows.

    Args:
        schedule: As it was handed over.
        terms: To make it again from; without them it is checked by itself.
        events: All those that it was made with.
        certificate: What was certified of it.
        policy: The SHA-256 of the firm's policy, where it was made under one.
        build: How schedules are made, under that policy.

    Raises:
        InvalidTerms: Terms that no schedule can be made from.
        InvalidEvent: An amendment that does not fit the terms.
    """
    known = Inbox.of(events).events
    checks = check_invariants(schedule)
    problems = [
        f"{check.invariant}: not so. {breach.message}" for check in checks for breach in check.breaches
    ]
    if certificate is not None:
        problems += _against(certificate, schedule)
    if certificate is not None and terms is not None:
        if certificate.events_sha256 != events_sha256(known):
            problems.append(f"the events ({len(known)}) are not the {certificate.events} that were certified")
        if certificate.policy_sha256 != policy:
            problems.append(f"the policy is {policy}, certified was {certificate.policy_sha256}")
    if terms is not None:
        again = build(terms, known, as_of=schedule.as_of, known_on=schedule.known_on)
        problems += _made_again(schedule, again)
    return Verification(
        sound=not problems,
        replayed=terms is not None,
        schedule_sha256=schedule_sha256(schedule),
        checks=checks,
        problems=tuple(problems),
    )


def _against(certificate: Certificate, schedule: Schedule) -> Iterator[str]:
    if certificate.schedule_sha256 != schedule_sha256(schedule):
        yield (
            "the schedule is not the one that was certified: its SHA-256 is "
            f"{schedule_sha256(schedule)}, the certificate's {certificate.schedule_sha256}"
        )
    for name in ("terms_sha256", "as_of", "known_on"):
        if getattr(certificate, name) != getattr(schedule, name):
            yield f"{name} is {getattr(schedule, name)}, certified was {getattr(certificate, name)}"
    for check in certificate.checks:
        if not check.holds:
            yield f"the certificate itself says: {check.invariant}: not so"


def _made_again(schedule: Schedule, again: Schedule) -> list[str]:
    """What differs from the schedule that terms and events make, line by line."""
    given = again.terms_sha256
    if given != schedule.terms_sha256:
        return [f"the terms (SHA-256 {given}) are not those of the schedule ({schedule.terms_sha256})"]
    if schedule_sha256(again) == schedule_sha256(schedule):
        return []
    found = list(_lines_apart(schedule, again)) or list(_parts_apart(schedule, again))
    more = [f"and {len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []
    return [*found[:MOST_NAMED], *more]


def _lines_apart(schedule: Schedule, again: Schedule) -> Iterator[str]:
    now, then = ({line.id: line for line in made.billing} for made in (schedule, again))
    for line_id, line in now.items():
        if line_id not in then:
            yield f"{line_id}: terms and events make no such line; it states {_shown(line)}"
        elif line != then[line_id]:
            yield f"{line_id}: {_apart(line, then[line_id])}"
    for line_id, line in then.items():
        if line_id not in now:
            yield f"{line_id}: is missing; terms and events make {_shown(line)}"


def _shown(line: BillingLine) -> str:
    return "no amount" if line.amount is None else f"{line.amount:f}"


def _apart(line: BillingLine, made: BillingLine) -> str:
    if line.amount != made.amount:
        off = "" if line.amount is None or made.amount is None else f", {line.amount - made.amount:+f} off"
        return f"states {_shown(line)}, terms and events make {_shown(made)}{off}"
    return "; ".join(
        f"{name} is {getattr(line, name)}, terms and events make {getattr(made, name)}"
        if name != "proof"
        else f"its proof is not the one that terms and events make ({made.proof.formula})"
        for name in BillingLine.model_fields
        if getattr(line, name) != getattr(made, name)
    )


def _parts_apart(schedule: Schedule, again: Schedule) -> Iterator[str]:
    for name in Schedule.model_fields:
        if getattr(schedule, name) != getattr(again, name):
            yield f"{name} differs from what terms and events make"
