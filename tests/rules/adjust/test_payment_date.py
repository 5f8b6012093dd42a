from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]


def terms(**payment: Any) -> dict[str, Any]:
    lines = [{"id": "1", "billing_method": "fixed_price", "amount": "25000.00", "end_date": "2025-05-01"}]
    return {"payment": {"net_days": 30, **payment}, "lines": lines}


POSTED = (
    "invoice.posted",
    {"invoice_id": "i1", "date": "2025-05-01", "lines": [{"schedule_line": "1-1", "amount": "25000.00"}]},
)


def paid(day: str, amount: str = "24500.00", invoice: str = "i1") -> tuple[str, dict[str, Any]]:
    return "payment.received", {"invoice_id": invoice, "date": day, "amount": amount}


EARLY = {"early_discount_percent": "2", "early_discount_days": 10}
LATE = {"late_interest_percent": "12.25", "late_interest_period": "year"}


def settled(schedule: Schedule) -> list[str]:
    return [f"{line.bill_on} {line.kind} {line.amount} {line.status}" for line in schedule.billing[1:]]


def test_an_early_payment_settles_more_than_it_pays(build: Build) -> None:
    # 24,500 / 0.98 = 25,000, on the tenth day still
    assert settled(build(terms(**EARLY), [POSTED, paid("2025-05-11")])) == [
        "2025-05-11 discount -500.00 billable"
    ]
    assert settled(build(terms(**EARLY), [POSTED, paid("2025-05-12")])) == []


def test_interest_counts_days_past_the_due_date_and_rounds_once(build: Build) -> None:
    # due 31 May; 5,000 x 12.25% x 101/365 = 169.49
    events = [POSTED, paid("2025-09-09", "5000.00")]
    assert settled(build(terms(**LATE), events)) == ["2025-09-09 interest 169.49 billable"]
    assert settled(build(terms(**LATE), [POSTED, paid("2025-05-31")])) == []


def test_interest_of_an_unstated_period_is_held(build: Build) -> None:
    unstated = terms(late_interest_percent="1.5")
    assert settled(build(unstated, [POSTED, paid("2025-09-09")])) == ["2025-09-09 interest None held"]


def test_without_a_due_date_nothing_is_late(build: Build) -> None:
    assert settled(build({**terms(**LATE), "payment": {**LATE}}, [POSTED, paid("2025-09-09")])) == []
    assert settled(build({**terms(), "payment": None}, [POSTED, paid("2025-09-09")])) == []


def test_nothing_paid_bears_nothing(build: Build) -> None:
    assert settled(build(terms(**LATE), [POSTED, paid("2025-09-09", "0.00")])) == []


def test_a_payment_of_an_invoice_that_was_not_posted_is_named(build: Build) -> None:
    schedule = build(terms(**LATE), [paid("2025-09-09", invoice="i2")])
    assert "payment_without_invoice" in [finding.code for finding in schedule.findings]
    assert settled(schedule) == []


# 50,000 of fees and 10,000 that is none: 2 % of the fees is 1,000, of the invoice 1,200
@pytest.mark.parametrize(
    ("base", "amount", "discount"),
    [
        ("fees", "59000.00", "-1000.00"),
        ("fees", "29500.00", "-500.00"),
        ("invoice", "58800.00", "-1200.00"),
        (None, "58800.00", "-1200.00"),
    ],
)
def test_what_the_discount_is_a_percent_of_decides_it(
    build: Build, base: str | None, amount: str, discount: str
) -> None:
    lines = [{"schedule_line": "1-1", "amount": "50000.00"}, {"schedule_line": "tax", "amount": "10000.00"}]
    posted = ("invoice.posted", {"invoice_id": "i1", "date": "2025-05-01", "lines": lines})
    given = terms(**EARLY, early_discount_base=base)
    given["lines"][0]["amount"] = "50000.00"
    assert settled(build(given, [posted, paid("2025-05-11", amount)])) == [
        f"2025-05-11 discount {discount} billable"
    ]


def test_an_invoice_without_lines_is_all_fees(build: Build) -> None:
    posted = ("invoice.posted", {"invoice_id": "i1", "date": "2025-05-01"})
    given = terms(**EARLY, early_discount_base="fees")
    assert settled(build(given, [posted, paid("2025-05-11")])) == ["2025-05-11 discount -500.00 billable"]
