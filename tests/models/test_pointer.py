from __future__ import annotations

from typing import Any

import pytest

from models.errors import InvalidTerms
from models.pointer import apply_patch, join, resolve, split

DOCUMENT = {"lines": [{"a/b": 1, "~": 2}], "text": "abc"}


def test_keys_are_escaped_and_back() -> None:
    assert join("lines", 0, "a/b") == "/lines/0/a~1b"
    assert split("/lines/0/a~1b") == ["lines", "0", "a/b"]
    assert split("") == []
    with pytest.raises(InvalidTerms, match="must start with"):
        split("lines")


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/lines/0/a~1b", 1),
        ("/lines/0/~0", 2),
        ("/lines/7", None),
        ("/lines/x", None),
        ("/text/0", None),
        ("/none/0", None),
        ("", DOCUMENT),
    ],
)
def test_a_pointer_leads_to_its_value_or_nowhere(pointer: str, value: object) -> None:
    assert resolve(DOCUMENT, pointer) == value


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ({"op": "replace", "path": "/a", "value": 2}, {"a": 2, "list": [1, 2]}),
        ({"op": "add", "path": "/b/c", "value": 3}, {"a": 1, "list": [1, 2], "b": {"c": 3}}),
        ({"op": "remove", "path": "/a"}, {"list": [1, 2]}),
        ({"op": "add", "path": "/list/-", "value": 3}, {"a": 1, "list": [1, 2, 3]}),
        ({"op": "add", "path": "/list/0", "value": 3}, {"a": 1, "list": [3, 1, 2]}),
        ({"op": "replace", "path": "/list/1", "value": 3}, {"a": 1, "list": [1, 3]}),
        ({"op": "remove", "path": "/list/0"}, {"a": 1, "list": [2]}),
    ],
)
def test_a_patch_changes_a_copy(operation: dict[str, Any], expected: dict[str, Any]) -> None:
    document = {"a": 1, "list": [1, 2]}
    assert apply_patch(document, [operation]) == expected
    assert document == {"a": 1, "list": [1, 2]}


def test_a_patch_goes_into_lists() -> None:
    assert apply_patch({"lines": [{"a": 1}]}, [{"op": "replace", "path": "/lines/0/a", "value": 2}]) == {
        "lines": [{"a": 2}]
    }


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "move", "path": "/a"},
        {"op": "add", "path": ""},
        {"op": "replace", "path": "/list/2", "value": 1},
        {"op": "add", "path": "/list/x", "value": 1},
        {"op": "replace", "path": "/list/9/a", "value": 1},
        {"op": "replace", "path": "/a/b", "value": 1},
        {"op": "replace", "path": "/a/b/c", "value": 1},
    ],
)
def test_a_patch_that_leads_nowhere_is_refused(operation: dict[str, Any]) -> None:
    with pytest.raises(InvalidTerms, match="patch"):
        apply_patch({"a": 1, "list": [1, 2]}, [operation])
