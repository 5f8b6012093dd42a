from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from models.event import EVENT, Event
from models.terms import Terms
from workflows.case import Case
from workflows.reconcile import reconcile

TERMS = Terms.model_validate(
    {
        "currency": "USD",
        "start_date": "2026-01-01",
        "end_date": "2026-03-31",
        "payment": {"net_days": 30, "billing_timing": "arrears"},
        "lines": [
            {
                "id": "1",
                "billing_method": "recurring",
                "amount": "1000.00",
                "period": "month",
                "proration": "none",
            }
        ],
    }
)


def invoice(invoice_id: str, on: str, *lines: tuple[str, str]) -> Event:
    data: dict[str, Any] = {
        "invoice_id": invoice_id,
        "date": on,
        "lines": [{"schedule_line": line, "amount": amount} for line, amount in lines],
    }
    return EVENT.validate_python(
        {
            "id": invoice_id,
            "source": "/erp",
            "subject": "SOW-1",
            "time": f"{on}T12:00:00Z",
            "type": "engross.invoice.posted",
            "data": data,
        }
    )


def test_each_invoiced_line_is_judged_and_the_missed_one_named() -> None:
    """Three months at 1,000.00 in arrears; March is not on any invoice.

    31 Jan      28 Feb      31 Mar     1 Apr
      |-----------|-----------|----------|
    1-1         1-2         1-3        as of
    """
    invoices = [
        invoice("A", "2026-02-02", ("1-1", "1100.00"), ("1-3", "1000.00")),
        invoice("B", "2026-03-02", ("1-1", "1000.00"), ("1-2", "900.00"), ("9-9", "50.00")),
    ]
    report = reconcile(Case(TERMS, date(2026, 4, 1)), invoices)
    assert [(line.schedule_line, line.outcome, line.delta) for line in report.lines] == [
        ("1-1", "over", Decimal("100.00")),
        ("1-3", "early", Decimal("1000.00")),
        ("1-1", "double", Decimal("1000.00")),
        ("1-2", "under", Decimal("-100.00")),
        ("9-9", "unknown", Decimal("50.00")),
    ]
    assert (report.over_billed, report.under_billed, report.missed) == (
        Decimal("2150.00"),
        Decimal("100.00"),
        Decimal(0),
    )


def test_what_is_billable_and_on_no_invoice_is_missed() -> None:
    report = reconcile(Case(TERMS, date(2026, 3, 1)), [])
    assert [line.schedule_line for line in report.lines] == ["1-1", "1-2"]
    assert report.missed == Decimal("2000.00")
