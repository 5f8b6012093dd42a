from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.confidence import BANDS, TABLE, band, confidence_of, family


@pytest.mark.parametrize(
    ("score", "expected"),
    [(-0.2, 0), (0.0, 0), (0.59, 0), (0.6, 1), (0.74, 1), (0.75, 2), (0.9, 3), (1.0, 3)],
)
def test_a_score_falls_into_the_band_whose_lower_end_it_reaches(score: float, expected: int) -> None:
    assert band(score) == expected


def test_a_kind_is_a_pointer_without_indexes() -> None:
    assert family("/parties/0/name") == "/parties/name"
    assert family("/lines/12/milestones/3/amount") == "/lines/milestones/amount"
    assert family("/payment/net_days") == "/payment/net_days"


def test_every_kind_has_one_share_per_band() -> None:
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    assert "*" in table
    assert all(len(shares) == len(BANDS) for shares in table.values())
    assert all(0 < share < 1 for shares in table.values() for share in shares)


def test_a_kind_that_was_never_measured_takes_the_share_of_all() -> None:
    assert confidence_of("/nothing/of/the/kind", 0.95) == confidence_of("*", 0.95)


@given(st.text(max_size=20), st.floats(-1, 2))
def test_confidence_is_a_share(kind: str, score: float) -> None:
    assert 0 < confidence_of(kind, score) < 1
