from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from disputes import CORPUS
from disputes.calibrate import CodeCalibration
from disputes.features import pieces_of, words_of
from disputes.learn import PIECE_MESSAGES, WORD_MESSAGES, fit, read_corpus, train
from disputes.model import MODEL_PATH, Model, load_model
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


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty messages of each of three codes."""
    folder = tmp_path_factory.mktemp("small") / "corpus"
    folder.mkdir()
    for code in ("DUP", "OTHER", "TAXFX"):
        rows = (CORPUS / f"{code}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / f"{code}.jsonl").write_text("".join(rows[:60]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def trained(corpus: Path) -> tuple[dict[str, Any], Path]:
    """The figures and the model of that corpus."""
    path = corpus.with_name("model.json")
    return train(corpus, path), path


def train_on_a_plainer_processor(corpus: Path, model_path: Path) -> None:
    """As `train`, without the wide instructions and the threads that this machine has."""
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    plain = {
        "NPY_DISABLE_CPU_FEATURES": " ".join(found),
        "OPENBLAS_CORETYPE": "Prescott",  # no such name on other architectures, which then changes nothing
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": str(CORPUS.parents[1]),
    }
    code = "import sys; from pathlib import Path; from disputes import train; train(*map(Path, sys.argv[1:]))"
    subprocess.run(
        [sys.executable, "-c", code, str(corpus), str(model_path)], env=os.environ | plain, check=True
    )


def rows_of(model: Model, kind: str) -> list[tuple[float, ...]]:
    return [(idf, *weights) for idf, weights in model.weights[kind].values()]


def test_the_same_corpus_gives_the_same_model_on_another_processor(
    corpus: Path, trained: tuple[dict[str, Any], Path], tmp_path: Path
) -> None:
    """Features and guesses are the same; floats may be a last digit apart, as libraries add them in another order."""
    here, there = trained[1], tmp_path / "model.json"
    train_on_a_plainer_processor(corpus, there)
    one, other = load_model(here), load_model(there)
    assert one.codes == other.codes
    assert one.threshold == other.threshold
    assert np.allclose([one.bias], [other.bias], rtol=0, atol=2e-6)
    trust = [(model.temperature, model.slope, model.offset) for model in (one, other)]
    assert np.allclose(trust[0], trust[1], rtol=0, atol=2e-4)
    for kind in ("words", "pieces"):
        assert list(one.weights[kind]) == list(other.weights[kind])
        assert np.allclose(rows_of(one, kind), rows_of(other, kind), rtol=0, atol=2e-4)
    figures = [json.loads(path.with_name("figures.json").read_bytes()) for path in (here, there)]
    guesses = [[(row[0], row[1], row[3]) for row in each["guesses"]] for each in figures]
    assert guesses[0] == guesses[1]


def test_the_figures_of_a_small_corpus_hold(trained: tuple[dict[str, Any], Path]) -> None:
    report = trained[0]
    assert report["messages"] == 180  # 60 of each of three
    assert "held_out" not in report  # that file stands beside the shipped corpus only
    assert report["accuracy"] > 0.7  # one in three by chance
    assert report["calibration_error"] < 0.15


def test_what_is_learnt_stands_in_so_many_messages_and_nothing_else_decides() -> None:
    """A count of messages cuts at the same place on every processor; a number of features would cut through ties."""
    texts = [row["text"] for row in read_corpus(CORPUS)]
    for kind, find, least in (("words", words_of, WORD_MESSAGES), ("pieces", pieces_of, PIECE_MESSAGES)):
        messages = Counter(name for text in texts for name in set(find(text)))
        assert set(load_model().weights[kind]) == {name for name, count in messages.items() if count >= least}


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
