from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]

TERMS: dict[str, Any] = {
    "start_date": "2026-03-01",
    "end_date": "2026-04-30",
    "payment": {"billing_frequency": "monthly"},
}
FEE = {"id": "1", "billing_method": "fixed_price", "amount": "70000.00", "end_date": "2026-03-31"}
LINE = {"id": "2", "billing_method": "expenses"}


def spent(number: int, day: str, amount: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return "expense.approved", {"expense_id": f"x{number}", "date": f"2026-{day}", "amount": amount, **more}


def rows(
    build: Build, shown: Shown, expenses: dict[str, Any], *events: Any, lines: Any = (LINE,), **more: Any
) -> list[str]:
    return shown(build({**TERMS, "expenses": expenses, "lines": lines, **more}, events))


@pytest.mark.parametrize(
    ("basis", "billed", "left"),
    [("cost", "8820.00", "1050.00"), ("billed", "8400.00", "1470.00"), (None, "8400.00", "1470.00")],
)
def test_cap_then_markup_or_markup_then_cap(
    build: Build, shown: Shown, basis: str | None, billed: str, left: str
) -> None:
    # 12 % of 70,000 is 8,400
    expenses = {"markup_percent": "5", "cap_basis": basis, "caps": [{"percent_of_fees": "12"}]}
    made = rows(build, shown, expenses, spent(1, "03-11", "9400.00"), lines=[FEE, LINE])
    assert made[1:] == [f"2026-03-31 expense {billed}", f"2026-03-31 write_down {left}"]


def test_a_plain_cap_on_cost_is_marked_up_too(build: Build, shown: Shown) -> None:
    expenses = {"markup_percent": "5", "cap_basis": "cost", "cap": "100.00"}
    made = rows(build, shown, expenses, spent(1, "03-11", "90.00"), spent(2, "04-11", "20.00"))
    assert made == ["2026-03-31 expense 94.50", "2026-04-30 expense 10.50", "2026-04-30 write_down 10.50"]


def test_the_fees_that_a_limit_cuts_are_those_that_expenses_are_a_percent_of(
    build: Build, shown: Shown
) -> None:
    expenses = {"caps": [{"percent_of_fees": "10", "amount": "9999.00"}]}
    made = rows(
        build, shown, expenses, spent(1, "03-11", "6000.00"), lines=[FEE, LINE], not_to_exceed="50000.00"
    )
    assert made[2:] == ["2026-03-31 expense 5000.00", "2026-03-31 write_down 1000.00"]


def test_a_cap_per_month_is_of_the_month_s_fees(build: Build, shown: Shown) -> None:
    later = {**FEE, "id": "3", "amount": "1000.00", "end_date": "2026-04-30"}
    expenses = {"caps": [{"percent_of_fees": "10", "per": "month"}]}
    events = [spent(1, "03-11", "8000.00"), spent(2, "04-11", "150.00")]
    made = rows(build, shown, expenses, *events, lines=[FEE, LINE, later])
    assert made[1:3] == ["2026-03-31 expense 7000.00", "2026-03-31 write_down 1000.00"]
    assert sorted(made[3:]) == [
        "2026-04-30 expense 100.00",
        "2026-04-30 instalment 1000.00",
        "2026-04-30 write_down 50.00",
    ]


def test_each_trip_has_its_own_room(build: Build, shown: Shown) -> None:
    expenses = {"caps": [{"amount": "100.00", "per": "trip", "category": "Travel"}]}
    events = [
        spent(1, "03-11", "90.00", trip="A", category="travel"),
        spent(2, "03-12", "20.00", trip="A", category="travel"),
        spent(3, "03-13", "80.00", trip="B", category="travel"),
        spent(4, "03-13", "500.00", category="meals"),
    ]
    assert rows(build, shown, expenses, *events) == [
        "2026-03-31 expense 680.00",
        "2026-03-31 write_down 10.00",
    ]


def test_a_limit_without_a_figure_limits_nothing(build: Build, shown: Shown) -> None:
    assert rows(build, shown, {"caps": [{"per": "total"}]}, spent(1, "03-11", "90.00")) == [
        "2026-03-31 expense 90.00"
    ]
