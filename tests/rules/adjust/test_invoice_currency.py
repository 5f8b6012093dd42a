from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]

FEE = {"id": "1", "billing_method": "fixed_price", "amount": "125000.00", "end_date": "2026-06-30"}


def converted(build: Build, fx: dict[str, Any] | None, *rates: tuple[str, str], **terms: Any) -> Schedule:
    events = [
        ("exchange_rate.published", {"base": "EUR", "quote": "USD", "rate": rate, "date": day})
        for day, rate in rates
    ]
    return build({"currency": "EUR", "fx": fx, "lines": [FEE], **terms}, events)


def test_a_line_is_converted_at_the_contract_s_rate(build: Build) -> None:
    (row,) = converted(build, {"currency": "USD", "type": "fixed", "fixed_rate": "1.0832"}).conversions
    assert (row.schedule_line, row.currency, f"{row.amount}", f"{row.rate}") == (
        "1-1",
        "USD",
        "135400.00",
        "1.0832",
    )


def test_a_published_rate_stays_with_the_line(build: Build) -> None:
    rates = (("2026-06-01", "1.1"), ("2026-06-30", "1.2"), ("2026-06-29", "1.3"))
    (row,) = converted(build, {"currency": "USD", "type": "monthly_average"}, *rates).conversions
    assert (f"{row.amount}", row.events) == ("150000.00", ("e1", "e3", "e2"))
    thirds = (("2026-06-01", "1"), ("2026-06-02", "1"), ("2026-06-03", "2"))
    (row,) = converted(build, {"currency": "USD", "type": "monthly_average"}, *thirds).conversions
    assert (f"{row.amount}", f"{row.rate}") == ("166666.67", "1.333333333333")


def test_a_billable_line_without_a_rate_is_named(build: Build) -> None:
    schedule = converted(build, {"currency": "USD", "type": "spot"})
    assert (schedule.conversions, [finding.code for finding in schedule.findings]) == (
        (),
        ["no_exchange_rate"],
    )


def test_what_is_not_dated_not_known_or_not_billed_is_not_converted(build: Build) -> None:
    fx = {"currency": "USD", "type": "fixed", "fixed_rate": "2"}
    milestone = {
        "id": "1",
        "billing_method": "milestone",
        "milestones": [{"id": "M", "amount": "5.00", "trigger": "x"}],
    }
    assert converted(build, fx, lines=[milestone]).conversions == ()
    assert converted(build, fx, lines=[{**FEE, "amount": None}]).conversions == ()
    assert len(converted(build, fx, not_to_exceed="100.00").conversions) == 1
    assert converted(build, {**fx, "currency": "EUR"}).conversions == ()
    assert converted(build, None).conversions == ()
