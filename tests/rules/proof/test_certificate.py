"""Certificates, and schedules verified against them and made again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.event import Event
from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule
from rules.proof.certificate import certify, events_sha256, verify

TERMS = Terms.model_validate(
    {
        "currency": "USD",
        "start_date": "2026-01-01",
        "end_date": "2026-02-28",
        "lines": [
            {
                "id": "1",
                "billing_method": "time_and_materials",
                "rates": [{"amount": "50.00", "unit": "hour"}],
            },
            {"id": "2", "billing_method": "fixed_price", "amount": "90.00"},
        ],
    }
)
AS_OF = date(2026, 3, 1)


@pytest.fixture
def events(event: Callable[..., Event]) -> list[Event]:
    return [
        event(
            at, "time.approved", {"entry_id": f"t{at}", "person": "p", "date": f"2026-01-0{at}", "hours": "2"}
        )
        for at in (1, 2)
    ]


@pytest.fixture
def schedule(events: list[Event]) -> Schedule:
    return build_schedule(TERMS, events, as_of=AS_OF)


def changed(schedule: Schedule, at: int, **changes: Any) -> Schedule:
    lines = list(schedule.billing)
    lines[at] = lines[at].model_copy(update=changes)
    return schedule.model_copy(update={"billing": tuple(lines)})


def test_a_certificate_names_what_went_in_and_what_holds(schedule: Schedule, events: list[Event]) -> None:
    made = certify(schedule, [*events, events[0]], engine_version="1.2.3", policy="a" * 64)
    assert (made.engine_version, made.events, made.policy_sha256) == ("1.2.3", 2, "a" * 64)
    assert made.terms_sha256 == schedule.terms_sha256
    assert made.events_sha256 == events_sha256(reversed(events))
    assert all(check.holds for check in made.checks)
    found = verify(schedule, terms=TERMS, events=events, certificate=made, policy="a" * 64)
    assert (found.sound, found.replayed, found.problems) == (True, True, ())
    other = verify(schedule, terms=TERMS, events=events, certificate=made)
    assert other.problems == (f"the policy is None, certified was {'a' * 64}",)


def test_without_terms_the_schedule_alone_is_checked(schedule: Schedule) -> None:
    found = verify(schedule)
    assert (found.sound, found.replayed) == (True, False)


def test_a_changed_amount_names_its_line_and_the_difference(schedule: Schedule, events: list[Event]) -> None:
    made = certify(schedule, events, engine_version="1")
    tampered = changed(schedule, 0, amount=Decimal("250.00"))
    found = verify(tampered, terms=TERMS, events=events, certificate=made)
    assert not found.sound
    assert "1-1: states 250.00, terms and events make 200.00, +50.00 off" in found.problems
    assert any(problem.startswith("proofs replay: not so. 1-1: ") for problem in found.problems)
    assert any("not the one that was certified" in problem for problem in found.problems)


def test_other_events_or_terms_are_named(schedule: Schedule, events: list[Event]) -> None:
    made = certify(schedule, events, engine_version="1")
    found = verify(schedule, terms=TERMS, events=events[:1], certificate=made)
    assert found.problems[0] == "the events (1) are not the 2 that were certified"
    assert found.problems[1] == "1-1: states 200.00, terms and events make 100.00, +100.00 off"
    other = TERMS.model_copy(update={"title": "Other"})
    assert "are not those of the schedule" in verify(schedule, terms=other, events=events).problems[0]


def test_a_date_a_proof_and_a_missing_or_added_line_are_named(
    schedule: Schedule, events: list[Event]
) -> None:
    def problems(tampered: Schedule) -> tuple[str, ...]:
        return verify(tampered, terms=TERMS, events=events).problems

    assert problems(changed(schedule, 0, due_on=AS_OF)) == (
        "1-1: due_on is 2026-03-01, terms and events make None",
    )
    first, *rest = schedule.billing
    proof = first.proof.model_copy(update={"formula": "4 h x 50.00"})
    assert problems(changed(schedule, 0, proof=proof)) == (
        "1-1: its proof is not the one that terms and events make (2 h x 50.00 + 2 h x 50.00)",
    )
    missing = schedule.model_copy(update={"billing": tuple(rest)})
    assert "1-1: is missing; terms and events make 200.00" in problems(missing)
    extra = first.model_copy(update={"id": "9-9", "line": "9"})
    added = schedule.model_copy(update={"billing": (first, extra, *rest)})
    assert "9-9: terms and events make no such line; it states 200.00" in problems(added)
    unknown = changed(schedule, 0, amount=None)
    assert "1-1: states no amount, terms and events make 200.00" in problems(unknown)


def test_other_parts_of_a_schedule_are_named(schedule: Schedule, events: list[Event]) -> None:
    other = schedule.project.model_copy(update={"name": "Other"})
    tampered = schedule.model_copy(update={"project": other})
    assert verify(tampered, terms=TERMS, events=events).problems == (
        "project differs from what terms and events make",
    )


def test_another_day_than_the_certified_one_is_named(schedule: Schedule, events: list[Event]) -> None:
    made = certify(schedule, events, engine_version="1")
    later = build_schedule(TERMS, events, as_of=date(2026, 4, 1))
    assert "as_of is 2026-04-01, certified was 2026-03-01" in verify(later, certificate=made).problems


def test_a_certificate_of_a_broken_schedule_says_so(schedule: Schedule, events: list[Event]) -> None:
    broken = changed(schedule, 0, amount=Decimal("250.00"))
    made = certify(broken, events, engine_version="1")
    assert "the certificate itself says: proofs replay: not so" in verify(broken, certificate=made).problems


def test_many_differences_are_counted(events: list[Event]) -> None:
    lines = [{"id": str(at), "billing_method": "fixed_price", "amount": "1.00"} for at in range(20)]
    terms = Terms.model_validate({"currency": "USD", "end_date": "2026-02-28", "lines": lines})
    schedule = build_schedule(terms, events, as_of=AS_OF)
    moved = tuple(line.model_copy(update={"due_on": AS_OF}) for line in schedule.billing)
    found = verify(schedule.model_copy(update={"billing": moved}), terms=terms, events=events)
    assert found.problems[-1] == "and 10 more"
