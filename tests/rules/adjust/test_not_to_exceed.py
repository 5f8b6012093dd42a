from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.event import Event
from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


AS_OF = date(2026, 6, 1)
RATES = [
    {"role": "Lead", "amount": "300.00", "unit": "hour"},
    {"role": "Junior", "amount": "200.00", "unit": "hour"},
]


def terms(*caps: dict[str, Any], **more: Any) -> dict[str, Any]:
    line = {"id": "1", "billing_method": "time_and_materials", "rates": RATES, "caps": list(caps)}
    dates = {
        "start_date": "2026-01-01",
        "end_date": "2026-02-28",
        "payment": {"billing_frequency": "monthly"},
    }
    return {**dates, "lines": [line], **more}


def time(number: int, day: str, hours: str, role: str = "Lead", **more: Any) -> tuple[str, dict[str, Any]]:
    entry = {"entry_id": f"t{number}", "person": "p1", "role": role, "date": day, "hours": hours}
    return "time.approved", {**entry, **more}


def test_an_hours_cap_is_used_in_the_order_of_work(build: Build, shown: Shown) -> None:
    # 8 hours left: 6 x 300 + 2 x 200
    events = [time(2, "2026-01-06", "6", "Junior"), time(1, "2026-01-05", "6")]
    schedule = build(terms({"id": "h", "hours": "8"}), events)
    assert shown(schedule)[:2] == ["2026-01-31 time 2200.00", "2026-01-31 write_down 800.00"]
    assert [(entry.unit, str(entry.balance)) for entry in schedule.ledgers.caps] == [("hours", "8")]


def test_a_role_cap_counts_that_role_only(build: Build, shown: Shown) -> None:
    cap = {"id": "r", "amount": "300.00", "scope": "role", "role": "lead"}
    events = [time(1, "2026-01-05", "2"), time(2, "2026-01-05", "2", "Junior")]
    assert shown(build(terms(cap), events))[:2] == ["2026-01-31 time 700.00", "2026-01-31 write_down 300.00"]


def test_a_month_cap_starts_again_each_month(build: Build, shown: Shown) -> None:
    cap = {"id": "m", "amount": "300.00", "scope": "month"}
    events = [time(1, "2026-01-05", "2"), time(2, "2026-02-05", "1")]
    schedule = build(terms(cap), events)
    assert shown(schedule) == [
        "2026-01-31 time 300.00",
        "2026-01-31 write_down 300.00",
        "2026-02-28 time 300.00",
    ]
    assert [entry.account for entry in schedule.ledgers.caps] == ["1/m/2026-01", "1/m/2026-02"]


def test_a_month_cap_does_not_hold_a_line_without_a_date(build: Build, shown: Shown) -> None:
    line = {
        "id": "1",
        "billing_method": "milestone",
        "milestones": [{"id": "M", "amount": "5.00", "trigger": "x"}],
    }
    caps = [{"id": "m", "amount": "1.00", "scope": "month"}]
    assert shown(build({"lines": [line], "caps": caps})) == ["- charge 5.00"]


def test_a_contract_cap_per_line_holds_each_line(build: Build, shown: Shown) -> None:
    fee = {"billing_method": "fixed_price", "amount": "7.00", "end_date": "2026-01-31"}
    caps = [{"id": "each", "amount": "5.00", "scope": "line"}]
    schedule = build({"lines": [{"id": "1", **fee}, {"id": "2", **fee}], "caps": caps})
    assert shown(schedule) == ["2026-01-31 instalment 5.00", "2026-01-31 write_down 2.00"] * 2


def test_an_estimate_and_a_notice_limit_nothing(build: Build, shown: Shown) -> None:
    caps = [
        {"id": "e", "amount": "1.00", "behaviour": "estimate"},
        {"id": "n", "amount": "1.00", "behaviour": "notify"},
    ]
    assert shown(build(terms(*caps), [time(1, "2026-01-05", "1")]))[0] == "2026-01-31 time 300.00"


def test_a_cap_raised_later_serves_later_work_only(build: Build, shown: Shown) -> None:
    raised = [{"op": "replace", "path": "/not_to_exceed", "value": "900.00"}]
    events = [
        time(1, "2026-01-05", "2"),
        time(2, "2026-02-10", "1"),
        ("contract.amended", {"effective_on": "2026-02-01", "patch": raised}),
    ]
    assert shown(build(terms(not_to_exceed="300.00"), events)) == [
        "2026-01-31 time 300.00",
        "2026-01-31 write_down 300.00",
        "2026-02-28 time 300.00",
    ]


