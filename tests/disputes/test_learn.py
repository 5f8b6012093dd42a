from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from disputes import CORPUS
from disputes.calibrate import CodeCalibration
from disputes.learn import fit, read_corpus, train
from disputes.model import MODEL_PATH, load_model
from models.errors import ModelMissing

CARD = MODEL_PATH.with_name("MODEL_CARD.md")


def test_plain_arithmetic_gives_the_probabilities_of_scikit_learn() -> None:
    rows = read_corpus(CORPUS)
    texts = [row["text"] for row in rows]
    vectorizer, classifier = fit(texts, np.array([row["code"] for row in rows]))
    model = load_model()
    sample = texts[::90]
    logits = classifier.decision_function(vectorizer.transform(sample))
    trust = CodeCalibration(temperature=model.temperature, slope=model.slope, offset=model.offset)
    found = [list(model.confidences(text).values()) for text in sample]
    assert np.allclose(found, trust.probabilities(logits), atol=1e-3)


def test_the_same_corpus_gives_the_same_model_and_figures_that_hold(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for code in ("DUP", "OTHER", "TAXFX"):
        rows = (CORPUS / f"{code}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        (corpus / f"{code}.jsonl").write_text("".join(rows[:60]), encoding="utf-8")
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    report = train(corpus, first)
    assert train(corpus, second) == report
    assert first.read_bytes() == second.read_bytes()
    assert report["messages"] == 180  # 60 of each of three
    assert "held_out" not in report  # that file stands beside the shipped corpus only
    assert report["accuracy"] > 0.7  # one in three by chance
    assert report["calibration_error"] < 0.15


def test_the_shipped_model_is_of_the_shipped_corpus() -> None:
    rows = json.dumps(read_corpus(CORPUS), sort_keys=True).encode()
    shipped = json.loads(MODEL_PATH.read_text(encoding="utf-8"))
    assert shipped["corpus_sha256"] == hashlib.sha256(rows).hexdigest()


def test_the_shipped_model_is_small_and_its_card_names_its_threshold() -> None:
    assert MODEL_PATH.stat().st_size < 3_000_000
    threshold = json.loads(MODEL_PATH.read_text(encoding="utf-8"))["threshold"]
    assert f"Below a confidence of {threshold} " in CARD.read_text(encoding="utf-8")


def test_without_a_model_the_error_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="engross train"):
        load_model(tmp_path / "none.json")
