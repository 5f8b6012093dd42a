"""A policy as YAML: rows as lists under their columns, each test a pair of facts and results."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml
from pydantic import ValidationError

from models.errors import InvalidPolicy
from models.problem import field_problems
from policy.shape import DecisionColumn, DecisionTable, Policy, PolicyVersion

COLUMN_ROLES = ("in", "out", "priority", "note")


def read_yaml(data: bytes) -> Policy:
    """The policy in a YAML file.

    Raises:
        InvalidPolicy: Not YAML, or not a policy; the message names the places.
    """
    try:
        value = yaml.safe_load(data)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise InvalidPolicy(f"the policy is not YAML{where}; correct it") from None
    return policy_of(_plain(value))


def policy_of(value: Any) -> Policy:
    """The policy that a plain value is.

    Raises:
        InvalidPolicy: It is none; the message names the places.
    """
    try:
        return Policy.model_validate(value)
    except ValidationError as error:
        places = "; ".join(f"{found.pointer or '/'}: {found.detail}" for found in field_problems(error)[:5])
        raise InvalidPolicy(f"the policy does not have the shape of one: {places}") from None


def write_yaml(policy: Policy) -> bytes:
    """The policy as YAML, one row of a table on a line."""
    value = {
        "policy": policy.policy,
        "versions": [_version(version) for version in policy.versions],
    }
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110).encode()


class _Dumper(yaml.SafeDumper):
    """Writes rows, columns and tests on one line each."""


class _Inline(list[Any]):
    """A list on one line."""


class _InlineMap(dict[str, Any]):
    """A map on one line."""


_Dumper.add_representer(
    _Inline,
    lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True),
)
_Dumper.add_representer(
    _InlineMap,
    lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True),
)


def _version(version: PolicyVersion) -> dict[str, Any]:
    note = {"note": version.note} if version.note else {}
    head = {"version": version.version, "effective_from": version.effective_from} | note
    return head | {"tables": [_table(table) for table in version.tables]}


def _table(table: DecisionTable) -> dict[str, Any]:
    name = {"name": table.name} if table.name else {}
    return {
        "id": table.id,
        **name,
        "decides": table.decides,
        "hit": table.hit,
        "columns": [_column(column) for column in table.columns],
        "rows": [_Inline(row) for row in table.rows],
        "tests": [
            {"given": _InlineMap(test.given), "expect": _InlineMap(test.expect)} for test in table.tests
        ],
    }


def _column(column: DecisionColumn) -> _InlineMap:
    more = column.model_dump(mode="json", exclude_defaults=True, exclude={"role", "field"})
    return _InlineMap({column.role: column.field or "", **more})


def _plain(value: Any) -> Any:
    """The value as the shapes take it: columns by role, cells and facts as text, dates as such."""
    if isinstance(value, dict):
        return {str(key): _plain_member(str(key), inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _plain_member(key: str, value: Any) -> Any:
    if key == "columns" and isinstance(value, list):
        return [_read_column(column) for column in value]
    if key == "rows" and isinstance(value, list):
        return [[_text(cell) for cell in row] if isinstance(row, list) else row for row in value]
    if key == "given" and isinstance(value, dict):
        return {str(name): None if fact is None else _text(fact) for name, fact in value.items()}
    if key == "expect" and isinstance(value, dict):
        return {str(name): _text(result) for name, result in value.items()}
    return _text(value) if key in {"version", "policy", "note"} else _plain(value)


def _read_column(column: Any) -> Any:
    """`{in: contract.currency}` as a role and a field."""
    if not isinstance(column, dict):
        return column
    role = next((role for role in COLUMN_ROLES if role in column), None)
    if role is None:
        return column
    rest = {str(key): inner for key, inner in column.items() if key != role}
    if isinstance(rest.get("values"), list):
        rest["values"] = [_text(inner) for inner in rest["values"]]
    if rest.get("minimum") is not None:
        rest["minimum"] = str(rest["minimum"])
    return {"role": role, **({"field": column[role]} if role in {"in", "out"} else {}), **rest}


def _text(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float | date) else value
