from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]


LINE: dict[str, Any] = {
    "id": "1",
    "billing_method": "retainer",
    "amount": "8000.00",
    "period": "month",
    "proration": "none",
    "included_hours": "40",
    "overage_rate": "225.00",
}
TERMS: dict[str, Any] = {
    "start_date": "2026-01-01",
    "end_date": "2026-04-30",
    "payment": {"billing_timing": "advance"},
}


def used(*hours: str) -> list[tuple[str, dict[str, Any]]]:
    days = ("2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05")
    return [
        ("time.approved", {"entry_id": f"t{number}", "person": "p", "date": day, "hours": worked})
        for number, (day, worked) in enumerate(zip(days, hours, strict=False))
    ]


def overages(schedule: Schedule) -> list[str]:
    return [f"{line.bill_on} {line.amount}" for line in schedule.billing if line.kind == "time"]


def test_without_rollover_unused_hours_end_with_their_period(build: Build) -> None:
    assert overages(build({**TERMS, "lines": [LINE]}, used("30", "41"))) == ["2026-02-28 225.00"]


def test_hours_roll_for_their_periods_oldest_first(build: Build) -> None:
    # 30 roll from January; February uses 40 of 70, the 30 of January first; 30 of February live on for March
    line = {**LINE, "rollover": {"periods": 1}}
    schedule = build({**TERMS, "lines": [line]}, used("10", "40", "71", "41"))
    assert overages(schedule) == ["2026-03-31 225.00", "2026-04-30 225.00"]
    entries = schedule.ledgers.retainer
    assert [str(entry.balance) for entry in entries][:4] == ["40", "30", "70", "30"]
    assert all(entry.balance >= 0 for entry in entries)


def test_hours_older_than_their_periods_are_gone(build: Build) -> None:
    # nothing used in January and February: only February's 40 are there beside March's
    line = {**LINE, "rollover": {"periods": 1}}
    assert overages(build({**TERMS, "lines": [line]}, used("0", "0", "81"))) == ["2026-03-31 225.00"]


def test_hours_without_an_end_roll_up_to_their_maximum(build: Build) -> None:
    line = {**LINE, "rollover": {"max_hours": "50"}}
    assert overages(build({**TERMS, "lines": [line]}, used("0", "0", "91"))) == ["2026-03-31 225.00"]


def test_a_fee_that_includes_no_count_of_hours_is_due_as_it_is(build: Build) -> None:
    schedule = build({**TERMS, "lines": [{**LINE, "included_hours": None}]}, used("99"))
    assert (overages(schedule), len(schedule.billing)) == ([], 4)


def test_further_hours_without_a_rate_are_named(build: Build) -> None:
    schedule = build({**TERMS, "lines": [{**LINE, "overage_rate": None}]}, used("41"))
    assert (overages(schedule), [finding.code for finding in schedule.findings]) == ([], ["L06"])


def test_further_hours_at_no_price_do_not_stand(build: Build) -> None:
    assert overages(build({**TERMS, "lines": [{**LINE, "overage_rate": "0"}]}, used("41"))) == []


def test_hours_outside_every_period_are_named(build: Build) -> None:
    late = ("time.approved", {"entry_id": "t", "person": "p", "date": "2026-06-01", "hours": "1"})
    assert [finding.code for finding in build({**TERMS, "lines": [LINE]}, [late]).findings] == [
        "outside_dates"
    ]
