from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.event import Event
from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule, terms_sha256

Build = Callable[..., Schedule]


FEE = {"id": "1", "billing_method": "fixed_price", "amount": "100.00", "end_date": "2026-06-30"}


def test_no_lines_no_billing(build: Build) -> None:
    assert build({"contract_value": "100.00"}).billing == ()


def test_the_digest_leaves_out_what_is_not_stated() -> None:
    assert terms_sha256(Terms.model_validate({"title": "A", "payment": {}, "lines": []})) == terms_sha256(
        Terms(title="A")
    )
    assert terms_sha256(Terms(title="A")) != terms_sha256(Terms(title="B"))
    # sha256 of {"title":"A"}
    assert (
        terms_sha256(Terms(title="A")) == "3529d0a41555dcce5409451ca186444db8e972ff8d5867546e0e7928f37408f5"
    )


def test_an_invoice_counts_the_due_date_from_its_own_date(build: Build) -> None:
    posted = {
        "invoice_id": "i",
        "date": "2026-07-10",
        "lines": [{"schedule_line": "1-1", "amount": "100.00"}],
    }
    terms = {"payment": {"net_days": 30}, "retention": {"percent": "10"}, "lines": [FEE]}
    fee, kept = build(terms, [("invoice.posted", posted)], "2026-05-01").billing
    assert (str(fee.bill_on), str(fee.due_on), fee.status) == ("2026-06-30", "2026-08-09", "invoiced")
    assert (str(kept.bill_on), str(kept.due_on), kept.status) == ("2026-06-30", "2026-08-09", "invoiced")


def test_lines_of_one_day_stand_in_contract_order_with_what_hangs_on_them(build: Build) -> None:
    terms = {"retention": {"percent": "10"}, "lines": [FEE, {**FEE, "id": "2"}]}
    assert [line.id for line in build(terms).billing] == ["1-1", "1-1-retention", "2-1", "2-1-retention"]


EVERYTHING: dict[str, Any] = {
    "currency": "USD",
    "contract_value": "90000.00",
    "not_to_exceed": "60000.00",
    "effective_date": "2026-01-01",
    "end_date": "2026-06-30",
    "payment": {
        "net_days": 30,
        "billing_frequency": "monthly",
        "late_interest_percent": "12",
        "late_interest_period": "year",
    },
    "retention": {
        "percent": "10",
        "cap_percent": "2",
        "releases": [{"percent": "50", "milestone": "M1"}, {"percent": "50", "on": "2026-07-31"}],
    },
    "advance": {"amount": "5000.00", "recoup_percent": "30", "recoup_basis": "gross"},
    "minimum_commitment": {"amount": "9000.00", "period": "quarter"},
    "expenses": {"reimbursable": True, "markup_percent": "5", "cap": "400.00"},
    "discounts": [{"percent": "3", "threshold": "9000", "mode": "retroactive"}],
    "escalation": {"percent": "3", "first_on": "2026-04-01"},
    "acceptance": {"review_days": 10, "deemed": True},
    "lines": [
        {
            "id": "1",
            "billing_method": "milestone",
            "amount": "30000.00",
            "milestones": [
                {"id": "M1", "percent": "40", "trigger": "acceptance"},
                {"id": "M2", "percent": "60", "trigger": "acceptance"},
            ],
        },
        {
            "id": "2",
            "billing_method": "time_and_materials",
            "rates": [{"role": "Lead", "amount": "211.11", "unit": "hour"}],
        },
        {
            "id": "3",
            "billing_method": "retainer",
            "amount": "1000.00",
            "period": "month",
            "proration": "actual",
            "included_hours": "5",
            "overage_rate": "99.99",
        },
        {"id": "4", "billing_method": "unit_price", "unit_amount": "3.333"},
        {"id": "5", "billing_method": "progress", "amount": "20000.00"},
        {"id": "6", "billing_method": "expenses"},
    ],
}
WORK = st.lists(
    st.tuples(st.sampled_from("tukpsamd"), st.integers(0, 180), st.integers(1, 4000)),
    max_size=14,
    unique_by=lambda w: w[:2],
)


