"""Learns the codes from a folder of messages, and says how well by cross-validation."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion

from disputes.card import write_card
from disputes.concepts import concepts_of
from disputes.features import pieces_of, words_of

FOLDS = 10
SEED = 20_240_601
STRENGTH = 12.0  # inverse regularisation; 3, 12 and 40 cross-validate within a point of each other
PRECISION = 0.8  # of the messages that get a code, the share that must be right
DIGITS = 6
Numbers = NDArray[np.float64]
Labels = NDArray[np.str_]


def read_corpus(folder: Path) -> list[dict[str, Any]]:
    """The corpus rows of every code, in the order of the file names."""
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def train(corpus: Path, model_path: Path) -> dict[str, Any]:
    """Write the model and its card; return the cross-validated figures.

    The same corpus gives the same model, byte for byte, on the same versions of the libraries.
    """
    rows = read_corpus(corpus)
    texts, labels = [row["text"] for row in rows], np.array([row["code"] for row in rows])
    logits, codes = _held_out_logits(texts, labels)
    temperature = _fit_temperature(logits, labels, codes)
    confidences = _softmax(logits, temperature)
    threshold = _choose_threshold(confidences, labels, codes)
    report = {
        "messages": len(rows),
        "temperature": round(temperature, 4),
        "threshold": threshold,
        **_figures(logits, labels, codes),
    }
    vectorizer, classifier = fit(texts, labels)
    model = {
        "corpus_sha256": hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest(),
        "codes": list(codes),
        "bias": [round(float(value), DIGITS) for value in classifier.intercept_],
        "temperature": round(temperature, 4),
        "threshold": threshold,
        "weights": _weights(vectorizer, classifier),
    }
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    model_path.write_text(text + "\n", encoding="utf-8")
    write_card(report, model_path.with_name("MODEL_CARD.md"))
    return report


def fit(texts: list[str], labels: Labels) -> tuple[FeatureUnion, LogisticRegression]:
    """The vectorizer and the classifier that scikit-learn fits to the messages."""
    words = TfidfVectorizer(analyzer=words_of, sublinear_tf=True, min_df=2)
    pieces = TfidfVectorizer(analyzer=pieces_of, sublinear_tf=True, min_df=4, max_features=6_000)
    concepts = TfidfVectorizer(analyzer=concepts_of, sublinear_tf=True)
    parts = [("words", words), ("pieces", pieces), ("concepts", concepts)]
    vectorizer = FeatureUnion(parts)
    classifier = LogisticRegression(C=STRENGTH, max_iter=2_000)
    classifier.fit(vectorizer.fit_transform(texts), labels)
    return vectorizer, classifier


def _held_out_logits(texts: list[str], labels: Labels) -> tuple[Numbers, tuple[str, ...]]:
    codes = tuple(str(code) for code in np.unique(labels))
    logits = np.zeros((len(texts), len(codes)))
    for learn, hold in _folds(labels):
        vectorizer, classifier = fit([texts[at] for at in learn], labels[learn])
        logits[hold] = classifier.decision_function(vectorizer.transform([texts[at] for at in hold]))
    return logits, codes


def _folds(labels: Labels) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    splitter = StratifiedKFold(n_splits=FOLDS, shuffle=True, random_state=SEED)
    return list(splitter.split(np.zeros(len(labels)), labels))


def _softmax(logits: Numbers, temperature: float) -> Numbers:
    powers: Numbers = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    shares: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _fit_temperature(logits: Numbers, labels: Labels, codes: tuple[str, ...]) -> float:
    truth = np.searchsorted(np.array(codes), labels)

    def loss(temperature: float) -> float:
        shares = _softmax(logits, temperature)[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(shares, 1e-12)).mean())

    return float(minimize_scalar(loss, bounds=(0.1, 5.0), method="bounded").x)


def _choose_threshold(confidences: Numbers, labels: Labels, codes: tuple[str, ...]) -> float:
    """The lowest confidence, in steps of 0.01, from which the codes given are precise enough."""
    right, disputed = _right(confidences, labels, codes), _names(confidences, codes) != "OTHER"
    top = confidences.max(axis=1)
    for step in range(5, 96):
        given = disputed & (top >= step / 100)
        if given.any() and right[given].mean() >= PRECISION:
            return step / 100
    return 0.96


def _names(scores: Numbers, codes: tuple[str, ...]) -> Labels:
    names: Labels = np.array(codes)[scores.argmax(axis=1)]
    return names


def _right(scores: Numbers, labels: Labels, codes: tuple[str, ...]) -> NDArray[np.bool_]:
    right: NDArray[np.bool_] = _names(scores, codes) == labels
    return right


def _figures(logits: Numbers, labels: Labels, codes: tuple[str, ...]) -> dict[str, Any]:
    """Held-out figures; each fold is calibrated and cut off by what the other folds show."""
    confidences, given = np.zeros_like(logits), np.zeros(len(labels), dtype=bool)
    for others, hold in _folds(labels):
        temperature = _fit_temperature(logits[others], labels[others], codes)
        confidences[hold] = _softmax(logits[hold], temperature)
        threshold = _choose_threshold(_softmax(logits[others], temperature), labels[others], codes)
        given[hold] = confidences[hold].max(axis=1) >= threshold
    names, right = _names(logits, codes), _right(logits, labels, codes)
    given &= names != "OTHER"
    scores = f1_score(labels, names, labels=list(codes), average=None)
    return {
        "accuracy": round(float(right.mean()), 4),
        "macro_f1": round(float(scores.mean()), 4),
        "f1": {code: round(float(score), 4) for code, score in zip(codes, scores, strict=True)},
        "coverage": round(float(given[labels != "OTHER"].mean()), 4),
        "precision": round(float(right[given].mean()), 4),
        "other_abstained": round(float((~given)[labels == "OTHER"].mean()), 4),
        "calibration_error": round(_calibration_error(confidences.max(axis=1), right), 4),
        "calibration_error_uncalibrated": round(
            _calibration_error(_softmax(logits, 1.0).max(axis=1), right), 4
        ),
    }


def _calibration_error(confidence: Numbers, right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten equal bins."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    gaps = [
        (bins == at).mean() * abs(confidence[bins == at].mean() - right[bins == at].mean())
        for at in range(10)
        if (bins == at).any()
    ]
    return float(sum(gaps))


def _weights(vectorizer: FeatureUnion, classifier: LogisticRegression) -> dict[str, Any]:
    found: dict[str, Any] = {}
    start = 0
    for kind, part in vectorizer.transformer_list:
        names = part.get_feature_names_out()
        columns = classifier.coef_[:, start : start + len(names)].T
        found[kind] = {
            str(name): [round(float(idf), DIGITS), [round(float(weight), 4) for weight in row]]
            for name, idf, row in zip(names, part.idf_, columns, strict=True)
        }
        start += len(names)
    return found
