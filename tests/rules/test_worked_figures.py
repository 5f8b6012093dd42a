"""The worked figures of the billing rules that no other test states as they are printed there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]
Line = dict[str, Any]


def amounts(schedule: Schedule, *kinds: str) -> list[str]:
    return [f"{line.amount}" for line in schedule.billing if not kinds or line.kind in kinds]


def fixed(amount: str, **more: Any) -> Line:
    return {"id": "1", "billing_method": "fixed_price", "amount": amount, "end_date": "2026-06-30", **more}


def monthly(count: int, first_on: str = "2026-01-15") -> dict[str, Any]:
    return {"count": count, "period": "month", "first_on": first_on}


def recurring(proration: str, **more: Any) -> Line:
    return {"id": "1", "billing_method": "recurring", "period": "month", "proration": proration, **more}


def time(number: int, hours: str, day: str = "2026-06-01", **more: Any) -> tuple[str, dict[str, Any]]:
    return "time.approved", {"entry_id": f"t{number}", "person": "p", "date": day, "hours": hours, **more}


JUNE = {"start_date": "2026-06-01", "end_date": "2026-06-30"}


def hourly(rate: str, **more: Any) -> Line:
    return {
        "id": "1",
        "billing_method": "time_and_materials",
        "rates": [{"amount": rate, "unit": "hour"}],
        **more,
    }


# C2: cumulative, never more than half a cent from the ideal
def test_c2_a_hundred_thousand_in_seven(build: Build) -> None:
    made = amounts(build({"lines": [fixed("100000.00", instalments=monthly(7))]}))
    assert [amount[-2:] for amount in made] == ["71", "72", "71", "72", "71", "72", "71"]


# C4: from 10 February 2025, 19 of 28 days; from 20 May to the end of the second quarter, 42 of 91 days
@pytest.mark.parametrize(
    ("proration", "february"), [("actual", "6107.14"), ("30_360", "6300.00"), ("actual_365", "5621.92")]
)
def test_c4_a_month_cut_at_its_start(build: Build, proration: str, february: str) -> None:
    terms = {"start_date": "2025-02-10", "end_date": "2025-02-28"}
    assert amounts(build({**terms, "lines": [recurring(proration, amount="9000.00")]})) == [february]


def test_c4_the_denominator_is_the_whole_quarter(build: Build) -> None:
    line = {**recurring("actual", amount="9100.00"), "period": "quarter"}
    assert amounts(build({"start_date": "2025-05-20", "end_date": "2025-06-30", "lines": [line]})) == [
        "4200.00"
    ]


@pytest.mark.parametrize("proration", ["actual", "30_360"])
def test_c4_june_has_thirty_days_either_way(build: Build, proration: str) -> None:
    terms = {"start_date": "2025-06-10", "end_date": "2025-06-30"}
    assert amounts(build({**terms, "lines": [recurring(proration, amount="9000.00")]})) == ["6300.00"]


# C6: invoiced 12 March and 31 January 2025
@pytest.mark.parametrize(
    ("day", "month_end", "due"),
    [
        ("2025-03-12", None, "2025-04-11"),
        ("2025-03-12", "then_days", "2025-04-30"),
        ("2025-03-12", "days_then", "2025-04-30"),
        ("2025-01-31", "then_days", "2025-03-02"),
        ("2025-01-31", "days_then", "2025-03-31"),
    ],
)
def test_c6_net_thirty_and_end_of_month(build: Build, day: str, month_end: str | None, due: str) -> None:
    terms = {"payment": {"net_days": 30, "month_end": month_end}, "lines": [fixed("1.00", end_date=day)]}
    assert f"{build(terms).billing[0].due_on}" == due


def test_r02_thirty_forty_thirty(build: Build) -> None:
    milestones = [
        {"id": f"M{at}", "percent": percent, "due_date": f"2026-0{at}-28"}
        for at, percent in enumerate(("30", "40", "30"), 1)
    ]
    line = {"id": "1", "billing_method": "milestone", "amount": "185000.50", "milestones": milestones}
    assert amounts(build({"lines": [line]})) == ["55500.15", "74000.20", "55500.15"]


def test_r03_cumulative_percents_do_not_drift(build: Build) -> None:
    line = {"id": "1", "billing_method": "progress", "amount": "100000.00"}
    reports = [
        ("progress.reported", {"line": "1", "percent": percent, "date": f"2026-0{at}-28"})
        for at, percent in enumerate(("33.333", "66.667"), 1)
    ]
    assert amounts(build({"lines": [line]}, reports))[:2] == ["33333.00", "33334.00"]


def test_r05_five_sessions_of_ten_thousand(build: Build) -> None:
    line = {"id": "1", "billing_method": "unit_price", "unit": "session", "unit_amount": "10000.00"}
    delivered = ("units.delivered", {"line": "1", "quantity": "5", "date": "2026-06-10"})
    assert amounts(build({**JUNE, "lines": [line]}, [delivered])) == ["50000.00"]


# R08: 7 h 5 min at 210; the entry in whole minutes as 7.0833 h rounds alike
@pytest.mark.parametrize(
    ("increment", "amount"),
    [
        ({"hours": "0.1", "method": "nearest"}, "1491.00"),
        ({"hours": "0.1", "method": "up"}, "1491.00"),
        ({"hours": "0.25", "method": "up"}, "1522.50"),
    ],
)
def test_r08_increments(build: Build, increment: dict[str, str], amount: str) -> None:
    line = hourly("210.00", increment=increment)
    assert amounts(build({**JUNE, "lines": [line]}, [time(1, "7.0833")])) == [amount]


def test_r09_overtime_and_travel(build: Build) -> None:
    line = hourly("150.00", overtime=[{"after_hours": "40", "per": "week", "multiplier": "1.5"}])
    assert amounts(build({**JUNE, "lines": [line]}, [time(1, "46")])) == ["7350.00"]
    line = hourly("240.00", multipliers=[{"trigger": "travel", "multiplier": "0.5"}])
    assert amounts(build({**JUNE, "lines": [line]}, [time(1, "3", activity="travel")])) == ["360.00"]


# R15: 260 units
@pytest.mark.parametrize(
    ("mode", "tiers", "amount"),
    [
        ("graduated", [("100", "50"), ("250", "45"), (None, "40")], "12150.00"),
        ("volume", [("100", "50"), ("250", "45"), (None, "40")], "10400.00"),
        ("package", [("50", "2000")], "12000.00"),
    ],
)
def test_r15_tiers(build: Build, mode: str, tiers: list[tuple[str | None, str]], amount: str) -> None:
    stated = [{"up_to": end, "unit_amount": price} for end, price in tiers]
    line = {"id": "1", "billing_method": "unit_price", "tiers": stated, "tier_mode": mode}
    delivered = ("units.delivered", {"line": "1", "quantity": "260", "date": "2026-06-10"})
    assert amounts(build({**JUNE, "lines": [line]}, [delivered])) == [amount]


# R18: 3 % above 500,000, 5 % above 1 million, on 1.2 million
@pytest.mark.parametrize(("mode", "discount"), [("prospective", "-25000.00"), ("retroactive", "-60000.00")])
def test_r18_rebates(build: Build, mode: str, discount: str) -> None:
    tiers = [("3", "500000"), ("5", "1000000")]
    discounts = [{"percent": percent, "threshold": threshold, "mode": mode} for percent, threshold in tiers]
    schedule = build({"discounts": discounts, "lines": [fixed("1200000.00")]})
    assert amounts(schedule, "discount") == [discount]


# R24: certificates of 30, 60, 120 and 190 thousand, advance of 40,000 recouped at 25 % past 10 %
@pytest.mark.parametrize(
    ("basis", "recouped"),
    [("gross", ["-15000.00", "-25000.00"]), ("net_of_retention", ["-13500.00", "-26500.00"])],
)
def test_r24_recoupment(build: Build, basis: str, recouped: list[str]) -> None:
    certificates = enumerate(("30000.00", "60000.00", "120000.00", "190000.00"), 1)
    milestones = [
        {"id": f"M{at}", "amount": amount, "due_date": f"2026-0{at}-28"} for at, amount in certificates
    ]
    advance = {
        "amount": "40000.00",
        "recoup_percent": "25",
        "recoup_after_percent": "10",
        "recoup_basis": basis,
    }
    terms = {
        "contract_value": "400000.00",
        "effective_date": "2026-01-01",
        "advance": advance,
        "retention": {"percent": "10"},
        "lines": [{"id": "1", "billing_method": "milestone", "milestones": milestones}],
    }
    assert amounts(build(terms), "advance_recoupment") == recouped


def test_r23_retention_up_to_a_share_of_the_contract(build: Build) -> None:
    milestones = [
        {"id": f"M{at}", "amount": amount, "due_date": f"2026-0{at}-28"}
        for at, amount in enumerate(("60000.00", "60000.00", "80000.00"), 1)
    ]
    terms = {
        "contract_value": "200000.00",
        "retention": {"percent": "10", "cap_percent": "5"},
        "lines": [{"id": "1", "billing_method": "milestone", "milestones": milestones}],
    }
    assert amounts(build(terms), "retention_withheld") == ["-6000.00", "-4000.00"]
