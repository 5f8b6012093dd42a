from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from disputes.checks import CHECKS
from disputes.checks.facts import Facts
from disputes.invoice import read_invoice
from models.dispute import ClaimCheck, Code, DisputeMessage
from models.price import Rate
from models.provision import Advance, Expenses, Retention
from models.schedule import BillingLine, LedgerEntry, Ledgers, Project, Proof, Schedule
from models.terms import Line, Party, Payment, Terms

PROOF = Proof(rule="R02", formula="stated")


def _check(code: Code, invoice: dict[str, Any], *, terms: Terms | None = None, at: int = 0) -> ClaimCheck:
    return _with_schedule(code, invoice, terms=terms, at=at, schedule=None)


def _with_schedule(
    code: Code, invoice: dict[str, Any], *, schedule: Schedule | None, terms: Terms | None = None, at: int = 0
) -> ClaimCheck:
    message = DisputeMessage(id="D-1", text="x")
    facts = Facts(message=message, invoice=read_invoice(invoice), terms=terms, schedule=schedule)
    return CHECKS[code][at](facts)


def _schedule(**line: Any) -> Schedule:
    shared: dict[str, Any] = {
        "id": "B-1",
        "line": "L1",
        "kind": "charge",
        "description": "M1",
        "proof": PROOF,
    }
    entry = LedgerEntry(
        account="cap-1",
        schedule_line="B-1",
        delta=Decimal(2000),
        balance=Decimal(50000),
        limit=Decimal(50000),
        rule="R10",
    )
    return Schedule(
        terms_sha256="0" * 64,
        as_of=date(2026, 6, 1),
        project=Project(id="P", name="P"),
        billing=(BillingLine.model_validate(shared | line),),
        ledgers=Ledgers(caps=(entry,)),
    )


def test_a_rate_above_the_card_is_supported_with_the_difference() -> None:
    card = (Rate(role="Engineer", amount=Decimal(185), unit="hour"),)
    terms = Terms(lines=(Line(id="L1", billing_method="time_and_materials", rates=card),))
    found = _check("RATE", {"lines": [{"role": "engineer", "hours": "40", "rate": "205"}]}, terms=terms)
    assert (found.outcome, found.delta) == ("supported", Decimal("800.00"))  # (205 - 185) x 40
    found = _check("RATE", {"lines": [{"role": "engineer", "hours": "40", "rate": "185"}]}, terms=terms)
    assert found.outcome == "refuted"


def test_hours_above_the_scheduled_time_are_supported() -> None:
    schedule = _schedule(kind="time", status="billable", amount="3700.00")
    invoice = {"lines": [{"schedule_line": "B-1", "hours": "28", "rate": "185"}]}
    found = _with_schedule("HOURS", invoice, schedule=schedule)
    assert found.delta == Decimal("1480.00")  # 28 x 185 - 3700


def test_a_line_outside_the_schedule_is_supported_with_its_amount() -> None:
    invoice = {"lines": [{"schedule_line": "B-9", "amount": "1200.00"}]}
    found = _with_schedule("SCOPE", invoice, schedule=_schedule(status="billable"))
    assert found.delta == Decimal("1200.00")


def test_a_milestone_that_waits_for_acceptance_is_supported() -> None:
    invoice = {"lines": [{"schedule_line": "B-1", "amount": "50000.00"}]}
    found = _with_schedule("ACCEPT", invoice, schedule=_schedule(status="awaiting_event"))
    assert found.delta == Decimal("50000.00")
    assert _with_schedule("ACCEPT", invoice, schedule=_schedule(status="billable")).outcome == "refuted"


def test_an_amount_above_the_cap_is_supported_with_the_excess() -> None:
    invoice = {"lines": [{"schedule_line": "B-1", "amount": "3500.00"}]}
    found = _with_schedule("CAP", invoice, schedule=_schedule(status="billable"))
    assert found.delta == Decimal("1500.00")  # 50000 - 2000 + 3500 - 50000
    assert _check("CAP", {"total": "90"}, terms=Terms(not_to_exceed=Decimal(100))).outcome == "not_checkable"


def test_expenses_that_are_not_reimbursable_are_supported() -> None:
    terms = Terms(expenses=Expenses(reimbursable=False))
    found = _check("EXPENSE", {"lines": [{"description": "Hotel", "amount": "480.00"}]}, terms=terms)
    assert found.delta == Decimal("480.00")


def test_a_required_purchase_order_must_be_quoted() -> None:
    terms = Terms(payment=Payment(purchase_order_required=True))
    assert _check("REFERENCE", {"number": "1"}, terms=terms).outcome == "supported"
    assert _check("REFERENCE", {"po_number": "45"}, terms=terms).outcome == "refuted"


def test_another_entity_than_the_customer_is_supported() -> None:
    terms = Terms(parties=(Party(name="Larkmoor, Inc.", role="customer"),))
    assert _check("PARTY", {"bill_to": "Larkmoor Holdings"}, terms=terms).outcome == "supported"
    assert _check("PARTY", {"bill_to": "LARKMOOR INC"}, terms=terms).outcome == "refuted"


def test_tax_is_not_checkable_but_the_currency_is() -> None:
    assert _check("TAXFX", {"currency": "USD"}, terms=Terms(currency="EUR")).outcome == "supported"
    assert _check("TAXFX", {"currency": "EUR"}, terms=Terms(currency="EUR")).outcome == "not_checkable"


def test_the_due_date_is_recomputed_from_the_net_days() -> None:
    terms = Terms(payment=Payment(net_days=60))
    early = {"date": "2026-05-31", "due_on": "2026-06-30"}
    assert _check("TERMS", early, terms=terms).outcome == "supported"
    on_time = {"date": "2026-05-31", "due_on": "2026-07-30"}  # 31 May + 60 days
    assert _check("TERMS", on_time, terms=terms).outcome == "refuted"


def test_retention_and_advance_not_taken_off_are_supported() -> None:
    terms = Terms(retention=Retention(percent=Decimal(10)), advance=Advance(recoup_percent=Decimal(20)))
    invoice = {"lines": [{"amount": "25000.00"}, {"description": "Retention", "amount": "-1000.00"}]}
    assert _check("ADJUST", invoice, terms=terms).delta == Decimal("1500.00")  # 10% x 25000 - 1000
    assert _check("ADJUST", invoice, terms=terms, at=1).delta == Decimal("5000.00")  # 20% x 25000


def test_repeated_lines_are_supported_once() -> None:
    line = {"date": "2026-06-11", "amount": "1600.00", "description": "Workshop"}
    assert _check("DUP", {"lines": [line, line]}).delta == Decimal("1600.00")
    assert _check("DUP", {"lines": [line]}).outcome == "not_checkable"


def test_support_is_what_is_attached() -> None:
    assert _check("SUPPORT", {"attachments": []}).outcome == "supported"
    assert _check("SUPPORT", {"attachments": ["timesheet.pdf"]}).outcome == "refuted"


def test_every_check_bears_an_invoice_of_nonsense() -> None:
    nonsense: dict[str, Any] = {"lines": [{"hours": "NaN", "rate": [], "amount": True}, 7], "date": 3}
    for code, checks in CHECKS.items():
        for at in range(len(checks)):
            assert _check(code, nonsense, terms=Terms(), at=at).outcome == "not_checkable"
