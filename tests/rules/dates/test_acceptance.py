from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


TERMS: dict[str, Any] = {
    "acceptance": {"review_days": 5, "deemed": True},
    "lines": [
        {
            "id": "1",
            "billing_method": "milestone",
            "milestones": [{"id": "M1", "amount": "10.00", "trigger": "acceptance"}],
        }
    ],
}


def step(kind: str, day: str, line: str | None = None) -> tuple[str, dict[str, Any]]:
    return f"milestone.{kind}", {"milestone": "M1", "date": day, "line": line}


def test_silence_accepts_on_the_day_after_the_last_review_day(build: Build, shown: Shown) -> None:
    """Five calendar days.

    2 Mar      7 Mar   8 Mar
      |----------|-------|
    delivered  last    accepted
    """
    assert shown(build(TERMS, [step("delivered", "2026-03-02")], "2026-03-08")) == ["2026-03-08 charge 10.00"]
    assert shown(build(TERMS, [step("delivered", "2026-03-02")], "2026-03-07")) == ["- charge 10.00"]


def test_acceptance_after_silence_already_accepted_changes_nothing(build: Build, shown: Shown) -> None:
    events = [step("delivered", "2026-03-02"), step("accepted", "2026-03-20")]
    assert shown(build(TERMS, events)) == ["2026-03-08 charge 10.00"]


def test_a_second_delivery_under_review_does_not_start_it_anew(build: Build, shown: Shown) -> None:
    events = [step("delivered", "2026-03-02"), step("delivered", "2026-03-05")]
    assert shown(build(TERMS, events)) == ["2026-03-08 charge 10.00"]


def test_an_early_acceptance_counts_on_its_day(build: Build, shown: Shown) -> None:
    events = [step("delivered", "2026-03-02"), step("accepted", "2026-03-04")]
    assert shown(build(TERMS, events)) == ["2026-03-04 charge 10.00"]


def test_a_rejection_leaves_nothing_to_deem(build: Build, shown: Shown) -> None:
    events = [step("delivered", "2026-03-02"), step("rejected", "2026-03-04")]
    assert shown(build(TERMS, events)) == ["- charge 10.00"]


def test_an_event_of_another_line_is_not_meant(build: Build, shown: Shown) -> None:
    assert shown(build(TERMS, [step("accepted", "2026-03-04", "2")])) == ["- charge 10.00"]


def test_a_milestones_own_review_days_come_before_the_contracts(build: Build, shown: Shown) -> None:
    own = {"id": "M1", "amount": "10.00", "trigger": "acceptance", "acceptance": {"review_days": 2}}
    terms = {**TERMS, "lines": [{**TERMS["lines"][0], "milestones": [own]}]}
    assert shown(build(terms, [step("delivered", "2026-03-02")])) == ["2026-03-05 charge 10.00"]


def test_without_deemed_acceptance_a_delivery_waits(build: Build, shown: Shown) -> None:
    terms = {**TERMS, "acceptance": {"review_days": 5}}
    assert shown(build(terms, [step("delivered", "2026-03-02")])) == ["- charge 10.00"]