def test_what_is_wholly_beyond_the_cap_stands_as_a_write_down_only(build: Build, shown: Shown) -> None:
    schedule = build(terms(not_to_exceed="0.00"), [time(1, "2026-01-05", "1")])
    assert shown(schedule)[0] == "2026-01-31 write_down 300.00"


def test_a_credit_gives_room_back(build: Build, shown: Shown) -> None:
    line = {"id": "1", "billing_method": "progress", "amount": "100.00"}
    reports = [(30, "01-31"), (20, "02-28"), (60, "03-31")]
    events = [
        ("progress.reported", {"line": "1", "percent": f"{p}", "date": f"2026-{day}"}) for p, day in reports
    ]
    assert shown(build({"not_to_exceed": "50.00", "lines": [line]}, events)) == [
        "2026-01-31 charge 30.00",
        "2026-02-28 credit -10.00",
        "2026-03-31 charge 30.00",
        "2026-03-31 write_down 10.00",
        "- write_down 40.00",
    ]


def test_an_entry_of_no_value_takes_no_hours(build: Build) -> None:
    cap = {"id": "h", "hours": "1", "role": "Lead"}
    rates = [{"role": "Lead", "amount": "0", "unit": "hour"}, RATES[1]]
    line = {"id": "1", "billing_method": "time_and_materials", "rates": rates, "caps": [cap]}
    schedule = build(
        {**terms(), "lines": [line]}, [time(1, "2026-01-05", "5"), time(2, "2026-01-05", "1", "Junior")]
    )
    assert schedule.ledgers.caps == ()


@given(
    hours=st.lists(st.tuples(st.integers(1, 59), st.integers(1, 2000), st.booleans()), max_size=12),
    limit=st.integers(0, 500_000),
)
def test_no_cap_is_ever_passed(
    event_of: Callable[..., Event], hours: list[tuple[int, int, bool]], limit: int
) -> None:
    rates = [
        {"role": "Lead", "amount": "99.99", "unit": "hour"},
        {"role": "Junior", "amount": "33.33", "unit": "hour"},
    ]
    cap = Decimal(limit).scaleb(-2)
    stated = terms(not_to_exceed=format(cap, "f"))
    stated["lines"][0]["rates"] = rates
    events = [
        event_of(
            number,
            "time.approved",
            {
                "entry_id": f"t{number}",
                "person": "p",
                "role": "Lead" if lead else "Junior",
                "date": f"2026-{1 + day // 30:02}-{1 + day % 28:02}",
                "hours": format(Decimal(worked).scaleb(-2), "f"),
            },
        )
        for number, (day, worked, lead) in enumerate(hours)
    ]
    schedule = build_schedule(Terms.model_validate({"currency": "USD", **stated}), events, as_of=AS_OF)
    billed = sum((line.amount or Decimal(0) for line in schedule.billing if line.kind == "time"), Decimal(0))
    assert billed <= cap
    assert all(entry.balance <= cap for entry in schedule.ledgers.caps)


def test_the_least_room_of_nested_caps_splits_the_entry(build: Build, shown: Shown) -> None:
    # line cap 50,000 (46,200 used), contract cap 120,000 (118,500 used), new 6,300: min(6,300, 3,800, 1,500)
    line = {
        "id": "1",
        "billing_method": "time_and_materials",
        "rates": RATES,
        "caps": [{"id": "l", "amount": "50000"}],
    }
    other = {**line, "id": "2", "caps": []}
    dates = {
        "start_date": "2026-01-01",
        "end_date": "2026-02-28",
        "payment": {"billing_frequency": "monthly"},
    }
    events = [
        time(1, "2026-01-05", "154", line="1"),  # 46,200
        time(2, "2026-01-06", "241", line="2"),  # 72,300
        time(3, "2026-02-05", "21", line="1"),  # 6,300
    ]
    rows = shown(build({**dates, "not_to_exceed": "120000.00", "lines": [line, other]}, events))
    assert rows[2:4] == ["2026-02-28 time 1500.00", "2026-02-28 write_down 4800.00"]
