from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule

Build = Callable[..., Schedule]
Shown = Callable[[Schedule], list[str]]


def line(**more: Any) -> dict[str, Any]:
    return {"lines": [{"id": "1", "billing_method": "fixed_price", "amount": "100.00", **more}]}


DATES = {"start_date": "2026-01-01", "end_date": "2026-06-30"}


def test_one_charge_at_the_end_or_in_advance_at_the_start(build: Build, shown: Shown) -> None:
    assert shown(build(line(**DATES))) == ["2026-06-30 instalment 100.00"]
    advance = {"payment": {"billing_timing": "advance"}}
    assert shown(build({**advance, **line(**DATES)})) == ["2026-01-01 instalment 100.00"]
    assert shown(build(line())) == ["- instalment 100.00"]


@pytest.mark.parametrize(
    ("payment", "first"),
    [({}, "2026-02-14"), ({"billing_timing": "advance"}, "2026-01-15"), ({"billing_day": 20}, "2026-02-20")],
)
def test_instalments_without_a_first_day_count_from_the_start(
    build: Build, shown: Shown, payment: dict[str, Any], first: str
) -> None:
    parts = line(start_date="2026-01-15", instalments={"count": 2, "period": "month"})
    assert shown(build({"payment": payment, **parts}))[0] == f"{first} instalment 50.00"


def test_instalments_follow_the_billing_frequency_where_no_period_is_stated(
    build: Build, shown: Shown
) -> None:
    parts = line(instalments={"count": 2, "first_on": "2026-01-31"})
    quarterly = {"payment": {"billing_frequency": "quarterly"}, **parts}
    assert shown(build(quarterly)) == ["2026-01-31 instalment 50.00", "2026-04-30 instalment 50.00"]
    assert shown(build(parts)) == ["- instalment 50.00", "- instalment 50.00"]


def test_a_single_instalment_needs_no_period(build: Build, shown: Shown) -> None:
    parts = line(instalments={"count": 1, "first_on": "2026-01-31"})
    assert shown(build(parts)) == ["2026-01-31 instalment 100.00"]


def test_a_fee_without_a_total_is_held(build: Build) -> None:
    schedule = build(
        {"contract_value": "5.00", "lines": [*line(amount=None)["lines"], *line(id="2")["lines"]]}
    )
    assert (schedule.billing[0].amount, schedule.billing[0].status) == (None, "held")
    assert "no_amount" in [finding.code for finding in schedule.findings]


@given(
    units=st.integers(1, 10**12),
    count=st.integers(1, 60),
    currency=st.sampled_from([("JPY", 0), ("USD", 2), ("KWD", 3)]),
)
def test_instalments_sum_to_the_fee_to_the_minor_unit(
    units: int, count: int, currency: tuple[str, int]
) -> None:
    total = Decimal(units).scaleb(-currency[1])
    stated = line(
        amount=format(total, "f"), instalments={"count": count, "period": "month", "first_on": "2026-01-31"}
    )
    terms = Terms.model_validate({"currency": currency[0], **stated})
    billing = build_schedule(terms, as_of=terms.lines[0].instalments.first_on).billing  # type: ignore[union-attr,arg-type]
    assert sum(item.amount or 0 for item in billing) == total
