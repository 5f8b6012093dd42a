"""How well the classifier did on messages that it had not learnt from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from disputes.calibrate import (
    UNCALIBRATED,
    CodeCalibration,
    Codes,
    Labels,
    Numbers,
    best,
    calibration_error,
    is_right,
)


@dataclass(frozen=True, slots=True)
class Guesses:
    """A row per message: raw logits, calibrated probabilities, and whether they reach the threshold."""

    logits: Numbers
    probabilities: Numbers
    reaches: NDArray[np.bool_]

    @classmethod
    def none_yet(cls, messages: int, codes: int) -> Guesses:
        """Room for so many messages."""
        shape = (messages, codes)
        return cls(np.zeros(shape), np.zeros(shape), np.zeros(messages, dtype=bool))

    def put(self, at: Any, logits: Numbers, *, calibration: CodeCalibration, threshold: float) -> None:
        """Keep what was guessed of the messages at these rows."""
        self.logits[at] = logits
        self.probabilities[at] = calibration.probabilities(logits)
        self.reaches[at] = self.probabilities[at].max(axis=1) >= threshold

    def rows(self, codes: Codes) -> list[tuple[str, float, bool]]:
        """Code guessed, confidence, and whether it would be given rather than withheld."""
        names, tops = best(self.logits, codes), self.probabilities.max(axis=1)
        return [
            (str(name), round(float(top), 4), bool(reaches and name != "OTHER"))
            for name, top, reaches in zip(names, tops, self.reaches, strict=True)
        ]


def figures_of(guesses: Guesses, labels: Labels, codes: Codes) -> dict[str, Any]:
    """Accuracy, F1, coverage, precision and calibration error, rounded to four places."""
    names, right = best(guesses.logits, codes), is_right(guesses.logits, labels, codes)
    given = guesses.reaches & (names != "OTHER")
    scores = f1_score(labels, names, labels=list(codes), average=None, zero_division=0.0)
    raw = UNCALIBRATED.probabilities(guesses.logits).max(axis=1)
    return {
        "accuracy": _share(right),
        "macro_f1": round(float(scores.mean()), 4),
        "coverage": _share(given[labels != "OTHER"]),
        "precision": _share(right[given]),
        "other_abstained": _share(~given[labels == "OTHER"]),
        "calibration_error": round(calibration_error(guesses.probabilities.max(axis=1), right), 4),
        "calibration_error_uncalibrated": round(calibration_error(raw, right), 4),
        "f1": {code: round(float(score), 4) for code, score in zip(codes, scores, strict=True)},
    }


def _share(hits: NDArray[np.bool_]) -> float:
    """The share that is true; nothing at all counts as 0."""
    return round(float(hits.mean()), 4) if len(hits) else 0.0
