from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.settle.confidence import TABLE, ValueCalibration, confidence_of, family, shipped

LINES = ValueCalibration(general=(1.0, 4.0), kinds={"/sure": (5.0, 0.0)})


def test_a_kind_is_a_pointer_without_indexes() -> None:
    assert family("/parties/0/name") == "/parties/name"
    assert family("/lines/12/milestones/3/amount") == "/lines/milestones/amount"
    assert family("/payment/net_days") == "/payment/net_days"


@pytest.mark.parametrize(
    ("kind", "score", "odds"),
    [("/unknown", 0.75, 1.0), ("/unknown", 1.0, 2.0), ("/unknown", 7.0, 2.0), ("/unknown", 0.5, 0.0), ("/sure", 0.1, 5.0)],
)  # fmt: skip
def test_the_log_odds_are_a_line_in_the_score(kind: str, score: float, odds: float) -> None:
    assert LINES.confidence(kind, score) == round(1 / (1 + math.exp(-odds)), 3)


def test_no_share_is_whole() -> None:
    assert ValueCalibration(general=(30.0, 0.0)).confidence("/k", 1.0) == 0.999
    assert ValueCalibration(general=(-30.0, 0.0)).confidence("/k", 1.0) == 0.001


def test_the_table_is_read_as_it_is_written() -> None:
    table = json.loads(shipped().as_json())
    assert table == json.loads(TABLE.read_text(encoding="utf-8"))
    assert all(rise >= 0 for _, rise in [table["general"], *table["kinds"].values()])
    assert 0 < table["sure"] <= 1
    assert table["values"] > table["documents"] > 0


@given(st.text(max_size=20), st.floats(-1, 2))
def test_confidence_is_a_share(kind: str, score: float) -> None:
    assert 0 < confidence_of(kind, score) < 1
