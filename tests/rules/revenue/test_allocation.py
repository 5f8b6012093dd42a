from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from models.replay import replay
from models.schedule import Schedule
from rules.proof.invariants import check_invariants

Build = Callable[..., Schedule]


def lines(*stated: tuple[str, str | None], **more: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{at}",
            "billing_method": "fixed_price",
            "amount": amount,
            "ssp": ssp,
            "end_date": "2026-06-30",
            **more,
        }
        for at, (amount, ssp) in enumerate(stated, 1)
    ]


def earned(schedule: Schedule) -> list[str]:
    totals: defaultdict[str, Decimal] = defaultdict(Decimal)
    for each in schedule.revenue:
        assert replay(each.proof) == each.amount
        totals[each.obligation] += each.amount
    assert not [breach for check in check_invariants(schedule) for breach in check.breaches]
    return [f"{total}" for total in totals.values()]


def test_the_price_is_shared_by_stand_alone_prices(build: Build) -> None:
    stated = lines(("60000.00", "60000"), ("180000.00", "210000"), ("60000.00", "90000"))
    schedule = build({"start_date": "2026-01-01", "lines": stated})
    assert earned(schedule) == ["50000.00", "175000.00", "75000.00"]
    assert len(schedule.revenue) == 18
    assert {each.proof.rule for each in schedule.revenue} == {"R39"}


def test_a_discount_on_lines_sold_together_stays_with_them(build: Build) -> None:
    stated = lines(("40.00", "40"), ("35.00", "55"), ("25.00", "45"))
    bundles = [{"lines": ["2", "3", "9"], "amount": "60"}, {"lines": ["9"], "amount": "5"}]
    assert earned(build({"bundles": bundles, "lines": stated})) == ["40.00", "33.00", "27.00"]


def test_a_line_without_its_price_keeps_what_it_bills(build: Build) -> None:
    stated = lines(("10.00", "30"), ("20.00", "30"), ("7.00", None))
    assert earned(build({"lines": stated})) == ["15.00", "15.00", "7.00"]
    assert earned(build({"lines": lines(("10.00", "30"), ("20.00", None))})) == ["10.00", "20.00"]


def test_a_price_in_doubt_is_not_shared(build: Build) -> None:
    schedule = build({"lines": lines(("10.00", "30"), (None, "30"))})  # type: ignore[arg-type]
    assert "ssp_not_allocated" in [finding.code for finding in schedule.findings]
    assert [f"{each.amount}" for each in schedule.revenue] == ["10.00"]
