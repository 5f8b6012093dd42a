"""Why this code: the phrases of the message that speak for it or against it, word for word."""

from __future__ import annotations

from bisect import bisect_left

from disputes.features import find_words
from disputes.model import Model
from models.dispute import WeightedPhrase

MOST_PHRASES = 6
SMALLEST_WEIGHT = 0.02


def explain(text: str, code: str, *, model: Model) -> tuple[WeightedPhrase, ...]:
    """The strongest phrases first; each occurs verbatim in the message.

    A word's weight is what its features add to the code's logit, less their mean over all codes; that of
    a pair is shared by its two words. Neighbours that speak the same way are one phrase.
    """
    words = find_words(text)
    starts, ends = [start for start, _ in words], [end for _, end in words]
    weights = [0.0] * len(words)
    at = model.codes.index(code)
    for start, end, shares in model.contributions(text):
        first = bisect_left(ends, start + 1)
        last = max(bisect_left(starts, end), first + 1)
        if first >= len(words):
            continue
        speaks = (shares[at] - sum(shares) / len(shares)) / (last - first)
        for word in range(first, last):
            weights[word] += speaks
    phrases = _join(text, words, weights)
    return tuple(sorted(phrases, key=lambda phrase: (-abs(phrase.weight), phrase.phrase))[:MOST_PHRASES])


def _join(text: str, words: list[tuple[int, int]], weights: list[float]) -> list[WeightedPhrase]:
    runs: list[tuple[int, int, float]] = []
    gap = True
    for (start, end), weight in zip(words, weights, strict=True):
        if abs(weight) < SMALLEST_WEIGHT:
            gap = True
            continue
        near = bool(runs) and not gap and text[runs[-1][1] : start].isspace()
        if near and (runs[-1][2] > 0) == (weight > 0):
            runs[-1] = (runs[-1][0], end, runs[-1][2] + weight)
        else:
            runs.append((start, end, weight))
        gap = False
    best: dict[str, float] = {}
    for start, end, weight in runs:
        best[text[start:end]] = best.get(text[start:end], 0.0) + weight
    return [WeightedPhrase(phrase=phrase, weight=round(weight, 4)) for phrase, weight in best.items()]
