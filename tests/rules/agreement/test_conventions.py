from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from models.event import Event
from models.replay import replay
from models.schedule import Schedule
from models.terms import Line, Terms
from rules import build_schedule
from rules.agreement.conventions import STANDARD, Conventions, RevenueMethod

NewEvent = Callable[..., Event]
FEE: dict[str, Any] = {
    "id": "1",
    "billing_method": "fixed_price",
    "start_date": "2026-01-01",
    "end_date": "2026-02-28",
    "amount": "5900.00",
}


def made(terms: dict[str, Any], conventions: Conventions, *events: Event) -> Schedule:
    stated = Terms.model_validate({"currency": "USD", **terms})
    return build_schedule(stated, events, as_of=date(2030, 1, 1), conventions=conventions)


def test_half_a_cent_goes_up_or_to_the_even_neighbour(event_of: NewEvent) -> None:
    # 1.5 h at 1.75 is 2.625: half up 2.63, half even 2.62
    line = {
        "id": "1",
        "billing_method": "time_and_materials",
        "rates": [{"amount": "1.75", "unit": "hour"}],
    }
    terms = {"start_date": "2026-01-01", "end_date": "2026-01-31", "lines": [line]}
    entry = {"entry_id": "t", "person": "p", "date": "2026-01-05", "hours": "1.5", "line": "1"}
    worked = event_of(1, "time.approved", entry)
    (standard,) = made(terms, STANDARD, worked).billing
    (even,) = made(terms, Conventions(rounding="half_even"), worked).billing
    assert (str(standard.amount), str(even.amount)) == ("2.63", "2.62")
    assert replay(even.proof) == even.amount
    assert str(made(terms, STANDARD, worked).billing[0].amount) == "2.63"


def test_a_split_stays_whole_under_half_even() -> None:
    line = {
        **FEE,
        "amount": "100.25",
        "instalments": {"count": 2, "period": "month", "first_on": "2026-01-31"},
    }
    first, second = made({"lines": [line]}, Conventions(rounding="half_even")).billing
    # half of 100.25 is 50.125: to the even 50.12, the rest 50.13
    assert (str(first.amount), str(second.amount)) == ("50.12", "50.13")


def test_the_firms_calendar_goes_before_the_governing_law(event_of: NewEvent) -> None:
    # Delivered Thu 2 July 2026: two business days are Fri 3 July (a US holiday as observed) and Mon 6 July
    line = {
        "id": "1",
        "billing_method": "milestone",
        "milestones": [{"id": "M1", "amount": "1.00", "trigger": "x"}],
    }
    terms = {"acceptance": {"review_days": 2, "business_days": True, "deemed": True}, "lines": [line]}
    delivered = event_of(1, "milestone.delivered", {"milestone": "M1", "date": "2026-07-02"})
    plain = made(terms, STANDARD, delivered)
    american = made(terms, Conventions(calendar="United States"), delivered)
    assert str(plain.billing[0].bill_on) == "2026-07-07"
    assert str(american.billing[0].bill_on) == "2026-07-08"
    assert "L19" in {finding.code for finding in plain.findings}
    assert "L19" not in {finding.code for finding in american.findings}


def earned(line: dict[str, Any], method: RevenueMethod) -> list[tuple[str, str, str]]:
    def method_of(_: Line) -> RevenueMethod:
        return method

    schedule = made({"lines": [line]}, Conventions(method_of=method_of))
    return [(entry.method, str(entry.period.end), str(entry.amount)) for entry in schedule.revenue]


def test_the_firm_says_how_a_line_earns() -> None:
    # 5,900 over 31 and 28 days, or when it is invoiced
    assert earned(FEE, "straight_line") == [
        ("straight_line", "2026-01-31", "3100.00"),
        ("straight_line", "2026-02-28", "2800.00"),
    ]
    assert earned(FEE, "as_invoiced") == [("as_invoiced", "2026-02-28", "5900.00")]
    assert earned(FEE, "input") == [("input", "2026-02-28", "5900.00")]
    parts = {**FEE, "milestones": [{"id": "M1", "amount": "5900.00", "due_date": "2026-01-31"}]}
    assert earned(parts, "milestone") == [("milestone", "2026-01-31", "5900.00")]
    assert earned(parts, "straight_line")[0] == ("straight_line", "2026-01-31", "3100.00")


def test_a_recurring_fee_earns_over_its_own_periods() -> None:
    fee = {**FEE, "billing_method": "recurring", "amount": "590.00", "period": "month", "proration": "none"}
    assert [amount for _, _, amount in earned(fee, "straight_line")] == ["590.00", "590.00"]
