from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.errors import InvalidPolicy
from policy import DecisionTable, Policy, PolicyVersion, decide
from policy.jdm import read_jdm, write_jdm

NewTable = Callable[..., DecisionTable]
NewVersion = Callable[..., PolicyVersion]


def read(graph: Any) -> Policy:
    return read_jdm(json.dumps(graph).encode(), name="Imported", version="1", effective_from=date(2026, 1, 1))


def graph(rules: list[Any], **content: Any) -> dict[str, Any]:
    """One decision table with the columns a and b, as the editor of GoRules writes it."""
    columns = {
        "inputs": [
            {"id": "a", "name": "Kind", "type": "expression", "field": "billing.kind"},
            {"id": "b", "name": "Amount", "type": "expression", "field": "billing.amount"},
        ],
        "outputs": [{"id": "c", "name": "Item", "type": "expression", "field": "item_code"}],
    }
    node = {
        "id": "n1",
        "type": "decisionTableNode",
        "name": "Item codes",
        "content": {"hitPolicy": "first", **columns, "rules": rules, **content},
    }
    return {
        "nodes": [{"id": "in", "type": "inputNode"}, node, {"id": "out", "type": "outputNode"}],
        "edges": [{"sourceId": "in", "targetId": "n1"}, {"sourceId": "n1", "targetId": "out"}],
    }


def test_a_version_is_a_chain_of_decision_tables(sample: Policy) -> None:
    made = json.loads(write_jdm(sample.versions[0]))
    assert made["contentType"] == "application/vnd.gorules.decision"
    kinds = [node["type"] for node in made["nodes"]]
    assert kinds == ["inputNode", *["decisionTableNode"] * 6, "outputNode"]
    assert [(edge["sourceId"], edge["targetId"]) for edge in made["edges"]][:2] == [
        ("request", "entity"),
        ("entity", "accounting"),
    ]
    content = made["nodes"][1]["content"]
    assert content["hitPolicy"] == "first"
    assert content["passThrough"] is True
    assert content["inputs"][0] == {
        "id": "i0",
        "name": "contract.billing_entity",
        "field": "contract.billing_entity",
        "type": "expression",
    }
    assert content["rules"][0] == {
        "_id": "entity-1",
        "_description": "named in the contract",
        "i0": '"Brightwater Consulting GmbH"',
        "i1": "",
        "o2": '"BRW-DE"',
    }


def test_cells_are_written_in_the_words_of_the_model(sample: Policy) -> None:
    nodes = {node["id"]: node["content"] for node in json.loads(write_jdm(sample.versions[0]))["nodes"]}
    naming, tax = nodes["naming"]["rules"], nodes["tax"]["rules"]
    assert [rule["i0"] for rule in naming] == ["null", "not in [null]"]
    assert naming[1]["o1"] == "`${entity}-${contract.reference}`"
    # rows in the order of their rank
    assert [rule["_id"] for rule in tax] == ["tax-2", "tax-4", "tax-1", "tax-3", "tax-5"]
    assert tax[0]["i2"] == '"DE", "Germany"'
    assert nodes["revenue"]["rules"][0]["i1"] == "false"


def test_what_is_written_decides_the_same_when_read(sample: Policy) -> None:
    for version in sample.versions:
        (back,) = read(json.loads(write_jdm(version))).versions
        for table, again in zip(version.tables, back.tables, strict=True):
            assert (again.id, again.name, again.decides) == (table.id, table.name, table.decides)
            for test in table.tests:
                assert decide(again, test.given).outputs == test.expect


def test_hit_policies_without_a_word_in_the_model_come_back(table: NewTable, version: NewVersion) -> None:
    rows = [["-", "USD", "A"], ["-", "EUR", "B"]]
    for hit in ("unique", "first", "collect"):
        made = version(table(rows, hit=hit, tests=[{"given": {}}]))
        assert read(json.loads(write_jdm(made))).versions[0].tables == made.tables
    node = json.loads(write_jdm(version(table(rows, hit="collect"))))["nodes"][1]
    assert (node["content"]["hitPolicy"], node["content"]["outputPath"]) == ("collect", "t")


