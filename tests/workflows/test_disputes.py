"""Disputes: tagged alone, or against the contract that they name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.dispute import DisputeMessage
from models.errors import NotFound
from models.terms import Terms
from store import Store
from store.audit import Trail
from workflows.case import Case
from workflows.disputes import raise_disputes, tag

TERMS = Terms.model_validate(
    {
        "currency": "USD",
        "payment": {"net_days": 30},
        "lines": [
            {
                "id": "1",
                "billing_method": "time_and_materials",
                "rates": [{"role": "Analyst", "unit": "hour", "amount": "100.00"}],
            }
        ],
    }
)
MESSAGE = DisputeMessage(
    id="D-1",
    text="The analyst was billed at $140 an hour; the rate card says $100.",
    invoice={"lines": [{"role": "Analyst", "hours": "10", "rate": "140"}]},
)
TRAIL = Trail("finance@example.com", "request-1")


def test_a_claim_is_checked_only_against_a_contract() -> None:
    alone, checked = tag(MESSAGE, None), tag(MESSAGE, Case(TERMS, date(2026, 2, 1)))
    assert alone.code == checked.code == "RATE"
    assert [check.outcome for check in alone.checks] == ["not_checkable"]
    assert [check.delta for check in checked.checks] == [Decimal("400.00")]


def test_disputes_are_queued_all_or_none(store: Store) -> None:
    lost = MESSAGE.model_copy(update={"id": "D-2", "contract": "no-such-contract"})
    with pytest.raises(NotFound):
        raise_disputes(store, [MESSAGE, lost], as_of=date(2026, 2, 1), trail=TRAIL)
    kept = raise_disputes(store, [MESSAGE], as_of=date(2026, 2, 1), trail=TRAIL)
    assert [dispute.id for dispute in kept] == ["D-1"]
