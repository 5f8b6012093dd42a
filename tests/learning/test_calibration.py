from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.calibration import (
    Judged,
    Value,
    calibration_error,
    coverage,
    cross_fit,
    fit,
    reliability,
    sure_from,
)


def values(kinds: dict[str, float], *, count: int = 2_000, seed: int = 1) -> list[Value]:
    """Values of kinds that are right that often, whatever their score, ten to a document."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    made = []
    for number in range(count):
        kind = chance.choice(sorted(kinds))
        right = chance.random() < kinds[kind]
        made.append(Value(f"d{number // 10}", kind, kind, chance.choice((0.6, 0.8, 0.9)), right))
    return made


def judged(*pairs: tuple[float, bool]) -> list[Judged]:
    return [Judged("d", "f", confidence, right) for confidence, right in pairs]


def test_each_kind_gets_its_own_share() -> None:
    calibration = fit(values({"/good": 0.99, "/poor": 0.6}))
    assert calibration.confidence("/good", 0.8) == pytest.approx(0.99, abs=0.02)
    assert calibration.confidence("/poor", 0.8) == pytest.approx(0.6, abs=0.05)
    assert (calibration.documents, calibration.values) == (200, 2_000)


def test_a_kind_of_few_values_stays_near_the_share_of_all() -> None:
    rare = [Value("x", "/rare", "/rare", 0.8, right=False)]
    calibration = fit([*values({"/good": 0.95}), *rare])
    assert 0.6 < calibration.confidence("/rare", 0.8) < 0.95


def test_a_better_score_never_means_less() -> None:
    worse = [Value("a", "/k", "/k", 0.9, right=number % 2 == 0) for number in range(100)]
    better = [Value("b", "/k", "/k", 0.6, right=True) for _ in range(100)]
    calibration = fit([*worse, *better])
    assert calibration.confidence("/k", 0.6) <= calibration.confidence("/k", 0.9)


def test_confidences_of_documents_held_out_mean_what_they_say() -> None:
    held_out = cross_fit(values({"/good": 0.97, "/fair": 0.85, "/poor": 0.6}))
    assert len(held_out) == 2_000
    assert calibration_error(held_out) < 0.03


def test_a_document_is_never_in_its_own_fit() -> None:
    """Right in one document and wrong in all others: a fit that had seen the one would be surer of it."""
    odd = [Value("odd", "/k", "/k", 0.8, right=True) for _ in range(50)]
    others = [Value(f"d{n}", "/k", "/k", 0.8, right=False) for n in range(50)]
    held_out = cross_fit([*odd, *others])
    assert all(one.confidence < 0.1 for one in held_out if one.document == "odd")


def test_sure_is_the_least_confidence_that_keeps_the_precision() -> None:
    found = judged((0.9, True), (0.8, True), (0.7, False), (0.6, True))
    assert sure_from(found, precision=1.0) == 0.8
    assert sure_from(found, precision=0.75) == 0.6
    assert sure_from(judged((0.9, False)), precision=0.5) == 1.0
    assert coverage(found, precision=1.0) == 0.5
    assert coverage(judged((0.9, False))) == 0.0
    assert coverage([]) == 0.0


def test_values_of_one_confidence_stand_or_fall_together() -> None:
    found = judged((0.9, True), (0.9, True), (0.9, False))
    assert sure_from(found, precision=1.0) == 1.0


def test_a_reliability_row_has_its_interval() -> None:
    (row,) = reliability(judged(*[(0.95, True)] * 9, (0.95, False)))
    assert row.confidence == pytest.approx(0.95)
    assert (row.values, row.share) == (10, 0.9)
    assert (round(row.low, 3), round(row.high, 3)) == (0.596, 0.982)  # Wilson, 9 of 10
    assert calibration_error(judged((0.95, True), (0.95, False))) == pytest.approx(0.45)


@given(st.lists(st.tuples(st.floats(0.0, 1.0), st.booleans()), max_size=40))
def test_coverage_is_of_values_that_are_right_often_enough(pairs: list[tuple[float, bool]]) -> None:
    found = judged(*pairs)
    threshold = sure_from(found, precision=0.9)
    taken = [one for one in found if one.confidence >= threshold]
    if coverage(found, precision=0.9):
        assert sum(one.right for one in taken) / len(taken) >= 0.9
