from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from models.event import Event
from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


TERMS: dict[str, Any] = {
    "start_date": "2026-02-01",
    "end_date": "2026-03-31",
    "payment": {"billing_frequency": "monthly"},
    "expenses": {"reimbursable": True, "receipts_over": "75.00", "preapproval": True},
    "lines": [{"id": "9", "billing_method": "expenses"}],
}


def expense(number: int, amount: str, **more: Any) -> tuple[str, dict[str, Any]]:
    data = {
        "expense_id": f"x{number}",
        "date": "2026-02-11",
        "amount": amount,
        "receipt": True,
        "preapproved": True,
    }
    return "expense.approved", {**data, **more}


def codes(schedule: Schedule) -> list[str]:
    return [finding.code for finding in schedule.findings]


def test_expenses_short_of_a_receipt_or_an_approval_are_not_billed(build: Build, shown: Shown) -> None:
    events = [
        expense(1, "75.00", receipt=False),
        expense(2, "75.01", receipt=None),
        expense(3, "10.00", preapproved=None),
    ]
    schedule = build(TERMS, events)
    assert shown(schedule) == ["2026-02-28 expense 75.00"]
    assert codes(schedule) == ["expense_without_receipt", "expense_without_approval"]
    (receipt,), (approval,) = (
        re.findall(r"are not billed: (.*?);", finding.message) for finding in schedule.findings
    )
    assert receipt != approval
    assert "," not in receipt + approval  # each names its own expense alone


def test_what_is_not_reimbursable_is_not_billed(build: Build, shown: Shown) -> None:
    schedule = build({**TERMS, "expenses": {"reimbursable": False}}, [expense(1, "5.00")])
    assert (shown(schedule), codes(schedule)) == ([], ["expense_not_reimbursable"])


def test_the_latest_of_one_expense_stands(build: Build, shown: Shown) -> None:
    events = [expense(1, "5.00"), expense(1, "7.00", date="2026-03-01")]
    assert shown(build(TERMS, events)) == ["2026-03-31 expense 7.00"]


def test_without_expense_terms_they_bill_at_cost(build: Build, shown: Shown) -> None:
    schedule = build({**TERMS, "expenses": None}, [expense(1, "5.00", line="9")])
    assert shown(schedule) == ["2026-02-28 expense 5.00"]


def test_expenses_outside_the_dates_or_without_a_line_are_named(build: Build, shown: Shown) -> None:
    schedule = build(TERMS, [expense(1, "5.00", date="2026-04-01")])
    assert (shown(schedule), codes(schedule)) == ([], ["outside_dates"])
    schedule = build({**TERMS, "lines": []}, [expense(1, "5.00")])
    assert (shown(schedule), codes(schedule)) == ([], ["L23"])


def test_a_contract_cap_that_counts_expenses_holds_them(build: Build, shown: Shown) -> None:
    caps = [{"id": "all", "amount": "8.00", "counts": ["fees", "expenses"]}]
    assert shown(build({**TERMS, "caps": caps}, [expense(1, "5.00"), expense(2, "5.00")])) == [
        "2026-02-28 expense 8.00",
        "2026-02-28 write_down 2.00",
    ]
    assert shown(build({**TERMS, "not_to_exceed": "1.00"}, [expense(1, "5.00")])) == [
        "2026-02-28 expense 5.00"
    ]


def made(build: Build, expenses: dict[str, Any], **item: Any) -> tuple[list[str], list[str]]:
    """The amounts and the findings of one expense of 1,200 on 10 March."""
    entry = {"expense_id": "x", "date": "2026-03-10", "amount": "1200.00", **item}
    terms = {
        "start_date": "2026-03-01",
        "end_date": "2026-03-31",
        "expenses": expenses,
        "lines": [{"id": "1", "billing_method": "expenses"}],
    }
    schedule = build(terms, [("expense.approved", entry)])
    return [f"{line.amount}" for line in schedule.billing], [finding.code for finding in schedule.findings]


def test_tax_that_the_provider_recovers_is_not_billed(build: Build) -> None:
    # 1,200 including 20 % tax
    assert made(build, {"net_of_tax": True}, tax="200.00") == (["1000.00"], [])
    assert made(build, {"net_of_tax": True}) == (["1200.00"], [])
    assert made(build, {}, tax="200.00") == (["1200.00"], [])


def test_per_diems_and_mileages_have_their_price_without_markup_or_receipt(build: Build) -> None:
    terms = {
        "per_diem": {"amount": "60.00"},
        "mileage": {"amount": "0.70", "unit": "mile"},
        "markup_percent": "5",
        "receipts_over": "25.00",
    }
    assert made(build, terms, category="Per diem", quantity="3") == (["180.00"], [])
    assert made(build, terms, category="mileage", quantity="145") == (["101.50"], [])
    assert made(build, terms, category="mileage") == ([], ["expense_without_quantity"])
    assert made(build, terms, category="hotel", receipt=True) == (["1260.00"], [])
    assert made(build, terms, category="hotel") == ([], ["expense_without_receipt"])


def test_only_expenses_over_the_threshold_need_approval(build: Build) -> None:
    assert made(build, {"preapproval": True, "preapproval_over": "1200.00"}) == (["1200.00"], [])
    assert made(build, {"preapproval_over": "1199.99"}) == ([], ["expense_without_approval"])
    assert made(build, {"preapproval_over": "1199.99"}, preapproved=True) == (["1200.00"], [])


def test_an_expense_limited_per_trip_names_its_trip(build: Build) -> None:
    terms = {
        "caps": [
            {"amount": "9.00", "per": "trip", "category": "hotel"},
            {"amount": "9999.00", "per": "month"},
        ]
    }
    assert made(build, terms, category="hotel") == ([], ["expense_without_trip"])
    assert made(build, terms, category="meals") == (["1200.00"], [])


def test_an_expense_approved_too_late_is_not_billed(event: Callable[..., Event]) -> None:
    # 10 March and 30 days is 9 April
    terms = Terms.model_validate(
        {"expenses": {"submit_within_days": 30}, "lines": [{"id": "1", "billing_method": "expenses"}]}
    )
    data = {"expense_id": "x", "date": "2026-03-10", "amount": "5.00"}

    def codes(at: str) -> list[str]:
        event_at = event(1, "expense.approved", data, at=at)
        findings = build_schedule(terms, [event_at], as_of=date(2026, 5, 1)).findings
        return [finding.code for finding in findings if finding.code != "L09"]

    assert (codes("2026-04-09T12:00:00Z"), codes("2026-04-10T12:00:00Z")) == ([], ["expense_late"])
