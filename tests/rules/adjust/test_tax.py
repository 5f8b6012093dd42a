from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.replay import contradictions
from models.schedule import Schedule

Build = Callable[..., Schedule]

FEE = {"id": "1", "billing_method": "fixed_price", "amount": "120000.00", "end_date": "2026-06-30"}


def taxed(build: Build, tax: dict[str, Any] | None, **terms: Any) -> Schedule:
    return build({"tax": tax, "lines": [FEE], **terms})


def shown(schedule: Schedule) -> list[tuple[str, ...]]:
    assert all(not list(contradictions(row.working)) for row in schedule.taxes)
    return [(f"{row.net}", f"{row.tax}", f"{row.withheld}", f"{row.payable}") for row in schedule.taxes]


@pytest.mark.parametrize(
    ("tax", "expected"),
    [
        ({"rate": "20", "inclusive": False}, ("120000.00", "24000.00", "0.00", "144000.00")),
        ({"rate": "20", "inclusive": True}, ("100000.00", "20000.00", "0.00", "120000.00")),
        ({"withholding": "10"}, ("120000.00", "0.00", "12000.00", "108000.00")),
        # 120,000 / 0.9 = 133,333.33, of which 13,333.33 are kept
        ({"withholding": "10", "gross_up": True}, ("133333.33", "0.00", "13333.33", "120000.00")),
        ({"withholding": "100", "gross_up": True}, ("120000.00", "0.00", "120000.00", "0.00")),
        (
            {"rate": "20", "inclusive": False, "withholding": "10"},
            ("120000.00", "24000.00", "12000.00", "132000.00"),
        ),
    ],
)
def test_tax_is_added_taken_out_or_withheld(
    build: Build, tax: dict[str, Any], expected: tuple[str, ...]
) -> None:
    assert shown(taxed(build, tax)) == [expected]


def test_a_net_price_is_grossed_up(build: Build) -> None:
    fee = {**FEE, "amount": "100000.00"}
    (row,) = shown(taxed(build, {"withholding": "10", "gross_up": True}, lines=[fee]))
    assert row == ("111111.11", "0.00", "11111.11", "100000.00")


def test_where_nothing_says_whether_the_price_contains_it_none_is_computed(build: Build) -> None:
    schedule = taxed(build, {"rate": "20"})
    assert (schedule.taxes, [finding.code for finding in schedule.findings]) == ((), ["tax_basis"])
    assert len(taxed(build, {"rate": "20"}, tax_inclusive=True).taxes) == 1


@pytest.mark.parametrize(
    ("on", "taxes", "codes"),
    [
        ("invoice", ["24000.00"], []),
        ("release", ["24000.00", "-2400.00", "2400.00"], []),
        (None, ["24000.00"], ["tax_on_retention"]),
    ],
)
def test_what_is_retained_is_taxed_with_its_invoice_or_on_release(
    build: Build, on: str | None, taxes: list[str], codes: list[str]
) -> None:
    releases = [{"percent": "100", "on": "2026-12-31"}]
    tax = {"rate": "20", "inclusive": False, "on_retention": on}
    schedule = taxed(build, tax, retention={"percent": "10", "releases": releases})
    assert [row[1] for row in shown(schedule)] == taxes
    assert [finding.code for finding in schedule.findings] == codes


def test_without_a_rate_nothing_is_taxed_and_what_is_not_known_neither(build: Build) -> None:
    assert taxed(build, None).taxes == taxed(build, {"inclusive": True}).taxes == ()
    unknown = {**FEE, "amount": None}
    assert taxed(build, {"rate": "20", "inclusive": False}, lines=[unknown]).taxes == ()


def test_a_schedule_without_tax_does_not_speak_of_it(build: Build) -> None:
    plain = taxed(build, None).model_dump(mode="json")
    assert {"taxes", "shares", "conversions"}.isdisjoint(plain)
