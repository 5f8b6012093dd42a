from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]

LINE = {"id": "1", "billing_method": "fixed_price", "amount": "120000.00", "end_date": "2026-06-30"}


def failed(*days: str, credit: str = "c") -> list[tuple[str, dict[str, Any]]]:
    return [
        ("service.failed", {"credit": credit, "quantity": quantity, "date": f"2026-0{at}-28"})
        for at, quantity in enumerate(days, 1)
    ]


def credited(build: Build, events: list[Any], **credit: Any) -> tuple[list[str], list[str]]:
    stated = {"id": "c", **credit}
    schedule = build({"contract_value": "120000.00", "service_credits": [stated], "lines": [LINE]}, events)
    lines = [f"{line.line} {line.amount}" for line in schedule.billing if line.kind == "credit"]
    return lines, [finding.code for finding in schedule.findings]


HALF = {"percent": "0.5", "base": "contract_value", "cap_percent": "10"}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["14"], ["None -8400.00"]),
        (["25"], ["None -12000.00"]),
        (["14", "11", "1"], ["None -8400.00", "None -3600.00"]),
    ],
)
def test_damages_run_up_to_their_limit(build: Build, days: list[str], expected: list[str]) -> None:
    assert credited(build, failed(*days), **HALF) == (expected, [])


def test_a_credit_of_an_amount_needs_no_base(build: Build) -> None:
    assert credited(build, failed("3"), amount="50.00") == (["None -150.00"], [])
    assert credited(build, failed("3"), amount="50.00", cap_amount="120.00") == (["None -120.00"], [])


def test_a_credit_of_a_line_reduces_its_revenue(build: Build) -> None:
    credit = {
        "id": "c",
        "line": "1",
        "percent": "1",
        "base": "line",
        "cap_percent": "5",
        "cap_amount": "2000.00",
    }
    schedule = build({"start_date": "2026-01-01", "service_credits": [credit], "lines": [LINE]}, failed("3"))
    assert [f"{line.amount}" for line in schedule.billing if line.kind == "credit"] == ["-2000.00"]
    assert sum(line.amount for line in schedule.revenue) == 118000


@pytest.mark.parametrize("base", [{"base": "line"}, {"base": "line", "line": "9"}, {}])
def test_a_percent_of_nothing_is_held(build: Build, base: dict[str, str]) -> None:
    lines, codes = credited(build, failed("3"), percent="1", **base)
    assert (lines, codes) == ([f"{base.get('line')} None"], ["no_amount"])


def test_a_failure_of_no_credit_is_named(build: Build) -> None:
    assert credited(build, failed("3", credit="x"), **HALF) == ([], ["credit_unknown"])


def test_a_credit_without_a_rate_is_held(build: Build) -> None:
    assert credited(build, failed("3"), base="contract_value") == (["None None"], ["no_amount"])
