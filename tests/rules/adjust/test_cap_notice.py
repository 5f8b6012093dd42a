from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]

CAP = {"id": "c", "amount": "120000.00", "notify_percent": "85", "notify_days": 30}


def fees(*amounts: str) -> list[dict[str, Any]]:
    days = ("2026-05-31", "2026-06-30", "2026-07-31")
    return [
        {"id": f"{at}", "billing_method": "fixed_price", "amount": amount, "end_date": day}
        for at, (amount, day) in enumerate(zip(amounts, days, strict=False))
    ]


def notices(build: Build, terms: dict[str, Any], as_of: str = "2026-06-01") -> list[str]:
    return [
        finding.pointers[0] for finding in build(terms, as_of=as_of).findings if finding.code == "cap_notice"
    ]


# 78,000 to date and 24,000 within 30 days are 85.0 % of 120,000: no notice until a cent more
@pytest.mark.parametrize(("next_month", "expected"), [("24000.00", []), ("24000.01", ["/caps/0"])])
def test_notice_is_due_past_the_share_not_at_it(build: Build, next_month: str, expected: list[str]) -> None:
    assert notices(build, {"caps": [CAP], "lines": fees("78000.00", next_month, "900000.00")}) == expected


def test_without_days_only_what_is_billed_counts(build: Build) -> None:
    cap = {**CAP, "notify_days": None}
    assert notices(build, {"caps": [cap], "lines": fees("78000.00", "24000.01")}) == []
    assert notices(build, {"caps": [cap], "lines": fees("78000.00", "24000.01")}, "2026-07-01") == ["/caps/0"]


def test_a_cap_that_only_notifies_does_so_past_its_amount(build: Build) -> None:
    cap = {"id": "c", "amount": "50.00", "behaviour": "notify"}
    assert notices(build, {"caps": [cap], "lines": fees("50.00")}) == []
    assert notices(build, {"caps": [cap], "lines": fees("50.01")}) == ["/caps/0"]
    assert notices(build, {"caps": [{**cap, "behaviour": "estimate"}], "lines": fees("50.01")}) == []


def test_a_line_s_own_cap_counts_its_line_and_what_it_names(build: Build) -> None:
    own = {"id": "c", "amount": "50.00", "behaviour": "notify"}
    lines = fees("40.00", "40.00")
    lines[0]["caps"] = [own]
    assert notices(build, {"lines": lines}, "2026-12-31") == []
    lines[1]["caps"] = [
        {**own, "amount": "30.00"},
        {**own, "id": "e", "amount": "1.00", "counts": ["expenses"]},
    ]
    assert notices(build, {"lines": lines}, "2026-12-31") == ["/lines/1/caps/0"]
    hours = [{"id": "h", "hours": "1", "behaviour": "notify"}]
    assert notices(build, {"caps": hours, "lines": fees("40.00")}, "2026-12-31") == []
