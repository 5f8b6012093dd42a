"""Proofs: the line of an amount, the certificate of a schedule, and verifying one again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from importlib.metadata import PackageNotFoundError, version

from models.certificate import Certificate, Verification
from models.errors import NotFound
from models.event import Event
from models.schedule import BillingLine, Schedule
from models.terms import Terms
from rules import build_schedule
from rules.proof import certificate as proof
from workflows.case import Case, FirmPolicy
from workflows.policy import schedule_under
from workflows.schedule import schedule

NAMED_IDS = 12


def line_of(made: Schedule, line_id: str) -> BillingLine:
    """The line whose proof is asked for.

    Raises:
        NotFound: No line has this id.
    """
    found = [line for line in made.billing if line.id == line_id]
    if not found:
        ids = [line.id for line in made.billing]
        more = ", ..." if len(ids) > NAMED_IDS else ""
        raise NotFound(f"no line {line_id!r}; the lines are {', '.join(ids[:NAMED_IDS])}{more}")
    return found[0]


def certify(case: Case, made: Schedule | None = None) -> Certificate:
    """What a case's schedule was made from, its hash, and which invariants hold."""
    return proof.certify(
        schedule(case) if made is None else made,
        case.events,
        engine_version=engine_version(),
        policy=case.policy.sha256 if case.policy else None,
    )


def verify(
    made: Schedule,
    *,
    terms: Terms | None = None,
    events: Iterable[Event] = (),
    certificate: Certificate | None = None,
    policy: FirmPolicy | None = None,
) -> Verification:
    """Check a schedule again, as far as what is given allows: invariants, hashes, the schedule made anew."""
    return proof.verify(
        made,
        terms=terms,
        events=events,
        certificate=certificate,
        policy=policy.sha256 if policy else None,
        build=partial(schedule_under, policy.policy) if policy else build_schedule,
    )


def engine_version() -> str:
    """The release of this program; 'checkout' where it runs uninstalled."""
    try:
        return version("engross")
    except PackageNotFoundError:
        return "checkout"
