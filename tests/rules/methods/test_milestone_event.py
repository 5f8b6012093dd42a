from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]

SIGNED = ("contract.executed", {"date": "2026-01-20"})
DELIVERED = ("milestone.delivered", {"milestone": "M", "date": "2026-03-02"})
ACCEPTED = ("milestone.accepted", {"milestone": "M", "date": "2026-03-09"})


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("signature", ["2026-01-20 contract.executed", "None contract.executed"]),
        ("delivery", ["2026-03-02 milestone.delivered", "None milestone.delivered"]),
        ("go_live", ["2026-03-02 milestone.delivered", "None milestone.delivered"]),
        ("acceptance", ["2026-03-09 milestone.accepted", "None milestone.accepted"]),
        (None, ["2026-03-09 milestone.accepted", "None milestone.accepted"]),
        ("date", ["2026-06-30 None", "2026-06-30 None"]),
    ],
)
def test_a_milestone_is_due_on_its_own_event(build: Build, event: str | None, expected: list[str]) -> None:
    milestone = {
        "id": "M",
        "amount": "5.00",
        "trigger": "as agreed",
        "due_date": "2026-06-30",
        "event": event,
    }
    terms = {"lines": [{"id": "1", "billing_method": "milestone", "milestones": [milestone]}]}

    def shown(*events: tuple[str, dict[str, Any]]) -> str:
        (line,) = build(terms, events).billing
        return f"{line.bill_on} {line.trigger.event if line.trigger else None}"

    assert [shown(SIGNED, DELIVERED, ACCEPTED), shown()] == expected
