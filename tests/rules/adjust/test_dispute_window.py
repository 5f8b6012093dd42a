from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]

LINE = {"id": "1", "billing_method": "fixed_price", "amount": "36500.00", "end_date": "2026-01-01"}
PAYMENT = {"net_days": 30, "late_interest_percent": "12", "late_interest_period": "year"}
POSTED = (
    "invoice.posted",
    {"invoice_id": "i", "date": "2026-01-01", "lines": [{"schedule_line": "1-1", "amount": "36500.00"}]},
)
PAID = ("payment.received", {"invoice_id": "i", "date": "2026-03-02", "amount": "36500.00"})


def dispute(
    day: str | None = "2026-01-16", amount: str | None = "6500.00", **more: Any
) -> tuple[str, dict[str, Any]]:
    data = {"dispute_id": "d", "invoice_id": "i", "date": day, "amount_claimed": amount, "text": "x", **more}
    return "dispute.raised", {key: value for key, value in data.items() if value is not None}


def made(build: Build, *disputes: tuple[str, dict[str, Any]], **payment: Any) -> tuple[str, list[str]]:
    schedule = build({"payment": {**PAYMENT, **payment}, "lines": [LINE]}, [POSTED, *disputes, PAID])
    (line,) = [line for line in schedule.billing if line.kind == "interest"]
    return f"{line.amount}", [finding.code for finding in schedule.findings]


FREE = {"interest_on_disputed": False}


@pytest.mark.parametrize(
    ("terms", "disputes", "amount", "codes"),
    [
        ({"dispute_days": 15, **FREE}, [dispute()], "295.89", []),  # 30,000 x 12 % x 30/365
        ({"dispute_days": 15, **FREE}, [dispute("2026-01-17")], "360.00", ["dispute_late"]),
        (FREE, [dispute("2026-02-17")], "295.89", []),
        (FREE, [dispute(None)], "295.89", []),
        (FREE, [dispute(), dispute(amount="1.00", dispute_id="e")], "295.88", []),
        (FREE, [dispute(amount=None)], "360.00", []),
        (FREE, [dispute(invoice_id="other")], "360.00", []),
        ({}, [dispute()], "360.00", []),
        ({"dispute_days": 15}, [dispute("2026-02-01", invoice_id=None)], "360.00", []),
    ],
)
def test_what_is_disputed_in_time_bears_no_interest(
    build: Build, terms: dict[str, Any], disputes: list[Any], amount: str, codes: list[str]
) -> None:
    assert made(build, *disputes, **terms) == (amount, codes)


def test_a_dispute_of_all_leaves_no_interest(build: Build) -> None:
    everything = dispute(amount="99999.00")
    schedule = build({"payment": {**PAYMENT, **FREE}, "lines": [LINE]}, [POSTED, everything, PAID])
    assert [line.kind for line in schedule.billing] == ["instalment"]


def test_an_invoice_without_payment_terms_has_no_window(build: Build) -> None:
    assert build({"lines": [LINE]}, [POSTED, dispute()]).findings == ()
