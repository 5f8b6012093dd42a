from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]

ENDED = ("contract.terminated", {"date": "2026-05-15"})
FEE = {
    "id": "1",
    "billing_method": "recurring",
    "amount": "3100.00",
    "period": "month",
    "proration": "actual",
}


def billed(schedule: Schedule) -> list[str]:
    return [f"{line.bill_on} {line.kind} {line.amount} {line.status}" for line in schedule.billing]


def ended(build: Build, line: dict[str, Any], *events: Any, **termination: Any) -> Schedule:
    dates = {"start_date": "2026-04-01", "end_date": "2026-06-30"}
    return build({**dates, "termination": termination or None, "lines": [line]}, [ENDED, *events])


@pytest.mark.parametrize(
    ("proration", "may"),
    [
        ("actual", "2026-05-15 recurring 1500.00 billable"),  # 15 of 31 days
        ("none", "2026-05-31 recurring 3100.00 billable"),
        (None, "2026-05-15 recurring None held"),
    ],
)
def test_the_period_of_the_end_bills_as_stated(build: Build, proration: str | None, may: str) -> None:
    schedule = ended(build, FEE, proration=proration)
    assert billed(schedule) == [
        "2026-04-30 recurring 3100.00 billable",
        may,
        "2026-06-30 recurring None cancelled",
    ]
    assert [reading.pointer for reading in schedule.readings] == (
        [] if proration else ["/termination/proration"]
    )


def test_without_termination_terms_the_period_of_the_end_is_a_reading(build: Build) -> None:
    (reading,) = ended(build, FEE).readings
    assert [f"{option.total}" for option in reading.options] == ["4600.00", "6200.00"]


def test_what_was_accepted_is_paid_and_what_waits_is_cancelled(build: Build) -> None:
    milestones = [{"id": f"M{at}", "amount": "50.00", "trigger": "acceptance"} for at in (1, 2)]
    line = {"id": "1", "billing_method": "milestone", "milestones": milestones}
    accepted = ("milestone.accepted", {"milestone": "M1", "date": "2026-05-10"})
    schedule = ended(build, line, accepted, fee_percent="10")
    assert billed(schedule) == [
        "2026-05-10 charge 50.00 billable",
        "2026-05-15 charge 5.00 billable",
        "None charge None cancelled",
    ]


def test_time_up_to_the_end_is_paid_without_a_fee(build: Build) -> None:
    line = {"id": "1", "billing_method": "time_and_materials", "rates": [{"amount": "10.00", "unit": "hour"}]}
    time = ("time.approved", {"entry_id": "t", "person": "p", "date": "2026-05-12", "hours": "2"})
    schedule = ended(build, line, time, fee_percent="10")
    assert billed(schedule)[1:] == ["2026-05-31 time 20.00 billable", "2026-06-30 time None cancelled"]


def test_a_fee_that_is_nothing_does_not_stand(build: Build) -> None:
    line = {"id": "1", "billing_method": "fixed_price", "amount": "10.00", "end_date": "2026-06-30"}
    assert billed(ended(build, line, fee_percent="0")) == ["2026-06-30 instalment None cancelled"]


def test_a_fee_in_doubt_stays_in_doubt(build: Build) -> None:
    assert (
        billed(ended(build, {**FEE, "amount": None}, proration="actual"))[1]
        == "2026-05-31 recurring None held"
    )


def test_an_undated_fee_is_cancelled(build: Build) -> None:
    assert billed(ended(build, {**FEE, "period": None}, proration="actual")) == [
        "None recurring None cancelled"
    ]
