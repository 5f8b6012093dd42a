from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

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
