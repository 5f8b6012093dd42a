from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.schedule import Schedule
from rules.adjust.late_interest import months_between

Build = Callable[..., Schedule]

# invoiced on 1 January 2026, due on 31 January, paid on 19 March: 47 days late
MONTHLY: dict[str, Any] = {"late_interest_percent": "1.5", "late_interest_period": "month"}


def made(
    build: Build,
    amount: str = "40000.00",
    paid_on: str = "2026-03-19",
    *,
    currency: str = "USD",
    events: tuple[Any, ...] = (),
    **payment: Any,
) -> Schedule:
    fee = {"id": "1", "billing_method": "fixed_price", "amount": amount, "end_date": "2026-01-01"}
    terms = {"currency": currency, "payment": {"net_days": 30, **payment}, "lines": [fee]}
    lines = [{"schedule_line": "1-1", "amount": amount}]
    posted = ("invoice.posted", {"invoice_id": "i", "date": "2026-01-01", "lines": lines})
    paid = ("payment.received", {"invoice_id": "i", "date": paid_on, "amount": amount})
    return build(terms, [posted, *events, paid])


def interest(schedule: Schedule) -> list[str | None]:
    return [f"{line.amount}" for line in schedule.billing if line.kind == "interest"]


@pytest.mark.parametrize(
    ("method", "basis", "amount"),
    [
        (None, None, "927.12"),  # 40,000 x 18 % x 47/365
        ("daily", "actual_365", "927.12"),
        ("daily", "actual_360", "940.00"),
        ("complete_months", None, "600.00"),
        ("started_months", None, "1200.00"),
        ("compound", None, "1209.00"),  # 1.015 x 1.015
    ],
)
def test_forty_seven_days_late(build: Build, method: str | None, basis: str | None, amount: str) -> None:
    schedule = made(build, late_interest_method=method, late_interest_day_basis=basis, **MONTHLY)
    assert interest(schedule) == [amount]


@pytest.mark.parametrize(
    ("since", "until", "complete", "started"),
    [
        ("2026-01-31", "2026-02-27", 0, 1),
        ("2026-01-31", "2026-02-28", 1, 1),
        ("2026-01-31", "2026-03-01", 1, 2),
        ("2026-01-31", "2026-03-31", 2, 2),
        ("2026-01-10", "2026-01-11", 0, 1),
    ],
)
def test_months_count_from_the_due_date(since: str, until: str, complete: int, started: int) -> None:
    days = date.fromisoformat(since), date.fromisoformat(until)
    assert (months_between(*days, started=False), months_between(*days, started=True)) == (complete, started)


def test_interest_is_rounded_once_not_by_the_day(build: Build) -> None:
    # 5,000 x 12.25 % x 101/365; 2,000 x 13.25 % x 45/365
    yearly: dict[str, Any] = {"late_interest_period": "year"}
    assert interest(made(build, "5000.00", "2026-05-12", late_interest_percent="12.25", **yearly)) == [
        "169.49"
    ]
    assert interest(made(build, "2000.00", "2026-03-17", late_interest_percent="13.25", **yearly)) == [
        "32.67"
    ]


def test_a_lawful_maximum_limits_the_rate(build: Build) -> None:
    # 40,000 x 10 % x 47/365
    assert interest(made(build, late_interest_cap_percent="10", **MONTHLY)) == ["515.07"]


def test_within_the_grace_nothing_is_due_and_after_it_from_the_day_stated(build: Build) -> None:
    grace: dict[str, Any] = {"late_interest_grace_days": 10, **MONTHLY}
    assert interest(made(build, paid_on="2026-02-10", late_interest_from="due_date", **grace)) == []
    # 11 days, or 1 day: 40,000 x 18 % x 11/365
    assert interest(made(build, paid_on="2026-02-11", late_interest_from="due_date", **grace)) == ["216.99"]
    assert interest(made(build, paid_on="2026-02-11", late_interest_from="end_of_grace", **grace)) == [
        "19.73"
    ]


def test_a_grace_that_does_not_say_from_when_is_a_reading(build: Build) -> None:
    schedule = made(build, paid_on="2026-02-11", late_interest_grace_days=10, **MONTHLY)
    assert interest(schedule) == ["None"]
    (reading,) = schedule.readings
    assert (reading.pointer, reading.difference and f"{reading.difference}") == (
        "/payment/late_interest_from",
        "197.26",
    )


BASE = ("index.published", {"index": "Bank of England base rate", "period": "2025-12", "value": "4"})


@pytest.mark.parametrize(
    ("amount", "expected"),
    # 12 % x 47/365 and 40, 70 or 100 by the size of the debt
    [("999.99", ["40.00", "15.45"]), ("1000.00", ["70.00", "15.45"]), ("10000.00", ["100.00", "154.52"])],
)
def test_the_statute_gives_eight_above_base_and_a_fixed_sum(
    build: Build, amount: str, expected: list[str]
) -> None:
    schedule = made(build, amount, currency="GBP", events=(BASE,), late_interest_statutory="uk")
    assert interest(schedule) == expected


def test_the_statute_needs_its_base_rate_of_the_half_year_before(build: Build) -> None:
    later = ("index.published", {"index": "Bank of England base rate", "period": "2026-01", "value": "4"})
    schedule = made(build, currency="GBP", events=(later,), late_interest_statutory="uk")
    assert interest(schedule) == ["100.00", "None"]
    # due on 31 January; paid in August of a debt late since July
    summer = ("index.published", {"index": "Bank of England base rate", "period": "2026-06", "value": "2"})
    autumn = made(
        build,
        "36500.00",
        "2026-07-10",
        events=(BASE, summer),
        late_interest_statutory="uk",
        net_days=180,
    )
    assert interest(autumn) == ["100.00"]  # due 30 June, so 2 % and 8 % for 10 days


def test_a_contract_rate_displaces_the_statute_and_other_currencies_its_sum(build: Build) -> None:
    assert interest(made(build, currency="GBP", late_interest_statutory="uk", **MONTHLY)) == ["927.12"]
    assert len(interest(made(build, events=(BASE,), late_interest_statutory="uk"))) == 1


def test_the_fixed_sum_is_due_once_for_an_invoice(build: Build) -> None:
    again = ("payment.received", {"invoice_id": "i", "date": "2026-03-18", "amount": "1.00"})
    schedule = made(build, currency="GBP", events=(BASE, again), late_interest_statutory="uk")
    assert [line.id for line in schedule.billing if line.id.startswith("comp")] == ["compensation-1"]
