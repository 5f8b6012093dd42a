"""What the contract says to a claim: each message is plain, so that its code is not in question here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from disputes import tag_dispute
from models.dispute import DisputeMessage, TaggedDispute
from models.price import Rate
from models.provision import Advance, Expenses, Retention
from models.schedule import BillingLine, LedgerEntry, Ledgers, Project, Proof, Schedule
from models.terms import Line, Party, Payment, Terms

RATE = "The hourly rate on the invoice is higher than the rate in our rate card."
HOURS = "You billed more hours than the approved timesheets show. Please reduce the hours."
SCOPE = "This work was never ordered and is not in the scope of the contract, there is no change order."
ACCEPT = "The milestone has not been accepted, the acceptance certificate isn't signed, testing is running."
CAP = "The total exceeds the not-to-exceed limit; the cap in the contract has been reached."
EXPENSE = "Travel expenses: our travel policy doesn't allow this hotel and flight, we don't reimburse it."
REFERENCE = "The purchase order number is missing, please quote our PO number and submit it again."
PARTY = "The invoice is addressed to the wrong legal entity, please reissue it to the right company."
TERMS = "The due date is wrong, our payment terms are net 60 days, so the invoice is not overdue."
ADJUST = "You forgot to deduct the retention. The contract says ten percent is withheld from each invoice."
DUP = "This is a duplicate, the same invoice was already paid, you billed us twice."
TAXFX = "Please remove the VAT, we are exempt from tax and the reverse charge applies."

CARD = Terms(
    currency="USD",
    lines=(
        Line(
            id="1",
            billing_method="time_and_materials",
            rates=(
                Rate(role="Engineer", amount=Decimal(185), unit="hour", effective_to=date(2026, 6, 30)),
                Rate(role="Engineer", amount=Decimal(190), unit="hour", effective_from=date(2026, 7, 1)),
            ),
        ),
    ),
)


def _tag(
    text: str,
    invoice: dict[str, Any],
    *,
    terms: Terms | None = None,
    schedule: Schedule | None = None,
    claimed: str | None = None,
) -> TaggedDispute:
    fields = {"id": "D-1", "text": text, "invoice": invoice, "amount_claimed": claimed}
    return tag_dispute(DisputeMessage.model_validate(fields), terms=terms, schedule=schedule)


def _outcome(tagged: TaggedDispute) -> tuple[str, str, Decimal | None]:
    return tagged.code, tagged.verdict, tagged.amount_supported


def _engineer(rate: str, on: str) -> dict[str, Any]:
    return {"lines": [{"role": "Engineer", "hours": "40", "rate": rate, "date": on}]}


@pytest.mark.parametrize(
    ("rate", "on", "claimed", "verdict", "supported"),
    [
        ("205", "2026-06-15", "800.00", "valid", "800.00"),  # (205 - 185) x 40
        ("205", "2026-07-15", "800.00", "partial", "600.00"),  # (205 - 190) x 40 of the 800 claimed
        ("205", "2026-06-15", "500.00", "valid", "500.00"),  # never more than is claimed
        ("205", "2026-06-15", None, "valid", "800.00"),
        ("185", "2026-06-15", "800.00", "invalid", "0.00"),
    ],
)
def test_a_rate_is_judged_by_the_card_of_the_day_of_the_work(
    rate: str, on: str, claimed: str | None, verdict: str, supported: str
) -> None:
    tagged = _tag(RATE, _engineer(rate, on), terms=CARD, claimed=claimed)
    assert _outcome(tagged) == ("RATE", verdict, Decimal(supported))


def test_without_a_contract_there_is_no_verdict() -> None:
    assert _outcome(_tag(RATE, _engineer("205", "2026-06-15"))) == ("RATE", "needs_info", None)


def _schedule(*lines: BillingLine, caps: tuple[LedgerEntry, ...] = ()) -> Schedule:
    return Schedule(
        terms_sha256="0" * 64,
        as_of=date(2026, 6, 15),
        project=Project(id="P", name="P", currency="USD"),
        billing=lines,
        ledgers=Ledgers(caps=caps),
    )


def _line(**fields: Any) -> BillingLine:
    proof = Proof(rule="R02", formula="stated")
    shared = {"id": "B-1", "line": "1", "kind": "charge", "description": "M1", "proof": proof}
    return BillingLine.model_validate(shared | fields)


def test_hours_above_the_schedule_are_supported_in_part() -> None:
    schedule = _schedule(_line(kind="time", status="billable", amount="3700.00"))
    invoice = {"lines": [{"schedule_line": "B-1", "hours": "28", "rate": "185"}]}
    tagged = _tag(HOURS, invoice, terms=CARD, schedule=schedule, claimed="2000.00")
    assert _outcome(tagged) == ("HOURS", "partial", Decimal("1480.00"))  # 28 x 185 - 3700


@pytest.mark.parametrize(
    ("status", "verdict", "supported"),
    [("awaiting_event", "valid", "72000.00"), ("billable", "invalid", "0.00")],
)
def test_acceptance_is_judged_by_the_scheduled_line(status: str, verdict: str, supported: str) -> None:
    invoice = {"lines": [{"schedule_line": "B-1", "amount": "72000.00"}]}
    schedule = _schedule(_line(status=status))
    tagged = _tag(ACCEPT, invoice, terms=CARD, schedule=schedule, claimed="72000.00")
    assert _outcome(tagged) == ("ACCEPT", verdict, Decimal(supported))


def test_only_the_lines_outside_the_schedule_are_out_of_scope() -> None:
    lines = [{"schedule_line": "B-1", "amount": "500.00"}, {"schedule_line": "B-9", "amount": "1200.00"}]
    tagged = _tag(SCOPE, {"lines": lines}, schedule=_schedule(_line(status="billable")), claimed="1700.00")
    assert _outcome(tagged) == ("SCOPE", "partial", Decimal("1200.00"))


def test_the_cap_ledger_is_replayed_with_the_invoiced_amount() -> None:
    entry = LedgerEntry(
        account="cap-1",
        schedule_line="B-1",
        delta=Decimal(2000),
        balance=Decimal(50000),
        limit=Decimal(50000),
        rule="R10",
    )
    schedule = _schedule(_line(status="billable"), caps=(entry,))
    over = _tag(
        CAP, {"lines": [{"schedule_line": "B-1", "amount": "3500.00"}]}, terms=CARD, schedule=schedule
    )
    assert _outcome(over) == ("CAP", "valid", Decimal("1500.00"))  # 48000 before + 3500 - 50000
    within = _tag(
        CAP, {"lines": [{"schedule_line": "B-1", "amount": "2000.00"}]}, terms=CARD, schedule=schedule
    )
    assert _outcome(within) == ("CAP", "invalid", Decimal("0.00"))


@pytest.mark.parametrize(
    ("agreed", "verdict", "supported"),
    [
        (Expenses(reimbursable=False), "valid", Decimal("480.00")),
        (Expenses(reimbursable=True, cap=Decimal(400)), "partial", Decimal("80.00")),  # 480 - 400
        (Expenses(reimbursable=True), "invalid", Decimal("0.00")),
        (Expenses(reimbursable=True, preapproval=True), "needs_info", None),
    ],
)
def test_expenses_are_judged_by_the_expense_terms(
    agreed: Expenses, verdict: str, supported: Decimal | None
) -> None:
    invoice = {"lines": [{"description": "Hotel", "amount": "480.00"}]}
    tagged = _tag(EXPENSE, invoice, terms=Terms(currency="USD", expenses=agreed), claimed="480.00")
    assert _outcome(tagged) == ("EXPENSE", verdict, supported)


NET_60 = Terms(payment=Payment(net_days=60, purchase_order_required=True))


def test_a_due_date_within_the_net_days_bears_the_customer_out_and_is_no_money() -> None:
    tagged = _tag(TERMS, {"date": "2026-05-31", "due_on": "2026-06-30"}, terms=NET_60, claimed="900.00")
    assert _outcome(tagged) == ("TERMS", "valid", None)


def test_a_right_due_date_alone_does_not_refute_that_the_invoice_was_early() -> None:
    # 31 May + 60 days is 30 July. Whether the lines could be billed yet takes a schedule.
    invoice = {"date": "2026-05-31", "due_on": "2026-07-30", "lines": [{"schedule_line": "B-1"}]}
    assert _tag(TERMS, invoice, terms=NET_60).verdict == "needs_info"
    schedule = _schedule(_line(status="billable", bill_on="2026-05-31"))
    assert _tag(TERMS, invoice, terms=NET_60, schedule=schedule).verdict == "invalid"


@pytest.mark.parametrize(
    ("invoice", "verdict"), [({"number": "1"}, "valid"), ({"po_number": "45"}, "invalid")]
)
def test_a_required_purchase_order_is_looked_for(invoice: dict[str, Any], verdict: str) -> None:
    tagged = _tag(REFERENCE, invoice, terms=NET_60)
    assert (tagged.code, tagged.verdict) == ("REFERENCE", verdict)


def test_the_billed_entity_is_compared_with_the_signatory() -> None:
    terms = Terms(parties=(Party(name="Larkmoor, Inc.", role="customer"),))
    assert _tag(PARTY, {"bill_to": "Larkmoor Holdings"}, terms=terms).verdict == "valid"
    assert _tag(PARTY, {"bill_to": "LARKMOOR INC"}, terms=terms).verdict == "invalid"


def test_retention_and_advance_are_both_taken_off() -> None:
    terms = Terms(retention=Retention(percent=Decimal(10)), advance=Advance(recoup_percent=Decimal(20)))
    tagged = _tag(ADJUST, {"lines": [{"amount": "25000.00"}]}, terms=terms, claimed="8000.00")
    assert _outcome(tagged) == ("ADJUST", "partial", Decimal("7500.00"))  # 10% + 20% of 25000


def test_a_repeated_line_is_paid_once() -> None:
    line = {"date": "2026-06-11", "amount": "1600.00", "description": "Workshop"}
    assert _outcome(_tag(DUP, {"lines": [line, line]})) == ("DUP", "valid", Decimal("1600.00"))
    assert _outcome(_tag(DUP, {"lines": [line]})) == ("DUP", "needs_info", None)


def test_tax_needs_information_that_no_contract_has() -> None:
    tagged = _tag(TAXFX, {"currency": "USD"}, terms=CARD, claimed="100.00")
    assert _outcome(tagged) == ("TAXFX", "needs_info", None)
