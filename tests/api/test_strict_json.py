from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.refusals import MalformedBody
from api.strict_json import read_json

REFUSED = {
    "NaN": b'{"amount": NaN}',
    "infinity": b'{"amount": -Infinity}',
    "a float past all bounds": b'{"amount": 1e999}',
    "a number of 5000 digits": b"[" + b"9" * 5_000 + b"]",
    "the same key twice": b'{"a": 1, "a": 2}',
    "half a character": b'{"a": "\\ud800"}',
    "half a character in a key": b'{"\\udfff": 1}',
    "a NUL": b'{"a": "x\\u0000y"}',
    "bytes that are not UTF-8": b'{"a": "\xff"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "nesting without end": b"[" * 100_000 + b"]" * 100_000,
    "61 levels": b"[" * 61 + b"]" * 61,
    "two values": b"1 2",
    "nothing": b"",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_doubtful_json_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedBody) as refusal:
        read_json(data)
    assert refusal.value.code == "malformed_body"
    assert refusal.value.status_code == 400


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'{"a": [1, 2.5, null, true, "\\u00e9"]}', {"a": [1, 2.5, None, True, "é"]}),
        (b'"\\ud83d\\ude00"', "😀"),
        (b"[" * 59 + b"]" * 59, json.loads("[" * 59 + "]" * 59)),
    ],
)
def test_plain_json_is_read(data: bytes, value: object) -> None:
    assert read_json(data) == value


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**30), 10**30)
        | st.text(st.characters(exclude_categories=["Cs", "Cc"])),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.just("k"), inner),
        max_leaves=10,
    )
)
def test_what_json_writes_is_read_back(value: object) -> None:
    assert read_json(json.dumps(value).encode()) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_json(data)
    except MalformedBody as refusal:
        assert refusal.status_code == 400  # noqa: PT017 - either outcome is right
