from __future__ import annotations

from datetime import date
from decimal import Decimal

from rules.simulation.cash import Receipt, cash_by_month, days_to_cash


def test_money_without_a_day_stands_last_and_is_in_the_whole() -> None:
    receipts = [
        Receipt(None, None, Decimal("5.00")),
        Receipt(date(2026, 3, 2), date(2026, 2, 1), Decimal("10.00")),
        Receipt(date(2026, 3, 9), date(2026, 2, 1), Decimal("1.00"), received=True),
    ]
    march, undated = cash_by_month(receipts)
    assert (march.month, march.received, march.expected, march.cumulative) == (
        "2026-03",
        Decimal("1.00"),
        Decimal("10.00"),
        Decimal("11.00"),
    )
    assert (undated.month, undated.cumulative) == (None, Decimal("16.00"))


def test_days_to_cash_are_weighted_by_amount() -> None:
    # 300 after 10 days and 100 after 30: 6,000 / 400 = 15
    receipts = [
        Receipt(date(2026, 1, 11), date(2026, 1, 1), Decimal(300)),
        Receipt(date(2026, 1, 31), date(2026, 1, 1), Decimal(100)),
        Receipt(None, date(2026, 1, 1), Decimal(100)),
    ]
    assert days_to_cash(receipts) == Decimal("15.0")
    assert days_to_cash([]) is None
