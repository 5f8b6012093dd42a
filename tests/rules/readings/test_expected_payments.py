from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.event import Event
from models.schedule import Schedule
from models.terms import Payment
from rules.readings.expected_payments import Conduct, expect_payments

Build = Callable[..., Schedule]
FEES: list[dict[str, Any]] = [
    {"id": "1", "billing_method": "fixed_price", "amount": "1000.00", "end_date": "2026-01-31"},
    {"id": "2", "billing_method": "fixed_price", "amount": "500.00", "end_date": "2026-01-31"},
    {
        "id": "3",
        "billing_method": "milestone",
        "milestones": [{"id": "M", "amount": "9.00", "trigger": "go"}],
    },
]
NET = {"net_days": 30, "early_discount_percent": "2", "early_discount_days": 10}


def told(events: tuple[Event, ...]) -> list[tuple[str, str, str]]:
    return [
        (event.type.removeprefix("engross."), str(event.data.date), str(getattr(event.data, "amount", "")))
        for event in events
        if event.type in {"engross.invoice.posted", "engross.payment.received"}
    ]


def test_lines_of_a_day_stand_on_one_invoice_paid_on_its_due_date(build: Build) -> None:
    made = build({"payment": NET, "lines": FEES}, as_of="2026-01-01")
    events = expect_payments(made.billing, Payment.model_validate(NET), conduct=Conduct())
    assert told(events) == [
        ("invoice.posted", "2026-01-31", ""),
        ("payment.received", "2026-03-02", "1500.00"),
    ]


def test_a_late_payer_pays_so_many_days_later(build: Build) -> None:
    made = build({"payment": NET, "lines": FEES}, as_of="2026-01-01")
    events = expect_payments(made.billing, Payment.model_validate(NET), conduct=Conduct(late_days=10))
    assert told(events)[1] == ("payment.received", "2026-03-12", "1500.00")


def test_an_early_payer_takes_the_discount(build: Build) -> None:
    # 1,500 less 2% on 10 February
    made = build({"payment": NET, "lines": FEES}, as_of="2026-01-01")
    events = expect_payments(made.billing, Payment.model_validate(NET), conduct=Conduct(early=True))
    assert told(events)[1] == ("payment.received", "2026-02-10", "1470.00")


def test_a_discount_on_fees_leaves_the_rest_of_the_invoice(build: Build) -> None:
    # 1,500 of fees less 200 retained: 2% of 1,500 off the 1,300
    terms = {**NET, "early_discount_base": "fees"}
    held = {"percent": "13.333333333333333333", "cap_percent": "100"}
    made = build(
        {"payment": terms, "retention": held, "contract_value": "9999", "lines": FEES}, as_of="2026-01-01"
    )
    events = expect_payments(made.billing, Payment.model_validate(terms), conduct=Conduct(early=True))
    assert told(events)[1] == ("payment.received", "2026-02-10", "1270.00")


def test_without_a_discount_nobody_pays_early(build: Build) -> None:
    made = build({"payment": {"net_days": 30}, "lines": FEES}, as_of="2026-01-01")
    events = expect_payments(made.billing, Payment(net_days=30), conduct=Conduct(early=True))
    assert told(events)[1] == ("payment.received", "2026-03-02", "1500.00")


def test_an_invoice_without_a_due_date_is_not_paid(build: Build) -> None:
    made = build({"lines": FEES}, as_of="2026-01-01")
    assert expect_payments(made.billing, None, conduct=Conduct()) == ()


def test_what_is_invoiced_already_is_left_alone(build: Build) -> None:
    posted = {
        "invoice_id": "i",
        "date": "2026-01-31",
        "lines": [{"schedule_line": "1-1", "amount": "1000.00"}],
    }
    made = build({"payment": NET, "lines": FEES}, [("invoice.posted", posted)], as_of="2026-02-01")
    events = expect_payments(made.billing, Payment(net_days=30), conduct=Conduct())
    assert told(events)[1] == ("payment.received", "2026-03-02", "500.00")