def happened(work: list[tuple[str, int, int]], event_of: Callable[..., Event]) -> list[Event]:
    events = []
    for number, (what, day, size) in enumerate(work):
        on = date.fromordinal(date(2026, 1, 1).toordinal() + day).isoformat()
        amount = format(Decimal(size).scaleb(-2), "f")
        kind, data = {
            "t": (
                "time.approved",
                {"entry_id": f"t{number}", "person": "p", "role": "Lead", "line": "2", "hours": amount},
            ),
            "u": ("units.delivered", {"line": "4", "quantity": amount}),
            "k": ("time.approved", {"entry_id": f"k{number}", "person": "p", "line": "3", "hours": amount}),
            "p": ("progress.reported", {"line": "5", "percent": amount}),
            "s": ("expense.approved", {"expense_id": f"s{number}", "amount": amount}),
            "a": ("milestone.accepted", {"milestone": "M1"}),
            "m": ("milestone.delivered", {"milestone": "M2"}),
            "d": ("payment.received", {"invoice_id": "i", "amount": amount}),
        }[what]
        events.append(event_of(number, kind, {**data, "date": on}))
    return events


def total(schedule: Schedule, *kinds: str) -> Decimal:
    return sum((line.amount or Decimal(0) for line in schedule.billing if line.kind in kinds), Decimal(0))


@settings(max_examples=30)  # of one contract with everything; tests/torture plays more of any contract
@given(work=WORK, seed=st.integers(0, 99), currency=st.sampled_from(["USD", "JPY", "KWD"]))
def test_the_invariants_hold_for_any_work(
    event_of: Callable[..., Event], work: list[tuple[str, int, int]], seed: int, currency: str
) -> None:
    terms = Terms.model_validate({**EVERYTHING, "currency": currency})
    events = happened(work, event_of)
    shuffled = [*events, *events[:3]]
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    schedule = build_schedule(terms, events, as_of=date(2026, 5, 1))
    assert (
        build_schedule(terms, shuffled, as_of=date(2026, 5, 1)).model_dump_json()
        == schedule.model_dump_json()
    )
    _check_ledgers(schedule)
    _check_revenue(schedule)


def _check_ledgers(schedule: Schedule) -> None:
    assert all(entry.limit is None or entry.balance <= entry.limit for entry in schedule.ledgers.caps)
    fees = total(schedule, "charge", "instalment", "recurring", "time", "unit", "credit")
    assert fees <= Decimal("60000.00")
    assert total(schedule, "expense") <= 400
    withheld, released = -total(schedule, "retention_withheld"), total(schedule, "retention_release")
    # A discount above its fee gives some back, so that more may be withheld later; no more is ever held.
    assert all(entry.balance <= Decimal("1800.00") for entry in schedule.ledgers.retention)
    kept = schedule.ledgers.retention[-1].balance if schedule.ledgers.retention else Decimal(0)
    assert (withheld, released <= withheld) == (released + kept, True)
    assert (
        total(schedule, "advance") + total(schedule, "advance_recoupment")
        == schedule.ledgers.advance[-1].balance
    )
    assert schedule.ledgers.advance[-1].balance >= 0
    assert total(schedule, "advance") == 5000


def _check_revenue(schedule: Schedule) -> None:
    for line in ("1", "2", "3", "4", "5"):
        mine = [item for item in schedule.billing if item.line == line]
        price = sum(
            (
                item.amount or Decimal(0)
                for item in mine
                if item.kind in {"charge", "recurring", "time", "unit", "credit", "discount"}
            ),
            Decimal(0),
        )
        earned = sum((item.amount for item in schedule.revenue if item.obligation == line), Decimal(0))
        assert earned == price, json.dumps([item.model_dump(mode="json") for item in mine])


@settings(max_examples=30)
@given(work=WORK)
def test_every_line_carries_its_proof(
    event_of: Callable[..., Event], work: list[tuple[str, int, int]]
) -> None:
    schedule = build_schedule(
        Terms.model_validate(EVERYTHING), happened(work, event_of), as_of=date(2026, 5, 1)
    )
    assert all(line.proof.rule and line.proof.formula and line.proof.pointers for line in schedule.billing)
    assert len({line.id for line in schedule.billing}) == len(schedule.billing)
