"""How sure extraction may be: confidences fitted on labelled contracts, and judged on contracts kept apart.

A value has a kind (its term) and a score (its finder's). Fitted are one rising curve of the score over all
kinds, and for each kind a shift of its log-odds, drawn towards none. Every figure that is published is of
values of documents that the fit had not seen: documents are dealt into folds, never values.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

from extractor.confidence import Calibration

FOLDS = 5
SURE = 0.98
"""Precision that values taken without a person's look must have."""
_SHIFT_VARIANCE = 0.6
_FEWEST_IN_A_STEP = 25
_PRIOR_WEIGHT = 4.0
_PRIOR = 0.8
_NEWTON_STEPS = 25
_BINS = 10
_NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a label judges.

    Attributes:
        document: The contract's name.
        field: The field's name in reports.
        kind: What its confidence is looked up by, with `score`.
        score: Its finder's, from 0 to 1.
        right: Whether the label agrees.
    """

    document: str
    field: str
    kind: str
    score: float
    right: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A value with the confidence that was given to it."""

    document: str
    field: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """One row of a reliability table.

    Attributes:
        values: How many have a confidence in it.
        confidence: Their mean confidence.
        share: The share that is right.
        low: Lower end of the 95 % interval of that share (Wilson).
        high: Upper end.
    """

    values: int
    confidence: float
    share: float
    low: float
    high: float


def fit(values: Sequence[Value]) -> Calibration:
    """The curve and the shifts; `sure` is the least confidence from which on values were right often enough.

    That threshold is taken where documents are held out, so that the fit does not flatter itself.
    """
    return Calibration(
        steps=_curve(values),
        shifts=_shifts(values),
        sure=sure_from(cross_fit(values)),
        documents=len({value.document for value in values}),
        values=len(values),
    )


def cross_fit(values: Sequence[Value], *, folds: int = FOLDS) -> list[Judged]:
    """Each value with the confidence of a fit on the other folds' documents."""
    by_fold: dict[int, list[Value]] = defaultdict(list)
    for value in values:
        by_fold[crc32(value.document.encode()) % folds].append(value)
    judged = []
    for fold, held_out in sorted(by_fold.items()):
        others = [value for other, found in by_fold.items() if other != fold for value in found]
        fitted = Calibration(steps=_curve(others), shifts=_shifts(others))
        judged += [
            Judged(value.document, value.field, fitted.confidence(value.kind, value.score), value.right)
            for value in held_out
        ]
    return judged


def sure_from(judged: Sequence[Judged], *, precision: float = SURE) -> float:
    """The least confidence from which on values are right that often; 1 where there is none."""
    ranked = sorted(judged, key=lambda one: -one.confidence)
    threshold, right = 1.0, 0
    for number, one in enumerate(ranked, 1):
        right += one.right
        ends_a_tie = number == len(ranked) or ranked[number].confidence < one.confidence
        if ends_a_tie and right / number >= precision:
            threshold = one.confidence
    return threshold


def coverage(judged: Sequence[Judged], *, precision: float = SURE) -> float:
    """The share of values that the confidences set apart at that precision."""
    threshold = sure_from(judged, precision=precision)
    taken = [one for one in judged if one.confidence >= threshold]
    kept = taken and sum(one.right for one in taken) / len(taken) >= precision
    return len(taken) / len(judged) if kept else 0.0


def reliability(judged: Iterable[Judged]) -> list[Bin]:
    """Values by confidence in tenths, with what they were worth."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        bins[min(int(one.confidence * _BINS), _BINS - 1)].append(one)
    return [_bin(found) for _, found in sorted(bins.items())]


def calibration_error(judged: Sequence[Judged]) -> float:
    """The mean distance between confidence and share of right values over the bins, by their weight."""
    distances = [abs(row.confidence - row.share) * row.values for row in reliability(judged)]
    return sum(distances) / len(judged) if judged else 0.0


def _bin(found: Sequence[Judged]) -> Bin:
    count, right = len(found), sum(one.right for one in found)
    share, square = right / count, _NORMAL_95**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    spread = math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    half = _NORMAL_95 * spread / (1 + square / count)
    confidence = sum(one.confidence for one in found) / count
    return Bin(count, confidence, share, max(middle - half, 0.0), min(middle + half, 1.0))


def _curve(values: Sequence[Value]) -> tuple[tuple[float, float], ...]:
    """Steps (least score, share right), rising: pooled where a better score did worse."""
    pools: list[_Pool] = []
    for value in sorted(values, key=lambda value: value.score):
        if not pools or (pools[-1].count >= _FEWEST_IN_A_STEP and value.score > pools[-1].last):
            pools.append(_Pool(value.score, value.score))
        pools[-1].add(value)
        while len(pools) > 1 and pools[-1].share < pools[-2].share:
            pools[-2].swallow(pools.pop())
    return tuple((round(pool.low, 4), round(pool.share, 4)) for pool in pools) or ((0.0, _PRIOR),)


@dataclass(slots=True)
class _Pool:
    """Values of neighbouring scores, and a few that never were, so that no share is 0 or 1."""

    low: float
    last: float
    right: float = _PRIOR * _PRIOR_WEIGHT
    count: float = _PRIOR_WEIGHT

    @property
    def share(self) -> float:
        return self.right / self.count

    def add(self, value: Value) -> None:
        self.right += value.right
        self.count += 1
        self.last = value.score

    def swallow(self, better: _Pool) -> None:
        self.right += better.right - _PRIOR * _PRIOR_WEIGHT
        self.count += better.count - _PRIOR_WEIGHT
        self.last = better.last


def _shifts(values: Sequence[Value]) -> dict[str, float]:
    curve = Calibration(steps=_curve(values))
    by_kind: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for value in values:
        share = curve.confidence(value.kind, value.score)
        by_kind[value.kind].append((math.log(share / (1 - share)), value.right))
    return {kind: round(_shift(found), 4) for kind, found in sorted(by_kind.items())}


def _shift(found: Sequence[tuple[float, bool]]) -> float:
    """The likeliest shift of the log-odds under a normal prior around none."""
    shift = 0.0
    for _ in range(_NEWTON_STEPS):
        chances = [1 / (1 + math.exp(-odds - shift)) for odds, _ in found]
        slope = sum(right - chance for (_, right), chance in zip(found, chances, strict=True))
        bend = sum(chance * (1 - chance) for chance in chances) + 1 / _SHIFT_VARIANCE
        shift += (slope - shift / _SHIFT_VARIANCE) / bend
    return shift
