from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.schedule import LedgerEntry, Proof
from rules.draft import Draft, Outcome, in_bill_order, merge, post

FEE = Draft(
    "1-1",
    "1",
    "charge",
    "Fee",
    Proof(rule="R01", formula="1"),
    amount=Decimal("1.00"),
    bill_on=date(2026, 1, 31),
    estimate=Decimal(5),
)


def test_a_derived_line_shares_the_day_of_its_fee() -> None:
    line = FEE.beside("discount", "discount", amount=Decimal("-0.10"), proof=FEE.proof)
    assert (line.id, line.fee, line.bill_on, line.estimate) == (
        "1-1-discount",
        "1-1",
        date(2026, 1, 31),
        None,
    )
    assert line.description == "Fee: discount"
    assert FEE.is_fee
    assert not line.is_fee


def test_undated_lines_come_last() -> None:
    undated = Draft("1-2", "1", "charge", "Fee", FEE.proof)
    assert in_bill_order((undated, FEE)) == (FEE, undated)


def test_a_balance_is_the_sum_of_its_accounts_deltas() -> None:
    entries: list[LedgerEntry] = []
    for account, delta in (("a", 3), ("b", 5), ("a", -1)):
        post(entries, FEE, Decimal(delta), account=account)
    assert [int(entry.balance) for entry in entries] == [3, 5, 2]


def test_outcomes_merge_in_order() -> None:
    assert merge([Outcome((FEE,)), Outcome()]) == Outcome((FEE,))
