"""Learns the codes from a folder of messages, and says how well by nested cross-validation."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion

from disputes.calibrate import CodeCalibration, Codes, Labels, Numbers, calibrate, choose_threshold
from disputes.card import write_card
from disputes.features import pieces_of, words_of
from disputes.figures import Guesses, figures_of

FOLDS = 10
INNER_FOLDS = 5
SEED = 20_240_601
STRENGTH = 12.0  # inverse regularisation; the settings tried and their figures are in the model card
WORD_MESSAGES = 2
PIECE_MESSAGES = 4
"""In how many messages a feature must stand to be learnt: a count, so that none ties for the last place."""
DIGITS = 6
HELD_OUT = (
    "held_out.jsonl"  # beside the corpus folder: written after the settings were fixed, never learnt from
)


def read_corpus(folder: Path) -> list[dict[str, Any]]:
    """The corpus rows of every code, in the order of the file names."""
    return [row for path in sorted(folder.glob("*.jsonl")) for row in read_rows(path)]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of one file of messages; none where there is no such file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def train(corpus: Path, model_path: Path) -> dict[str, Any]:
    """Write the model, its figures and its card; return the figures.

    The same corpus gives the same features on any processor, and the same weights to the last digit or one
    beside it: libraries add floats in an order that depends on the processor. The figures file keeps what was
    guessed of each message without having learnt from it, so that they can be checked.
    """
    rows = read_corpus(corpus)
    texts, labels = [row["text"] for row in rows], np.array([row["code"] for row in rows])
    guesses, logits, codes = _guess_unseen(texts, labels)
    calibration = calibrate(logits, labels, codes)
    threshold = choose_threshold(calibration.probabilities(logits), labels, codes)
    vectorizer, classifier = fit(texts, labels)
    model = {
        "corpus_sha256": hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest(),
        "codes": list(codes),
        "bias": [round(float(value), DIGITS) for value in classifier.intercept_],
        "temperature": calibration.temperature,
        "slope": calibration.slope,
        "offset": calibration.offset,
        "threshold": threshold,
        "weights": _weights(vectorizer, classifier),
    }
    _write_json(model_path, model)
    report = {"messages": len(rows), "threshold": threshold, **figures_of(guesses, labels, codes)}
    unseen = read_rows(corpus.parent / HELD_OUT)
    if unseen:
        report["held_out"] = _figures_of_unseen(unseen, (vectorizer, classifier), (calibration, threshold))
    kept = [[row["id"], *guess] for row, guess in zip(rows, guesses.rows(codes), strict=True)]
    _write_json(model_path.with_name("figures.json"), report | {"guesses": kept})
    write_card(report, model_path.with_name("MODEL_CARD.md"))
    return report


def fit(texts: list[str], labels: Labels) -> tuple[FeatureUnion, LogisticRegression]:
    """The vectorizer and the classifier that scikit-learn fits to the messages."""
    words = TfidfVectorizer(analyzer=words_of, sublinear_tf=True, min_df=WORD_MESSAGES)
    pieces = TfidfVectorizer(analyzer=pieces_of, sublinear_tf=True, min_df=PIECE_MESSAGES)
    vectorizer = FeatureUnion([("words", words), ("pieces", pieces)])
    classifier = LogisticRegression(C=STRENGTH, max_iter=2_000)
    classifier.fit(vectorizer.fit_transform(texts), labels)
    return vectorizer, classifier


def _guess_unseen(texts: list[str], labels: Labels) -> tuple[Guesses, Numbers, Codes]:
    """What is guessed of each message by a model, calibration and threshold that never saw it."""
    codes = tuple(str(code) for code in np.unique(labels))
    logits = np.zeros((len(texts), len(codes)))
    guesses = Guesses.none_yet(len(texts), len(codes))
    for learn, hold in _folds(labels, FOLDS):
        known, known_labels = [texts[at] for at in learn], labels[learn]
        inner = _inner_logits(known, known_labels, len(codes))
        calibration = calibrate(inner, known_labels, codes)
        threshold = choose_threshold(calibration.probabilities(inner), known_labels, codes)
        logits[hold] = _logits(known, known_labels, [texts[at] for at in hold])
        guesses.put(hold, logits[hold], calibration=calibration, threshold=threshold)
    return guesses, logits, codes


def _inner_logits(texts: list[str], labels: Labels, width: int) -> Numbers:
    logits = np.zeros((len(texts), width))
    for learn, hold in _folds(labels, INNER_FOLDS):
        logits[hold] = _logits([texts[at] for at in learn], labels[learn], [texts[at] for at in hold])
    return logits


def _logits(texts: list[str], labels: Labels, unseen: list[str]) -> Numbers:
    vectorizer, classifier = fit(texts, labels)
    logits: Numbers = classifier.decision_function(vectorizer.transform(unseen))
    return logits


def _folds(labels: Labels, count: int) -> list[tuple[Any, Any]]:
    splitter = StratifiedKFold(n_splits=count, shuffle=True, random_state=SEED)
    return list(splitter.split(np.zeros(len(labels)), labels))


def _figures_of_unseen(
    rows: list[dict[str, Any]],
    fitted: tuple[FeatureUnion, LogisticRegression],
    trust: tuple[CodeCalibration, float],
) -> dict[str, Any]:
    """The figures on messages that were written after all settings were fixed."""
    vectorizer, classifier = fitted
    codes = tuple(str(code) for code in classifier.classes_)
    logits: Numbers = classifier.decision_function(vectorizer.transform([row["text"] for row in rows]))
    guesses = Guesses.none_yet(len(rows), len(codes))
    guesses.put(np.arange(len(rows)), logits, calibration=trust[0], threshold=trust[1])
    return {"messages": len(rows), **figures_of(guesses, np.array([row["code"] for row in rows]), codes)}


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


def _write_json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
