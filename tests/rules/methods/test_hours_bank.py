from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.period import Period
from models.price import Rollover
from models.terms import Line, Terms
from rules.agreement.contract import LineVersion
from rules.methods.hours_bank import HoursBank
from rules.methods.recurring import FeePeriod

LINE = Line.model_validate({"id": "1", "billing_method": "retainer"})


def month(number: int) -> FeePeriod:
    days = Period(date(2026, number, 1), date(2026, number + 1, 1))
    version = LineVersion(date.min, date.max, 0, LINE, Terms())
    return FeePeriod(number, days, days, "month", version, days.start)


# 7 h of January and 40 h of February; 10 h of work
@pytest.mark.parametrize(
    ("order", "left"),
    [
        (None, [(2, "37")]),
        ("rollover_first", [(2, "37")]),
        ("current_first", [(1, "7"), (2, "30")]),
    ],
)
def test_which_hours_are_used_first(order: str | None, left: list[tuple[int, str]]) -> None:
    bank = HoursBank("1")
    rollover = Rollover.model_validate({"order": order})
    bank.grant(month(1), Decimal(7))
    bank.grant(month(2), Decimal(40))
    assert bank.use(month(2), Decimal(10), rollover) == 0
    assert bank.lots == [(number, Decimal(hours)) for number, hours in left]
    assert bank.entries[-1].balance == bank.balance == 37
