"""Contracts and events in short, and schedules as people read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from models.event import EVENT, Event
from models.schedule import BillingLine, Schedule
from models.terms import Terms
from rules import build_schedule
from rules.catalogue import RuleText

Given = tuple[str, dict[str, Any]] | tuple[str, dict[str, Any], str | None]


def make_event(number: int | str, kind: str, data: dict[str, Any], *, at: str | None = None) -> Event:
    """An event of a kind such as 'time.approved', at noon of its date unless told otherwise."""
    day = data.get("date", data.get("effective_on", "2026-01-01"))
    return EVENT.validate_python(
        {
            "type": f"engross.{kind}",
            "id": f"e{number}",
            "source": "/test",
            "subject": "S-1",
            "time": at or f"{day}T12:00:00Z",
            "data": data,
        }
    )


def written(line: BillingLine) -> str:
    """The line as a docstring's Schedule block writes it."""
    due = f" due {line.due_on}" if line.due_on else ""
    amount = "null" if line.amount is None else format(line.amount, "f")
    return f"{line.bill_on or '-'} {line.kind} {amount}{due}"


@pytest.fixture
def event() -> Callable[..., Event]:
    """Makes an event."""
    return make_event


@pytest.fixture(scope="session")
def event_of() -> Callable[..., Event]:
    """Makes an event, for properties."""
    return make_event


@pytest.fixture
def build() -> Callable[..., Schedule]:
    """Makes the schedule of terms (JSON) and events (kind, data, time), by default long after all of it."""

    def make(terms: dict[str, Any], events: Iterable[Given] = (), as_of: str = "2030-01-01") -> Schedule:
        stated = {"currency": "USD", **terms}
        made = [
            make_event(number, kind, data, at=at[0] if at else None)
            for number, (kind, data, *at) in enumerate(events, 1)
        ]
        return build_schedule(Terms.model_validate(stated), made, as_of=date.fromisoformat(as_of))

    return make


@pytest.fixture
def shown() -> Callable[[Schedule], list[str]]:
    """Writes the billing lines of a schedule."""
    return lambda schedule: [written(line) for line in schedule.billing]


@pytest.fixture
def example(build: Callable[..., Schedule]) -> Callable[[RuleText], Schedule]:
    """Makes the schedule of the example in a rule's docstring."""

    def make(text: RuleText) -> Schedule:
        events = json.loads(" ".join(text.blocks.get("Events", "[]").split()))
        given = [(event["type"].removeprefix("engross."), event["data"]) for event in events]
        terms = json.loads(" ".join(text.blocks["Terms"].split()))
        return build(terms, given, text.blocks.get("As of", "2026-05-31"))

    return make
