from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from models.errors import CurrencyMismatch
from models.schedule import BillingLine, Schedule
from rules.proof.compare import FIELDS, compare

Build = Callable[..., Schedule]

FEE = {"id": "1", "billing_method": "fixed_price", "amount": "100.00", "end_date": "2026-06-30"}


def test_every_field_of_a_billing_line_is_compared() -> None:
    assert set(FIELDS) == set(BillingLine.model_fields) - {"id"}


def test_equal_schedules_have_no_difference(build: Build) -> None:
    delta = compare(build({"lines": [FEE]}), build({"lines": [FEE]}))
    assert (delta.lines, delta.delta, delta.before_total) == ((), Decimal(0), Decimal("100.00"))
    assert [(month.month, str(month.delta)) for month in delta.months] == [("2026-06", "0.00")]


def test_lines_are_added_removed_and_changed(build: Build) -> None:
    second = {**FEE, "id": "2", "end_date": "2026-05-31"}
    third = {**FEE, "id": "3", "amount": "40.00", "end_date": "2026-08-31"}
    before = build({"lines": [FEE, second]})
    after = build({"lines": [{**FEE, "amount": "130.00", "end_date": "2026-07-31"}, third]})
    delta = compare(before, after)
    assert [(line.id, line.change, str(line.delta), line.certain) for line in delta.lines] == [
        ("2-1", "removed", "-100.00", True),
        ("1-1", "changed", "30.00", True),
        ("3-1", "added", "40.00", True),
    ]
    changed = delta.lines[1]
    assert changed.changed == ("amount", "bill_on", "proof")
    assert changed.before
    assert changed.after
    assert (changed.before.formula, changed.after.formula) == ("100% x 100.00", "100% x 130.00")
    # 170.00 after less 200.00 before
    assert (str(delta.before_total), str(delta.after_total), str(delta.delta)) == (
        "200.00",
        "170.00",
        "-30.00",
    )
    assert [(month.month, str(month.delta)) for month in delta.months] == [
        ("2026-05", "-100.00"),
        ("2026-06", "-100.00"),
        ("2026-07", "130.00"),
        ("2026-08", "40.00"),
    ]


def test_an_unknown_amount_is_no_nought(build: Build) -> None:
    before = build({"lines": [{**FEE, "amount": None}]})
    assert [line.amount for line in before.billing] == [None]
    both = compare(before, build({"lines": [FEE]})).lines[0]
    assert (str(both.delta), both.certain) == ("100.00", False)
    gone = compare(before, build({"lines": []})).lines[0]
    assert (gone.delta, gone.certain, gone.change) == (None, False, "removed")


def test_write_downs_are_shown_and_not_counted(build: Build) -> None:
    delta = compare(build({"lines": [FEE]}), build({"lines": [FEE], "not_to_exceed": "90.00"}))
    assert [(line.id, str(line.delta)) for line in delta.lines] == [
        ("1-1", "-10.00"),
        ("1-1-write-down", "10.00"),
    ]
    assert str(delta.delta) == "-10.00"


def test_what_waits_for_its_event_has_no_month(build: Build) -> None:
    line: dict[str, Any] = {"id": "1", "billing_method": "milestone"}
    line["milestones"] = [{"id": "M1", "amount": "10.00", "trigger": "acceptance"}]
    accepted = [("milestone.accepted", {"milestone": "M1", "date": "2026-02-03"})]
    delta = compare(build({"lines": [line]}), build({"lines": [line]}, accepted))
    assert [(month.month, str(month.delta)) for month in delta.months] == [
        ("2026-02", "10.00"),
        (None, "-10.00"),
    ]


def test_revenue_and_findings_are_compared_too(build: Build) -> None:
    cut = build({"lines": [FEE], "not_to_exceed": "90.00"})
    delta = compare(build({"lines": [FEE]}), cut)
    # earned where it is billed: 90.00 in June instead of 100.00
    assert [(month.month, str(month.delta)) for month in delta.revenue_months] == [("2026-06", "-10.00")]
    assert [finding.code for finding in delta.findings_added] == ["L04"]
    assert [finding.code for finding in compare(cut, build({"lines": [FEE]})).findings_removed] == ["L04"]


def test_two_currencies_have_no_difference(build: Build) -> None:
    with pytest.raises(CurrencyMismatch):
        compare(build({"lines": [FEE]}), build({"currency": "EUR", "lines": [FEE]}))
    assert compare(build({"currency": None, "lines": []}), build({"lines": []})).currency == "USD"
