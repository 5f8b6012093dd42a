from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.errors import CurrencyMismatch, InvalidTerms
from models.event import Event
from models.terms import Terms
from rules.readings.expected_payments import Conduct
from rules.simulation.play import Variant, simulate, variant_of

NewEvent = Callable[..., Event]

TERMS: dict[str, Any] = {
    "currency": "USD",
    "start_date": "2026-01-01",
    "end_date": "2026-02-28",
    "not_to_exceed": "1500.00",
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
BASE = Terms.model_validate(TERMS)
# base: January 1,000 due 2 March; February 500 within the limit of 1,500 due 30 March, 500 written down
NET_45 = [{"op": "replace", "path": "/payment/net_days", "value": 45}]
NO_LIMIT = [{"op": "replace", "path": "/not_to_exceed", "value": None}]
AS_OF = date(2026, 1, 1)


def months(entries: Any, field: str = "amount") -> list[tuple[str | None, str]]:
    return [(entry.month, str(getattr(entry, field))) for entry in entries]


def test_the_base_comes_to_invoices_cash_revenue_and_write_downs() -> None:
    base = simulate(BASE, [], as_of=AS_OF).base
    assert (str(base.total), str(base.written_down), str(base.revenue_total)) == (
        "1500.00",
        "500.00",
        "1500.00",
    )
    assert months(base.billed) == [("2026-01", "1000.00"), ("2026-02", "500.00")]
    assert months(base.cash, "expected") == [("2026-03", "1500.00")]
    assert str(base.cash[-1].cumulative) == "1500.00"
    assert {kind: str(total) for kind, total in base.totals.items()} == {
        "recurring": "1500.00",
        "write_down": "500.00",
    }
    # 30 days for both
    assert str(base.days_to_cash) == "30.0"


def test_longer_terms_move_cash_and_no_invoice() -> None:
    # 31 January + 45 days is 17 March, 28 February + 45 is 14 April
    (net_45,) = simulate(BASE, [variant_of(BASE, "net 45", NET_45)], as_of=AS_OF).variants
    assert (str(net_45.changes.delta), str(net_45.days_to_cash)) == ("0.00", "45.0")
    assert months(net_45.cash, "expected") == [("2026-03", "1000.00"), ("2026-04", "500.00")]
    assert months(net_45.cash_changes, "delta") == [("2026-03", "-500.00"), ("2026-04", "500.00")]
    assert [(line.id, line.changed) for line in net_45.changes.lines] == [
        ("1-1", ("due_on",)),
        ("1-2", ("due_on",)),
        ("1-2-write-down", ("due_on",)),
    ]


def test_variants_stand_side_by_side_with_what_each_changes() -> None:
    variants = [variant_of(BASE, "net 45", NET_45), variant_of(BASE, "no limit", NO_LIMIT)]
    first, second = simulate(BASE, variants, as_of=AS_OF).variants
    assert (first.name, second.name) == ("net 45", "no limit")
    assert (str(second.total), str(second.written_down), str(second.changes.delta)) == (
        "2000.00",
        "0",
        "500.00",
    )
    assert second.patch == tuple(NO_LIMIT)


def test_other_terms_as_a_whole_are_a_variant_too() -> None:
    other = Terms.model_validate({**TERMS, "not_to_exceed": "1200.00"})
    (variant,) = simulate(BASE, [Variant("draft", other)], as_of=AS_OF).variants
    assert (variant.patch, str(variant.total)) == ((), "1200.00")


def test_late_payment_costs_interest_and_moves_cash() -> None:
    interest = [{"op": "add", "path": "/payment/late_interest_percent", "value": "10"}]
    interest += [{"op": "add", "path": "/payment/late_interest_period", "value": "year"}]
    made = simulate(
        BASE, [variant_of(BASE, "interest", interest)], as_of=AS_OF, conduct=Conduct(late_days=73)
    )
    # due 2 and 30 March, paid 73 days later on 14 May and 11 June; 10% for 73/365 days is 2%: 20 and 10
    assert months(made.base.cash, "expected") == [("2026-05", "1000.00"), ("2026-06", "500.00")]
    (variant,) = made.variants
    assert (made.late_days, str(variant.totals["interest"]), str(variant.changes.delta)) == (
        73,
        "30.00",
        "30.00",
    )
    # the interest itself is due 30 days after the payment that it is for
    assert months(variant.cash, "expected") == [
        ("2026-05", "1000.00"),
        ("2026-06", "520.00"),
        ("2026-07", "10.00"),
    ]


def test_the_early_discount_brings_cash_sooner_and_less_of_it() -> None:
    helper = {"early_discount_percent": "2", "early_discount_days": 10, "net_days": 30}
    patch = [{"op": "replace", "path": f"/payment/{name}", "value": value} for name, value in helper.items()]
    made = simulate(BASE, [variant_of(BASE, "2/10", patch)], as_of=AS_OF, conduct=Conduct(early=True))
    (variant,) = made.variants
    # 2% of 1,000 and of 500; paid on 10 February and 10 March
    assert str(variant.totals["discount"]) == "-30.00"
    assert months(variant.cash, "expected") == [("2026-02", "980.00"), ("2026-03", "490.00")]
    assert months(made.base.cash, "expected") == [("2026-03", "1500.00")]
    assert (made.early, str(variant.days_to_cash)) == (True, "10.0")


def test_payments_that_arrived_are_not_expected_again(event_of: NewEvent) -> None:
    events = [
        event_of(
            1,
            "invoice.posted",
            {
                "invoice_id": "i",
                "date": "2026-02-03",
                "lines": [{"schedule_line": "1-1", "amount": "1000.00"}],
            },
        ),
        event_of(2, "payment.received", {"invoice_id": "i", "date": "2026-02-20", "amount": "600.00"}),
    ]
    base = simulate(BASE, [], events, as_of=date(2026, 2, 20)).base
    # 600 received; the other 400 of it is due 30 days after the invoice, on 5 March; 500 on 30 March
    assert months(base.cash, "received") == [("2026-02", "600.00"), ("2026-03", "0")]
    assert months(base.cash, "expected") == [("2026-02", "0"), ("2026-03", "900.00")]


def test_a_payment_with_its_early_discount_settles_the_invoice(event_of: NewEvent) -> None:
    terms = Terms.model_validate(
        {
            **TERMS,
            "payment": {**TERMS["payment"], "early_discount_percent": "2", "early_discount_days": 10},
        }
    )
    events = [
        event_of(
            1,
            "invoice.posted",
            {
                "invoice_id": "i",
                "date": "2026-01-31",
                "lines": [{"schedule_line": "1-1", "amount": "1000.00"}],
            },
        ),
        event_of(2, "payment.received", {"invoice_id": "i", "date": "2026-02-05", "amount": "980.00"}),
        event_of(3, "payment.received", {"invoice_id": "elsewhere", "date": "2026-02-06", "amount": "1.00"}),
    ]
    base = simulate(terms, [], events, as_of=date(2026, 2, 20)).base
    assert months(base.cash, "received") == [("2026-02", "981.00"), ("2026-03", "0")]
    assert months(base.cash, "expected") == [("2026-02", "0"), ("2026-03", "500.00")]


def test_without_days_to_pay_cash_has_no_date() -> None:
    terms = Terms.model_validate({**TERMS, "payment": {"billing_timing": "arrears"}})
    base = simulate(terms, [], as_of=AS_OF).base
    assert months(base.cash, "expected") == [(None, "1500.00")]
    assert base.days_to_cash is None


def test_amounts_that_wait_for_work_are_counted_apart() -> None:
    work = {"id": "2", "billing_method": "time_and_materials", "rates": [{"amount": "1", "unit": "hour"}]}
    base = simulate(Terms.model_validate({**TERMS, "lines": [work]}), [], as_of=AS_OF).base
    assert (base.unknown, base.totals, str(base.total)) == (2, {}, "0")


def test_readings_of_a_variant_stand_with_it() -> None:
    patch = [{"op": "replace", "path": "/payment/month_end", "value": "unclear"}]
    (variant,) = simulate(BASE, [variant_of(BASE, "month end", patch)], as_of=AS_OF).variants
    assert [reading.pointer for reading in variant.readings] == ["/payment/month_end"]
    assert variant.held == 0


def test_a_patch_that_does_not_fit_says_so_without_its_values() -> None:
    with pytest.raises(InvalidTerms, match="leads nowhere"):
        variant_of(BASE, "x", [{"op": "replace", "path": "/lines/7/amount", "value": "1"}])
    with pytest.raises(InvalidTerms, match="/payment/net_days") as refused:
        variant_of(BASE, "x", [{"op": "replace", "path": "/payment/net_days", "value": "soon"}])
    assert "soon" not in str(refused.value)


def test_a_variant_in_another_currency_has_no_difference() -> None:
    other = Terms.model_validate({**TERMS, "currency": "EUR"})
    with pytest.raises(CurrencyMismatch):
        simulate(BASE, [Variant("euro", other)], as_of=AS_OF)
