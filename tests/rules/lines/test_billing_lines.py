from __future__ import annotations

from collections.abc import Callable

import pytest

from models.schedule import Schedule

Build = Callable[..., Schedule]


@pytest.mark.parametrize(("as_of", "status"), [("2026-06-29", "scheduled"), ("2026-06-30", "billable")])
def test_a_line_is_billable_from_its_bill_date_on(build: Build, as_of: str, status: str) -> None:
    fee = {"id": "1", "billing_method": "fixed_price", "amount": "5.00", "end_date": "2026-06-30"}
    (line,) = build({"lines": [fee]}, (), as_of).billing
    assert (line.status, line.proof.source and line.proof.source[:3]) == (status, "R01")


def test_undated_lines_stand_last(build: Build) -> None:
    waiting = {
        "id": "1",
        "billing_method": "milestone",
        "milestones": [{"id": "M", "amount": "5.00", "trigger": "x"}],
    }
    fee = {"id": "2", "billing_method": "fixed_price", "amount": "5.00", "end_date": "2026-06-30"}
    assert [line.line for line in build({"lines": [waiting, fee]}).billing] == ["2", "1"]
