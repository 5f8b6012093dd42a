from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


FEES = {
    "id": "1",
    "billing_method": "fixed_price",
    "amount": "400000.00",
    "milestones": [
        {"id": "a", "amount": "30000.00", "due_date": "2026-02-28"},
        {"id": "b", "amount": "60000.00", "due_date": "2026-04-30"},
        {"id": "c", "amount": "120000.00", "due_date": "2026-06-30"},
        {"id": "d", "amount": "190000.00", "due_date": "2026-09-30"},
    ],
}
TERMS: dict[str, Any] = {
    "contract_value": "400000.00",
    "effective_date": "2026-01-15",
    "retention": {"percent": "10", "releases": [{"percent": "100", "on": "2027-01-30"}]},
    "advance": {"percent": "10", "recoup_percent": "25", "recoup_after_percent": "10"},
    "lines": [FEES],
}


def recouped(schedule: Schedule) -> list[str]:
    return [f"{line.id} {line.amount}" for line in schedule.billing if line.kind == "advance_recoupment"]


def test_net_of_retention_the_base_is_smaller(build: Build) -> None:
    # 25% of 60,000 - 6,000 = 13,500; then the balance 26,500 of 25% of 108,000
    advance = {**TERMS["advance"], "recoup_basis": "net_of_retention"}
    assert recouped(build({**TERMS, "advance": advance})) == [
        "1-b-recoupment -13500.00",
        "1-c-recoupment -26500.00",
    ]


def test_an_unstated_basis_opens_a_reading_where_retention_makes_a_difference(build: Build) -> None:
    schedule = build(TERMS)
    assert recouped(schedule) == ["1-b-recoupment None", "1-c-recoupment None"]
    (reading,) = schedule.readings
    assert reading.pointer == "/advance/recoup_basis"
    assert [str(option.total) for option in reading.options] == ["400000.00", "400000.00"]


def test_without_retention_the_basis_makes_no_difference(build: Build) -> None:
    schedule = build({**TERMS, "retention": None})
    assert recouped(schedule) == ["1-b-recoupment -15000.00", "1-c-recoupment -25000.00"]
    assert schedule.readings == ()
    assert [str(entry.balance) for entry in schedule.ledgers.advance] == ["40000.00", "25000.00", "0.00"]


def test_without_a_rate_the_first_fees_repay_all(build: Build) -> None:
    schedule = build({**TERMS, "retention": None, "advance": {"amount": "40000.00"}})
    assert recouped(schedule) == ["1-a-recoupment -30000.00", "1-b-recoupment -10000.00"]


def test_an_advance_of_an_unknown_value_does_not_stand(build: Build) -> None:
    schedule = build({**TERMS, "contract_value": None})
    assert [line.kind for line in schedule.billing if line.kind.startswith("advance")] == []


def test_without_an_effective_date_the_advance_waits_for_the_signature(build: Build, shown: Shown) -> None:
    terms = {"advance": {"amount": "5.00"}, "lines": [{**FEES, "milestones": []}]}
    assert shown(build(terms)) == ["- instalment 400000.00", "- advance_recoupment -5.00", "- advance 5.00"]


def test_an_advance_agreed_later_is_recouped_too(build: Build) -> None:
    patch = [{"op": "add", "path": "/advance", "value": {"amount": "7.00"}}]
    events = [("contract.amended", {"effective_on": "2026-03-01", "patch": patch})]
    schedule = build({"effective_date": "2026-03-01", "lines": [FEES]}, events)
    assert recouped(schedule) == ["1-a-recoupment -7.00"]
