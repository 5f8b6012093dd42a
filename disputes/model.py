"""The trained classifier, read from a JSON file of plain numbers: no pickle, no numeric library."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt
from pathlib import Path

from disputes.features import Feature, find_piece_features, find_word_features
from models.errors import ModelMissing

MODEL_PATH = Path(__file__).with_name("model.json")
SUREST = 1e-9  # a probability is never nearer to 0 or 1: its log odds must be finite
FINDERS: dict[str, Callable[[str], Iterable[Feature]]] = {
    "words": find_word_features,
    "pieces": find_piece_features,
}


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of a softmax regression over TF-IDF features.

    Attributes:
        codes: In the order of the weights.
        bias: One per code.
        temperature: Divides the logits.
        slope: With the offset, bends the log odds of the likeliest code, so that its confidence is the share
            of cases that are right.
        offset: Added to the bent log odds.
        threshold: Below this confidence the classifier abstains.
        weights: Per kind of feature: feature to (idf, weight per code).
    """

    codes: tuple[str, ...]
    bias: tuple[float, ...]
    temperature: float
    slope: float
    offset: float
    threshold: float
    weights: dict[str, dict[str, tuple[float, tuple[float, ...]]]]

    def contributions(self, text: str) -> list[tuple[int, int, tuple[float, ...]]]:
        """What each occurrence of a known feature adds to the logit of each code, with its place."""
        found: list[tuple[int, int, tuple[float, ...]]] = []
        for kind, finder in FINDERS.items():
            known = self.weights[kind]
            places = [place for place in finder(text) if place[0] in known]
            counts = Counter(name for name, _, _ in places)
            values = {name: (1 + log(count)) * known[name][0] for name, count in counts.items()}
            norm = sqrt(sum(value * value for value in values.values()))
            for name, start, end in places:
                share = values[name] / norm / counts[name]
                found.append((start, end, tuple(share * weight for weight in known[name][1])))
        return found

    def confidences(self, text: str) -> dict[str, float]:
        """The calibrated probability of each code; they sum to one."""
        logits = list(self.bias)
        for _, _, shares in self.contributions(text):
            for at, share in enumerate(shares):
                logits[at] += share
        top = max(logits)
        powers = [exp((logit - top) / self.temperature) for logit in logits]
        bent = self._bend([power / sum(powers) for power in powers])
        return dict(zip(self.codes, bent, strict=True))

    def _bend(self, shares: list[float]) -> list[float]:
        """What the likeliest code gains or loses by calibration, the others lose or gain in proportion."""
        likeliest = shares.index(max(shares))
        top = min(max(shares[likeliest], SUREST), 1 - SUREST)
        bent = 1 / (1 + exp(-(self.slope * log(top / (1 - top)) + self.offset)))
        scaled = [share * (1 - bent) / (1 - top) for share in shares]
        scaled[likeliest] = bent
        return scaled


@lru_cache(maxsize=4)
def load_model(path: Path = MODEL_PATH) -> Model:
    """The model of a file that `disputes.train` wrote.

    Raises:
        ModelMissing: There is no such file.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelMissing(f"no dispute model at {path.name}: run `engross train` to make one") from error
    weights = {
        kind: {name: (idf, tuple(row)) for name, (idf, row) in rows.items()}
        for kind, rows in data["weights"].items()
    }
    return Model(
        codes=tuple(data["codes"]),
        bias=tuple(data["bias"]),
        temperature=data["temperature"],
        slope=data["slope"],
        offset=data["offset"],
        threshold=data["threshold"],
        weights=weights,
    )
