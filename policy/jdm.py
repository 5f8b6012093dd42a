"""A policy's tables as a JSON Decision Model (GoRules JDM), one graph for one version, and back.

JDM has no hit policies but first and collect. Unique is written as first, which is the same where no rows
overlap; priority as first with the rows in the order of their rank. Each table is a node that passes its
facts on, so that later tables see what earlier ones decide, as here. What JDM has no place for stands under
`engross` in a node's content; editors may drop it. Cells with functions are refused, by row and column.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from models.errors import InvalidPolicy
from policy.cell import ANYTHING, NEGATION, RANGE, split_list, unquoted
from policy.decide import PLACEHOLDER, priority_of
from policy.shape import DecisionColumn, DecisionTable, Policy, PolicyVersion
from policy.yaml_file import policy_of

CONTENT_TYPE = "application/vnd.gorules.decision"
TEMPLATE = re.compile(r"\$\{([a-z][a-z0-9_.]*)\}")
NUMBER = re.compile(r"^-?\d[\d_]*(\.\d+)?$")
STRING = re.compile(r'^"[^"]*"$')
NOT_IN = re.compile(r"^(?:\$\s+)?not in \[(.*)\]$")
SIGNED = re.compile(r"^(<=|>=|!=|==|<|>)\s*(.+)$")
STEP = 300  # pixels between nodes


def write_jdm(version: PolicyVersion) -> bytes:
    """The version as a decision graph: request, one decision table after another, response."""
    nodes = [_node("request", "inputNode", "Request", 0, {"schema": ""})]
    nodes += [
        _node(table.id, "decisionTableNode", table.name or table.id, place, _content(table))
        for place, table in enumerate(version.tables, 1)
    ]
    nodes.append(_node("response", "outputNode", "Response", len(nodes), {"schema": ""}))
    ids = [node["id"] for node in nodes]
    edges = [
        {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
        for source, target in pairwise(ids)
    ]
    graph = {"contentType": CONTENT_TYPE, "nodes": nodes, "edges": edges}
    return (json.dumps(graph, indent=2, ensure_ascii=False) + "\n").encode()


def read_jdm(data: bytes, *, name: str, version: str, effective_from: date) -> Policy:
    """The decision tables of a graph, in the order of its edges, as a policy of one version.

    Raises:
        InvalidPolicy: Not a decision graph, or a table that a policy cannot hold; the message says where.
    """
    try:
        graph = json.loads(data)
        nodes = {node["id"]: node for node in graph["nodes"]}
        edges = [(edge["sourceId"], edge["targetId"]) for edge in graph.get("edges", [])]
    except (ValueError, KeyError, TypeError):
        raise InvalidPolicy("the file is not a JSON Decision Model: it lists no nodes with ids") from None
    found = [nodes[node_id] for node_id in _in_order(list(nodes), edges)]
    tables = [_table(node) for node in found if node.get("type") == "decisionTableNode"]
    stated = {"version": version, "effective_from": effective_from, "tables": tables}
    return policy_of({"policy": name, "versions": [stated]})


def _node(node_id: str, kind: str, name: str, place: int, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": node_id,
        "type": kind,
        "name": name,
        "position": {"x": place * STEP, "y": 0},
        "content": content,
    }


def _content(table: DecisionTable) -> dict[str, Any]:
    numbers = list(range(1, len(table.rows) + 1))
    if table.hit == "priority":
        numbers.sort(key=lambda number: priority_of(table, number))
    collects = table.hit == "collect"
    return {
        "hitPolicy": "collect" if collects else "first",
        "inputs": [_jdm_column(table, place, "i") for place in table.places("in")],
        "outputs": [_jdm_column(table, place, "o") for place in table.places("out")],
        "rules": [_rule(table, number) for number in numbers],
        "passThrough": True,
        "inputField": None,
        "outputPath": table.id if collects else None,
        "executionMode": "single",
        "engross": _beside(table),
    }


def _beside(table: DecisionTable) -> dict[str, Any]:
    """What JDM has no place for."""
    columns = [
        column.model_dump(mode="json", exclude_defaults=True)
        for column in table.columns
        if column.role in {"in", "out"}
    ]
    tests = [test.model_dump(mode="json") for test in table.tests]
    hit = "first" if table.hit == "priority" else table.hit
    return {"id": table.id, "decides": table.decides, "hit": hit, "columns": columns, "tests": tests}


def _jdm_column(table: DecisionTable, place: int, letter: str) -> dict[str, Any]:
    field = table.columns[place].field
    return {"id": f"{letter}{place}", "name": field, "field": field, "type": "expression"}


def _rule(table: DecisionTable, number: int) -> dict[str, str]:
    row = table.rows[number - 1]
    conditions = {
        f"i{place}": _jdm_condition(row[place], table.columns[place]) for place in table.places("in")
    }
    results = {f"o{place}": _jdm_result(row[place]) for place in table.places("out")}
    notes = " ".join(row[place] for place in table.places("note") if row[place])
    described = {"_description": notes} if notes else {}
    return {"_id": f"{table.id}-{number}"} | described | conditions | results


def _jdm_condition(text: str, column: DecisionColumn) -> str:
    stripped = text.strip()
    if stripped in ANYTHING:
        return ""
    if negation := NEGATION.match(stripped):
        return f"not in [{', '.join(_jdm_test(part, column) for part in split_list(negation[1]))}]"
    return ", ".join(_jdm_test(part, column) for part in split_list(stripped))


def _jdm_test(text: str, column: DecisionColumn) -> str:
    if text == "null" or column.type in {"number", "boolean"}:
        return re.sub(r"^=(?!=)", "==", text)
    if found := SIGNED.match(text):
        return f"{found[1]} {json.dumps(unquoted(found[2]), ensure_ascii=False)}"
    return json.dumps(unquoted(text.removeprefix("=").strip()), ensure_ascii=False)


def _jdm_result(text: str) -> str:
    stripped = text.strip()
    if PLACEHOLDER.search(stripped):
        return "`" + PLACEHOLDER.sub(r"${\1}", stripped) + "`"
    return json.dumps(stripped, ensure_ascii=False) if stripped else ""


def _in_order(ids: list[str], edges: Sequence[tuple[str, str]]) -> list[str]:
    """The nodes so that each comes after those that lead to it; nodes on a circle as they stand."""
    left, done = list(ids), list[str]()
    while left:
        ready = [
            node for node in left if all(source not in left for source, target in edges if target == node)
        ]
        done += ready or left
        left = [node for node in left if node not in done]
    return done


def _table(node: dict[str, Any]) -> dict[str, Any]:
    content = node.get("content")
    if not isinstance(content, dict) or not all(
        isinstance(content.get(key), list) for key in ("inputs", "outputs", "rules")
    ):
        raise InvalidPolicy(f"the decision table {node.get('name')!r} has no inputs, outputs and rules")
    for number, rule in enumerate(content["rules"], 1):
        if not isinstance(rule, dict):
            raise InvalidPolicy(f"rule {number} of a decision table is not an object")
    beside = _ours(content)
    columns = [*(_column(column, content, "in") for column in content["inputs"])]
    columns += [_column(column, content, "out") for column in content["outputs"]]
    ids = [str(column.get("id")) for column in (*content["inputs"], *content["outputs"])]
    rows = [_row(number, rule, ids, columns) for number, rule in enumerate(content["rules"], 1)]
    notes = [str(rule.get("_description") or "") for rule in content["rules"]]
    if any(notes):
        columns.append({"role": "note"})
        rows = [[*row, note] for row, note in zip(rows, notes, strict=True)]
    name = str(node.get("name") or "")
    table_id = beside.get("id") or _identifier(name or str(node.get("id")))
    return {
        "id": table_id,
        "name": "" if name == table_id else name,
        "decides": beside.get("decides") or _scope(columns),
        "hit": beside.get("hit") or content.get("hitPolicy", "first"),
        "columns": columns,
        "rows": rows,
        "tests": beside.get("tests") or [],
    }


def _ours(content: dict[str, Any]) -> dict[str, Any]:
    found = content.get("engross")
    return found if isinstance(found, dict) else {}


def _identifier(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return (plain if plain[:1].isalpha() else f"table_{plain}")[:40]


def _scope(columns: list[dict[str, Any]]) -> str:
    """For what a table decides: as near as the facts that it looks at."""
    fields = [str(column["field"]) for column in columns if column["role"] == "in"]
    for scope in ("billing", "line"):
        if any(field.startswith(f"{scope}.") for field in fields):
            return scope
    return "contract"


def _column(column: Any, content: dict[str, Any], role: str) -> dict[str, Any]:
    field = column.get("field") if isinstance(column, dict) else None
    if not field:
        raise InvalidPolicy("a column of a decision table has no field; give it the fact that it looks at")
    beside = _ours(content)
    for known in beside.get("columns", []):
        if isinstance(known, dict) and (known.get("role"), known.get("field")) == (role, field):
            return known
    found: dict[str, Any] = {"role": role, "field": field}
    cells = [str(rule.get(column.get("id")) or "") for rule in content["rules"]]
    if role == "in":
        found["type"] = _type([part for cell in cells if cell.strip() for part in split_list(cell)])
    return found


def _type(parts: list[str]) -> str:
    known = [part for part in parts if part != "null"]
    if known and all(part in {"true", "false"} for part in known):
        return "boolean"
    numeric = (
        NUMBER.match(part) or RANGE.match(part) or ((found := SIGNED.match(part)) and NUMBER.match(found[2]))
        for part in known
    )
    return "number" if known and all(numeric) else "text"


def _row(number: int, rule: dict[str, Any], ids: list[str], columns: list[dict[str, Any]]) -> list[str]:
    read = {"in": _condition, "out": _result}
    row = []
    for column_id, column in zip(ids, columns, strict=True):
        text = str(rule.get(column_id) or "").strip()
        try:
            row.append(read[column["role"]](text))
        except InvalidPolicy as error:
            raise InvalidPolicy(f"rule {number}, column {column['field']}: {error}") from None
    return row


def _condition(text: str) -> str:
    if not text:
        return "-"
    if found := NOT_IN.match(text):
        return f"not({', '.join(_test(part) for part in split_list(found[1]))})"
    return ", ".join(_test(part) for part in split_list(text))


def _test(text: str) -> str:
    if text in {"null", "true", "false", "-"} or NUMBER.match(text) or STRING.match(text):
        return _bare(text)
    if (bounds := RANGE.match(text)) and NUMBER.match(bounds[2]) and NUMBER.match(bounds[3]):
        return text
    if (found := SIGNED.match(text)) and (NUMBER.match(found[2]) or STRING.match(found[2])):
        return f"{found[1]} {_bare(found[2])}"
    raise InvalidPolicy(f"{text} is an expression that a policy cannot hold; list the values instead")


def _bare(text: str) -> str:
    """A string without its quotes, where it reads the same without them."""
    inner = unquoted(text)
    plain = re.fullmatch(r"[\w./&' -]+", inner) is not None and inner == inner.strip()
    return inner if plain and inner not in {"null", "-", "not"} else text


def _result(text: str) -> str:
    if not text:
        return ""
    if text.startswith("`") and text.endswith("`"):
        return TEMPLATE.sub(r"{\1}", text[1:-1])
    if STRING.match(text):
        return unquoted(text)
    if NUMBER.match(text):
        return str(Decimal(text.replace("_", "")))
    if text in {"true", "false"}:
        return text
    raise InvalidPolicy(f"{text} is an expression that a policy cannot hold; write the value")
