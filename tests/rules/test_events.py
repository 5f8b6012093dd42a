"""Events as a set: whatever their order, their pieces and their repeats, with every type of them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.event import Event, without_invoices
from models.replay import contradictions, replay
from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule

Make = Callable[..., Event]
FIRST = date(2026, 1, 1)
AS_OF = date(2026, 7, 15)

TERMS: dict[str, Any] = {
    "currency": "USD",
    "contract_value": "20000.00",
    "not_to_exceed": "15000.00",
    "start_date": "2026-01-01",
    "end_date": "2026-06-30",
    "governing_law": "New York",
    "payment": {
        "net_days": 30,
        "billing_frequency": "monthly",
        "late_interest_percent": "12",
        "late_interest_period": "year",
    },
    "retention": {"percent": "10", "releases": [{"percent": "100", "on": "2026-07-10"}]},
    "escalation": {"index": "CPI", "base_period": "2025-12", "first_on": "2026-04-01"},
    "acceptance": {"review_days": 5, "business_days": True, "deemed": True},
    "expenses": {"reimbursable": True, "cap": "300.00"},
    "lines": [
        {
            "id": "1",
            "billing_method": "milestone",
            "milestones": [
                {"id": "M1", "amount": "100.00", "trigger": "acceptance"},
                {"id": "M2", "amount": "200.00", "trigger": "acceptance"},
            ],
        },
        {
            "id": "2",
            "billing_method": "time_and_materials",
            "rates": [{"amount": "150.00", "unit": "hour"}],
            "overtime": [{"after_hours": "8", "per": "day", "multiplier": "1.5"}],
        },
        {"id": "3", "billing_method": "progress", "amount": "1000.00"},
        {"id": "4", "billing_method": "unit_price", "unit_amount": "7.33"},
        {"id": "5", "billing_method": "percentage", "percent": "2.5"},
        {"id": "6", "billing_method": "expenses"},
    ],
}
LINES = [
    "1-M1",
    "1-M2",
    "2-1",
    "2-2",
    "2-2-retention",
    "3-1",
    "3-2",
    "4-1",
    "5-1",
    "6-2",
    "2-1-delta-1",
    "9-9",
]
RATE = [{"op": "replace", "path": "/lines/1/rates/0/amount", "value": "140.00"}]
KINDS = [
    "opportunity.stage_changed",
    "contract.executed",
    "contract.amended",
    "time.approved",
    "expense.approved",
    "milestone.delivered",
    "milestone.accepted",
    "milestone.rejected",
    "progress.reported",
    "basis.reported",
    "units.delivered",
    "index.published",
    "invoice.posted",
    "payment.received",
    "dispute.raised",
]
DRAWN = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 180), st.integers(0, 40), st.integers(0, 3)), max_size=14
)


def happened(drawn: list[tuple[str, int, int, int]], event_of: Make) -> list[Event]:
    """Events of the kinds drawn: the day, a size, and by how many fortnights the event is known late."""
    events = []
    for number, (kind, offset, size, late) in enumerate(drawn):
        day = FIRST + timedelta(days=offset)
        amount = f"{size * 25}.5"
        told: dict[str, dict[str, Any]] = {
            "opportunity.stage_changed": {"stage": "Closed Won"},
            "contract.executed": {},
            "contract.amended": {"effective_on": day.isoformat(), "patch": RATE},
            "time.approved": {"entry_id": f"t{size % 9}", "person": "p", "hours": str(size), "line": "2"},
            "expense.approved": {"expense_id": f"x{size % 5}", "amount": amount},
            "milestone.delivered": {"milestone": f"M{size % 2 + 1}"},
            "milestone.accepted": {"milestone": f"M{size % 2 + 1}"},
            "milestone.rejected": {"milestone": f"M{size % 2 + 1}"},
            "progress.reported": {"line": "3", "percent": str(size * 2)},
            "basis.reported": {"line": "5", "amount": amount},
            "units.delivered": {"line": "4", "quantity": str(size)},
            "index.published": {"index": "CPI", "period": f"2025-{10 + size % 3}", "value": str(100 + size)},
            "invoice.posted": {
                "invoice_id": f"i{number % 4}",
                "lines": [{"schedule_line": LINES[size % len(LINES)], "amount": amount}],
            },
            "payment.received": {"invoice_id": f"i{size % 4}", "amount": amount},
            "dispute.raised": {"dispute_id": f"d{number}", "text": "Wrong", "invoice_id": f"i{size % 4}"},
        }
        data = told[kind]
        if kind not in {"contract.amended", "index.published"}:
            data["date"] = day.isoformat()
        known = day + timedelta(days=14 * late)
        events.append(event_of(number, kind, data, at=f"{known}T{8 + size % 9:02}:00:00Z"))
    return events


@settings(max_examples=60)
@given(drawn=DRAWN, seed=st.integers(0, 99))
def test_order_pieces_and_repeats_change_nothing(
    event_of: Make, drawn: list[tuple[str, int, int, int]], seed: int
) -> None:
    terms = Terms.model_validate(TERMS)
    events = happened(drawn, event_of)
    at_once = build_schedule(terms, events, as_of=AS_OF).model_dump_json()
    chance = random.Random(seed)  # noqa: S311 - an order, not a secret
    cut = chance.randrange(len(events) + 1)
    pieces = [*events[cut:], *events[:cut], *chance.choices(events, k=min(len(events), 5))]
    assert build_schedule(terms, pieces, as_of=AS_OF).model_dump_json() == at_once
    chance.shuffle(pieces)
    assert build_schedule(terms, pieces, as_of=AS_OF).model_dump_json() == at_once


@settings(max_examples=60)
@given(drawn=DRAWN)
def test_a_day_later_known_leaves_what_was_known_before(
    event_of: Make, drawn: list[tuple[str, int, int, int]]
) -> None:
    terms = Terms.model_validate(TERMS)
    events = happened(drawn, event_of)
    day = FIRST + timedelta(days=90)
    early = [event for event in events if event.time.date() <= day]
    known = build_schedule(terms, events, as_of=AS_OF, known_on=day)
    assert known.model_copy(update={"known_on": None}) == build_schedule(terms, early, as_of=AS_OF)


def by_root(schedule: Schedule) -> dict[str, Decimal]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in schedule.billing:
        if line.amount is not None and line.kind not in {"write_down", "interest"}:
            sums[line.id.partition("-delta-")[0]] += line.amount
    return {name: amount for name, amount in sums.items() if amount}


@settings(max_examples=60)
@given(drawn=DRAWN)
def test_a_line_and_its_deltas_come_to_what_the_contract_says(
    event_of: Make, drawn: list[tuple[str, int, int, int]]
) -> None:
    terms = Terms.model_validate(TERMS)
    events = happened(drawn, event_of)
    invoiced = build_schedule(terms, events, as_of=AS_OF)
    entitled = build_schedule(terms, without_invoices(events), as_of=AS_OF)
    unknown = {line.id for line in entitled.billing if line.amount is None}
    ours, theirs = by_root(invoiced), by_root(entitled)
    assert {k: v for k, v in ours.items() if k not in unknown} == {
        k: v for k, v in theirs.items() if k not in unknown
    }
    posted = {line.id: line.amount for line in invoiced.billing}
    for entry in (*invoiced.ledgers.caps, *invoiced.ledgers.retention):
        assert entry.limit is None or entry.balance <= entry.limit
        assert abs(entry.delta) == abs(posted[entry.schedule_line] or 0)
    for line in invoiced.billing:
        if line.proof.working is not None:
            assert replay(line.proof) == line.amount
            assert list(contradictions(line.proof.working)) == []
