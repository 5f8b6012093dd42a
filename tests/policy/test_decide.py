from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from models.errors import InvalidPolicy
from policy import DecisionTable, decide
from policy.decide import Facts, filled

NewTable = Callable[..., DecisionTable]
ROWS = [["Contoso", "USD", "A"], ["-", "USD", "B"], ["-", "EUR", "C"]]
CONTOSO = {"contract.customer": "Contoso", "contract.currency": "USD"}


def test_unique_takes_the_only_row_and_refuses_two(table: NewTable) -> None:
    made = table(ROWS)
    assert decide(made, {"contract.currency": "EUR"}).outputs == {"entity": "C"}
    both = decide(made, CONTOSO)
    assert (both.outputs, both.rows, both.trouble) == ({}, (1, 2), "overlap")


def test_no_row_is_a_gap(table: NewTable) -> None:
    assert decide(table(ROWS), {"contract.currency": "GBP"}).trouble == "gap"


def test_first_takes_the_upper_row(table: NewTable) -> None:
    assert decide(table(ROWS, hit="first"), CONTOSO).outputs == {"entity": "A"}


def test_collect_takes_all_rows_each_result_once(table: NewTable) -> None:
    rows = [*ROWS, ["-", "-", "B"]]
    assert decide(table(rows, hit="collect"), CONTOSO).outputs == {"entity": "A; B"}
    assert decide(table(ROWS, hit="collect"), {}).trouble is None


RANKED = [
    {"role": "priority"},
    {"role": "in", "field": "contract.currency"},
    {"role": "out", "field": "entity"},
]


def test_priority_takes_the_least_rank_and_an_empty_one_goes_last(table: NewTable) -> None:
    rows = [["", "-", "last"], ["2", "-", "second"], ["1", "USD", "first"]]
    made = table(rows, hit="priority", columns=RANKED)
    assert decide(made, {"contract.currency": "USD"}).outputs == {"entity": "first"}
    assert decide(made, {}).outputs == {"entity": "second"}


def test_equal_priorities_are_an_overlap(table: NewTable) -> None:
    made = table([["1", "-", "a"], ["1", "USD", "b"]], hit="priority", columns=RANKED)
    assert decide(made, {"contract.currency": "USD"}).trouble == "overlap"


def test_a_priority_that_is_no_number_is_named(table: NewTable) -> None:
    made = table([["high", "-", "a"]], hit="priority", columns=RANKED)
    with pytest.raises(InvalidPolicy, match="table t, row 1: the priority"):
        decide(made, {})


def test_a_cell_that_cannot_be_read_is_named(table: NewTable) -> None:
    with pytest.raises(InvalidPolicy, match=r"table t, row 1, column contract\.currency"):
        decide(table([["-", "> USD", "A"]]), {})


def test_facts_are_seen_as_the_column_holds_them(table: NewTable) -> None:
    columns = [
        {"role": "in", "field": "contract.value", "type": "number"},
        {"role": "in", "field": "contract.tax_inclusive", "type": "boolean"},
        {"role": "out", "field": "entity"},
    ]
    made = table([[">= 1000", "true", "big"], ["< 1000", "-", "small"]], columns=columns)
    facts: Facts = {"contract.value": Decimal(1000), "contract.tax_inclusive": True}
    assert decide(made, facts).outputs == {"entity": "big"}
    assert decide(made, {"contract.value": "999"}).outputs == {"entity": "small"}
    assert decide(made, {"contract.value": "much"}).trouble == "gap"


def test_results_may_hold_facts_and_empty_ones_say_nothing(table: NewTable) -> None:
    made = table([["-", "-", "{contract.reference}-{contract.title}"]])
    assert decide(made, {"contract.reference": "S-7"}).outputs == {"entity": "S-7-"}
    assert decide(table([["-", "-", " "]]), {}).outputs == {}
    assert filled("plain", {}) == "plain"
