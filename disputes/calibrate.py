"""How far a guess can be trusted: logits to probabilities, and below which of them no code is given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

PRECISION = 0.8  # of the messages that get a code, the share that must be right
BINS = 10
Numbers = NDArray[np.float64]
Labels = NDArray[np.str_]
Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeCalibration:
    """Turns logits into probabilities, in two steps.

    Attributes:
        temperature: Divides the logits before the softmax.
        slope: With the offset, bends the likeliest code's log odds to the share of cases that are right: the
            softmax alone is too sure of plain messages and too unsure of the others.
        offset: Added to the bent log odds.
    """

    temperature: float
    slope: float = 1.0
    offset: float = 0.0

    def probabilities(self, logits: Numbers) -> Numbers:
        """The probability of each code, a row per message; what the likeliest gains the others lose."""
        shares = _softmax(logits, self.temperature)
        likeliest = np.arange(len(shares)), shares.argmax(axis=1)
        top = np.clip(shares[likeliest], 1e-9, 1 - 1e-9)
        bent = 1 / (1 + np.exp(-(self.slope * np.log(top / (1 - top)) + self.offset)))
        shares *= ((1 - bent) / (1 - top))[:, np.newaxis]
        shares[likeliest] = bent
        return shares


UNCALIBRATED = CodeCalibration(temperature=1.0)


def calibrate(logits: Numbers, labels: Labels, codes: Codes) -> CodeCalibration:
    """The calibration that fits how often out-of-fold logits are right; rounded as it is stored."""
    truth = np.searchsorted(np.array(codes), labels)

    def loss(temperature: float) -> float:
        shares = _softmax(logits, temperature)[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(shares, 1e-12)).mean())

    temperature = float(minimize_scalar(loss, bounds=(0.1, 5.0), method="bounded").x)
    top = np.clip(_softmax(logits, temperature).max(axis=1), 1e-9, 1 - 1e-9)
    fitted = LogisticRegression(C=1e6).fit(
        np.log(top / (1 - top))[:, np.newaxis], is_right(logits, labels, codes).astype(int)
    )
    return CodeCalibration(
        temperature=round(temperature, 4),
        slope=round(float(fitted.coef_[0, 0]), 4),
        offset=round(float(fitted.intercept_[0]), 4),
    )


def choose_threshold(probabilities: Numbers, labels: Labels, codes: Codes) -> float:
    """The lowest confidence, in steps of 0.01, from which the codes given are precise enough."""
    right, disputed = is_right(probabilities, labels, codes), best(probabilities, codes) != "OTHER"
    top = probabilities.max(axis=1)
    for step in range(5, 96):
        given = disputed & (top >= step / 100)
        if given.any() and right[given].mean() >= PRECISION:
            return step / 100
    return 0.96


def best(scores: Numbers, codes: Codes) -> Labels:
    """The likeliest code of each row."""
    names: Labels = np.array(codes)[scores.argmax(axis=1)]
    return names


def is_right(scores: Numbers, labels: Labels, codes: Codes) -> NDArray[np.bool_]:
    """Whether the likeliest code of each row is the true one."""
    right: NDArray[np.bool_] = best(scores, codes) == labels
    return right


def calibration_error(confidence: Numbers, right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten equal bins."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        (bins == at).mean() * abs(confidence[bins == at].mean() - right[bins == at].mean())
        for at in range(BINS)
        if (bins == at).any()
    ]
    return float(sum(gaps))


def _softmax(logits: Numbers, temperature: float) -> Numbers:
    powers: Numbers = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    shares: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return shares
