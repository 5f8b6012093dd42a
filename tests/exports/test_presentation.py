from __future__ import annotations

from decimal import Decimal

import pytest

from exports.presentation import (
    contract_value,
    evidence_at,
    grounds_of,
    label_of,
    stated_terms,
    totals_by_currency,
)
from models.extraction import Extraction
from models.schedule import Schedule


@pytest.mark.parametrize(
    ("pointer", "label"),
    [
        ("/payment/net_days", "Payment > Net days"),
        ("/lines/0/milestones/1/due_date", "Line 1 > Milestone 2 > Due date"),
        ("/parties/0/name", "Party 1 > Name"),
        ("", ""),
    ],
)
def test_a_pointer_reads_as_words(pointer: str, label: str) -> None:
    assert label_of(pointer) == label


def test_write_downs_and_held_lines_do_not_count(migration: Schedule) -> None:
    assert totals_by_currency(migration.billing) == {"USD": Decimal("195000.00")}


def test_the_contract_value_comes_from_the_terms_else_from_the_budget(
    migration: Schedule, extraction: Extraction
) -> None:
    assert contract_value(migration, extraction) == Decimal("200000.00")
    assert contract_value(migration, None) == Decimal("200000.00")


def test_a_ground_has_its_value_and_its_words(migration: Schedule, extraction: Extraction) -> None:
    share, total = grounds_of(migration.billing[0], extraction)
    assert (share.label, share.value) == ("Line 1 > Milestone 1 > Percent", "25")
    assert total.evidence[0].quote == "a total fixed fee of $200,000"


def test_a_whole_clause_opens_to_the_terms_inside_it(extraction: Extraction) -> None:
    assert [entry.page for entry in evidence_at(extraction, "/lines/0/milestones")] == [4, 4]


def test_no_words_are_made_up(extraction: Extraction) -> None:
    assert evidence_at(extraction, "/retention/percent") == ()
    assert evidence_at(None, "/contract_value") == ()


def test_stated_terms_come_in_the_contracts_order(extraction: Extraction) -> None:
    assert [ground.pointer for ground in stated_terms(extraction)][:3] == [
        "/title",
        "/currency",
        "/contract_value",
    ]
