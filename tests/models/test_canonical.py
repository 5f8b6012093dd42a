"""Hashes are stored, in certificates and in the audit chain: they must never change."""

from __future__ import annotations

import pytest

from models.canonical import canonical_json, canonical_sha256
from models.terms import Terms
from rules.engine import terms_sha256

VALUE = {"b": ["é", None, 1], "a": {"z": "1.00", "y": True}}


def test_a_value_has_one_text_whatever_the_order_of_its_keys() -> None:
    assert canonical_json(VALUE) == '{"a":{"y":true,"z":"1.00"},"b":["é",null,1]}'
    assert canonical_json(dict(reversed(VALUE.items()))) == canonical_json(VALUE)
    assert canonical_json("é", ascii_only=True) == '"\\u00e9"'


@pytest.mark.parametrize(
    ("ascii_only", "digest"),
    [
        (False, "9725ee494cd1e8c9c58135fbb22a020e01f5939cc0382809a9836cb03cb4a99d"),
        (True, "aed2965565f908f6d16d22e388ef5b3925fb40da7715128b9bf71ca519d09ab8"),
    ],
)
def test_a_digest_stays_what_it_was(ascii_only: bool, digest: str) -> None:  # noqa: FBT001 - pytest gives it by name
    assert canonical_sha256(VALUE, ascii_only=ascii_only) == digest


def test_the_digest_of_terms_stays_what_it_was() -> None:
    terms = Terms.model_validate({"title": "Café", "currency": "EUR", "contract_value": "10.00"})
    assert terms_sha256(terms) == "c136c30962024406014f80399408ead9f1f9ee434e14759a820666d1bbd9ea8c"
