"""How sure extraction may be: confidences fitted on labelled contracts, and judged on contracts kept apart.

A value has a kind (its term) and a score (its finder's). Fitted are the log-odds of being right as a line in
the score: one for all kinds, and one for each kind, drawn towards that. Every figure that is published is of
values of documents that the fit had not seen: documents are dealt into folds, never values.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

from extractor.settle.confidence import MIDDLE, ValueCalibration

Line = tuple[float, float]

FOLDS = 5
SURE = 0.98
"""Precision that values taken without a person's look must have."""
_WIDE = (100.0, 100.0)
_NARROW = (2.0, 5.0)
"""Variances of level and rise around the line that they are drawn towards: for all kinds, for one."""
_GUESS = (2.0, 5.0)
_NEWTON_STEPS = 40
_STEP = 2.0
_MOST_LEVEL = 8.0
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


def fit(values: Sequence[Value]) -> ValueCalibration:
    """The lines; `sure` is the least confidence from which on values were right often enough.

    That threshold is taken where documents are held out, so that the fit does not flatter itself.
    """
    return ValueCalibration(
        *_lines(values),
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
        fitted = ValueCalibration(*_lines(others))
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


def _lines(values: Sequence[Value]) -> tuple[Line, dict[str, Line]]:
    """The line of all kinds, and that of each."""
    by_kind: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for value in values:
        by_kind[value.kind].append((value.score - MIDDLE, value.right))
    everything = [point for points in by_kind.values() for point in points]
    general = _line(everything, towards=_GUESS, variances=_WIDE)
    return general, {
        kind: _line(points, towards=general, variances=_NARROW) for kind, points in sorted(by_kind.items())
    }


def _line(points: Sequence[tuple[float, bool]], *, towards: Line, variances: Line) -> Line:
    """The likeliest level and rise of the log-odds under a normal prior; a better score never means less."""
    level, rise = towards
    for _ in range(_NEWTON_STEPS):
        slopes = [(towards[0] - level) / variances[0], (towards[1] - rise) / variances[1]]
        bends = [1 / variances[0], 0.0, 1 / variances[1]]
        for score, right in points:
            chance = 1 / (1 + math.exp(-level - rise * score))
            weight = chance * (1 - chance)
            slopes[0] += right - chance
            slopes[1] += (right - chance) * score
            bends[0] += weight
            bends[1] += weight * score
            bends[2] += weight * score * score
        whole = bends[0] * bends[2] - bends[1] ** 2
        step = (bends[2] * slopes[0] - bends[1] * slopes[1]) / whole
        turn = (bends[0] * slopes[1] - bends[1] * slopes[0]) / whole
        level = _within(level + _within(step, _STEP), _MOST_LEVEL)
        rise = max(rise + _within(turn, _STEP), 0.0)
    return round(level, 4), round(rise, 4)


def _within(value: float, bound: float) -> float:
    return max(min(value, bound), -bound)
