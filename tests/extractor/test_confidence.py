from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.confidence import TABLE, Calibration, confidence_of, family, shipped

CURVE = Calibration(steps=((0.0, 0.5), (0.7, 0.8), (0.9, 0.95)), shifts={"/sure": 2.0, "/doubtful": -2.0})


def test_a_kind_is_a_pointer_without_indexes() -> None:
    assert family("/parties/0/name") == "/parties/name"
    assert family("/lines/12/milestones/3/amount") == "/lines/milestones/amount"
    assert family("/payment/net_days") == "/payment/net_days"


@pytest.mark.parametrize(
    ("score", "share"), [(-1.0, 0.5), (0.0, 0.5), (0.69, 0.5), (0.7, 0.8), (0.9, 0.95), (2.0, 0.95)]
)
def test_a_score_has_the_share_of_the_step_that_it_reaches(score: float, share: float) -> None:
    assert CURVE.confidence("/unknown", score) == share


def test_a_kind_shifts_the_odds() -> None:
    assert CURVE.confidence("/sure", 0.8) == round(1 / (1 + math.exp(-math.log(4) - 2)), 3)
    assert CURVE.confidence("/doubtful", 0.8) < 0.8 < CURVE.confidence("/sure", 0.8)


def test_the_table_is_read_as_it_is_written() -> None:
    table = json.loads(shipped().as_json())
    assert table == json.loads(TABLE.read_text(encoding="utf-8"))
    steps = [tuple(step) for step in table["steps"]]
    assert steps == sorted(steps)
    assert [share for _, share in steps] == sorted(share for _, share in steps)
    assert 0 < table["sure"] <= 1
    assert table["values"] > table["documents"] > 0


@given(st.text(max_size=20), st.floats(-1, 2))
def test_confidence_is_a_share(kind: str, score: float) -> None:
    assert 0 < confidence_of(kind, score) < 1