def test_numbers_signs_and_negations_are_written(table: NewTable, version: NewVersion) -> None:
    columns = [
        {"role": "in", "field": "contract.value", "type": "number"},
        {"role": "in", "field": "contract.currency"},
        {"role": "out", "field": "entity"},
    ]
    rows = [[">= 10, [1..2)", "not(USD, EUR)", "A"], ["= 5", "!= USD", "B"], ["7", "= GBP", ""]]
    rules = json.loads(write_jdm(version(table(rows, columns=columns))))["nodes"][1]["content"]["rules"]
    assert [(rule["i0"], rule["i1"], rule["o2"]) for rule in rules] == [
        (">= 10, [1..2)", 'not in ["USD", "EUR"]', '"A"'),
        ("== 5", '!= "USD"', '"B"'),
        ("7", '"GBP"', ""),
    ]


def test_a_model_of_the_editor_is_read() -> None:
    rules = [
        {"_id": "1", "a": '"time", "unit"', "b": "> 1_000", "c": '"BIG"', "_description": "large"},
        {"_id": "2", "a": 'not in ["expense"]', "b": "[1..10]", "c": "`${line.id}-X`"},
        {"_id": "3", "a": '!= "a, b"', "b": "", "c": "42.50"},
        {"_id": "4", "a": "null", "b": "5", "c": "true"},
        {"_id": "5", "a": "", "b": None, "c": ""},
    ]
    (version,) = read(graph(rules)).versions
    (table,) = version.tables
    assert (table.id, table.name, table.decides, table.hit) == (
        "item_codes",
        "Item codes",
        "billing",
        "first",
    )
    assert [column.type for column in table.columns] == ["text", "number", "text", "text"]
    assert table.rows == (
        ("time, unit", "> 1_000", "BIG", "large"),
        ("not(expense)", "[1..10]", "{line.id}-X", ""),
        ('!= "a, b"', "-", "42.50", ""),
        ("null", "5", "true", ""),
        ("-", "-", "", ""),
    )


def test_columns_of_yes_and_no_are_told_from_text() -> None:
    (table,) = read(graph([{"a": "true", "b": "", "c": '"A"'}])).versions[0].tables
    assert [column.type for column in table.columns] == ["boolean", "text", "text"]


def test_tables_come_in_the_order_of_the_edges() -> None:
    made = graph([])
    second = {**made["nodes"][1], "id": "n0", "name": "2nd"}
    second["content"] = {
        **second["content"],
        "inputs": [{"id": "a", "field": "line.unit"}],
        "outputs": [{"id": "c", "field": "unit_code"}],
    }
    made["nodes"].insert(0, second)
    made["edges"].append({"sourceId": "n1", "targetId": "n0"})
    assert [table.id for table in read(made).versions[0].tables] == ["item_codes", "table_2nd"]
    made["edges"].append({"sourceId": "n0", "targetId": "n1"})
    assert {table.decides for table in read(made).versions[0].tables} == {"billing", "line"}


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ({}, "lists no nodes"),
        ([], "lists no nodes"),
        ({"nodes": [{"type": "inputNode"}]}, "lists no nodes"),
        ({"nodes": [{"id": "n", "name": "N", "type": "decisionTableNode"}]}, "'N' has no inputs"),
        (graph([1]), "rule 1 of a decision table is not an object"),
        (graph([{"a": 'contains($, "x")'}]), r"rule 1, column billing\.kind: contains"),
        (graph([{"c": "a + b"}]), r"rule 1, column item_code: a \+ b"),
        (graph([], inputs=[{"id": "a", "field": ""}]), "has no field"),
    ],
)
def test_what_a_policy_cannot_hold_is_refused_by_place(made: Any, why: str) -> None:
    with pytest.raises(InvalidPolicy, match=why):
        read(made)


def test_what_is_not_json_is_refused() -> None:
    with pytest.raises(InvalidPolicy, match="not a JSON Decision Model"):
        read_jdm(b"{", name="x", version="1", effective_from=date(2026, 1, 1))
