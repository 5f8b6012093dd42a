from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from models.event import Event
from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule

TERMS = {
    "currency": "USD",
    "start_date": "2026-01-01",
    "end_date": "2026-01-31",
    "payment": {"stale_days": 90},
    "lines": [
        {
            "id": "1",
            "billing_method": "time_and_materials",
            "rates": [{"amount": "100.00", "unit": "hour"}],
        }
    ],
}
RETAINER = {
    "id": "1",
    "billing_method": "retainer",
    "amount": "1.00",
    "period": "month",
    "proration": "none",
    "included_hours": "0",
    "overage_rate": "100.00",
}


@pytest.mark.parametrize("line", [TERMS["lines"], [RETAINER]])
def test_time_counts_up_to_its_last_day(event: Callable[..., Event], line: object) -> None:
    # 1 January and 90 days is 1 April
    entry = {"entry_id": "t", "person": "p", "date": "2026-01-01", "hours": "1"}
    terms = Terms.model_validate({**TERMS, "lines": line})

    def made(at: str) -> Schedule:
        return build_schedule(terms, [event(1, "time.approved", entry, at=at)], as_of=date(2026, 6, 1))

    in_time, late = made("2026-04-01T23:00:00Z"), made("2026-04-02T00:00:00Z")
    assert [str(item.amount) for item in in_time.billing if item.kind == "time"] == ["100.00"]
    assert (in_time.findings, [finding.code for finding in late.findings]) == ((), ["stale_time"])
    assert [item.amount for item in late.billing if item.kind == "time"] in ([None], [])


def test_a_limit_agreed_later_is_not_for_work_before_it(event: Callable[..., Event]) -> None:
    patch = [{"op": "add", "path": "/payment/stale_days", "value": 10}]
    events = [event(1, "contract.amended", {"effective_on": "2026-01-15", "patch": patch})]
    for number, day in enumerate(("2026-01-14", "2026-01-15"), 2):
        entry = {"entry_id": f"t{number}", "person": "p", "date": day, "hours": "1"}
        events.append(event(number, "time.approved", entry, at="2026-03-01T12:00:00Z"))
    terms = Terms.model_validate({**TERMS, "payment": {}})
    schedule = build_schedule(terms, events, as_of=date(2026, 6, 1))
    assert [str(line.amount) for line in schedule.billing] == ["100.00"]
    assert schedule.billing[0].proof.events == ("e2",)
    assert [finding.code for finding in schedule.findings] == ["stale_time"]
