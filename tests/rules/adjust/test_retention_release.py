from __future__ import annotations

from collections.abc import Callable

from models.schedule import Schedule

Build = Callable[..., Schedule]


def amounts(schedule: Schedule, kind: str) -> list[str]:
    return [f"{line.bill_on} {line.amount}" for line in schedule.billing if line.kind == kind]


def test_a_release_by_progress_waits_for_its_share_of_the_fees(build: Build) -> None:
    line = {"id": "1", "billing_method": "progress", "amount": "1000.00"}
    releases = [{"percent": "50", "at_percent": "60"}, {"percent": "50", "at_percent": "100"}]
    terms = {
        "contract_value": "1000.00",
        "retention": {"percent": "10", "releases": releases},
        "lines": [line],
    }
    events = [
        ("progress.reported", {"line": "1", "percent": percent, "date": f"2026-0{month}-28"})
        for month, percent in enumerate(("40", "60"), 1)
    ]
    schedule = build(terms, events)
    # what still waits counts as withheld: half of 100, then the other half
    assert amounts(schedule, "retention_release") == ["2026-02-28 50.00", "None 50.00"]
    without = build({**terms, "contract_value": None}, events)
    assert amounts(without, "retention_release") == ["None 50.00", "None 50.00"]
