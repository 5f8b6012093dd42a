"""When a line bills and when it is due.

**Clause:** The fee of USD 500.00 is invoiced on January 31, 2025. Invoices are payable thirty (30) days
after the end of the month of invoice.

**Terms:** {"currency": "USD", "payment": {"net_days": 30, "month_end": "then_days"}, "lines": [{"id": "1",
"billing_method": "fixed_price", "amount": "500.00", "end_date": "2025-01-31"}]}

**Schedule:**
    2025-01-31 instalment 500.00 due 2025-03-02

**Source:** C6: 31 January, end of month, then 30 days, is 2 March; 30 days, then end of month, is 31 March.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from models.period import Period, add_months, month_end
from models.terms import Payment
from rules.draft import Doubt

MONTH_END = Doubt(
    "/payment/month_end",
    "Do the days count from the month's end, or does the due date move to the month's end?",
    (("month end, then the days", "then_days"), ("the days, then month end", "days_then")),
)


def doubt_month_end(payment: Payment | None) -> tuple[Doubt, ...]:
    """The open question of a month end that can be read two ways."""
    return (MONTH_END,) if payment and payment.month_end == "unclear" else ()


def due_on(day: date | None, payment: Payment | None) -> date | None:
    """The due date of what is invoiced on a day; None where the terms do not say."""
    if day is None or payment is None or payment.net_days is None or payment.month_end == "unclear":
        return None
    days = timedelta(days=payment.net_days)
    if payment.month_end == "then_days":
        return month_end(day) + days
    if payment.month_end == "days_then":
        return month_end(day + days)
    return day + days


def bill_on(period: Period, payment: Payment, *, advance: bool = False) -> date:
    """The bill date of a period: its last day, in advance its first, moved on to the billing day."""
    day = period.start if advance else period.last
    if payment.billing_day is None:
        return day
    candidate = _with_day(day, payment.billing_day)
    return (
        candidate if candidate >= day else _with_day(add_months(day.replace(day=1), 1), payment.billing_day)
    )


def _with_day(day: date, number: int) -> date:
    return day.replace(day=min(number, monthrange(day.year, day.month)[1]))
