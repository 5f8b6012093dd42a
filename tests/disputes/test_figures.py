from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from disputes import CORPUS
from disputes.calibrate import CodeCalibration, calibrate, calibration_error, choose_threshold
from disputes.learn import read_corpus
from disputes.model import MODEL_PATH

FIGURES: dict[str, Any] = json.loads(MODEL_PATH.with_name("figures.json").read_text(encoding="utf-8"))
CODES = {row["id"]: row["code"] for row in read_corpus(CORPUS)}
CARD: Path = MODEL_PATH.with_name("MODEL_CARD.md")


def test_every_message_was_guessed_once_without_having_been_learnt_from() -> None:
    assert [guess[0] for guess in FIGURES["guesses"]] == list(CODES)


def test_the_stated_figures_follow_from_the_guesses() -> None:
    right = [CODES[at] == code for at, code, _, _ in FIGURES["guesses"]]
    given = [is_given for *_, is_given in FIGURES["guesses"]]
    disputes = [is_given for at, _, _, is_given in FIGURES["guesses"] if CODES[at] != "OTHER"]
    precise = [is_right for is_right, is_given in zip(right, given, strict=True) if is_given]
    assert FIGURES["accuracy"] == pytest.approx(sum(right) / len(right), abs=1e-4)
    assert FIGURES["coverage"] == pytest.approx(sum(disputes) / len(disputes), abs=1e-4)
    assert FIGURES["precision"] == pytest.approx(sum(precise) / len(precise), abs=1e-4)


def test_confidence_is_the_share_that_is_right() -> None:
    confidence = np.array([guess[2] for guess in FIGURES["guesses"]])
    right = np.array([CODES[guess[0]] == guess[1] for guess in FIGURES["guesses"]])
    assert calibration_error(confidence, right) < 0.05
    assert FIGURES["calibration_error"] < FIGURES["calibration_error_uncalibrated"]


def test_the_shipped_model_is_as_good_as_it_was() -> None:
    assert FIGURES["accuracy"] >= 0.6
    assert FIGURES["precision"] >= 0.78
    assert FIGURES["coverage"] >= 0.44
    assert FIGURES["other_abstained"] >= 0.88
    assert min(FIGURES["f1"].values()) >= 0.42
    assert FIGURES["held_out"]["accuracy"] >= 0.6
    assert FIGURES["held_out"]["precision"] >= 0.8


def test_the_card_states_the_figures() -> None:
    card = CARD.read_text(encoding="utf-8")
    for key in ("messages", "accuracy", "precision", "coverage", "calibration_error"):
        assert f"| {FIGURES[key]} | {FIGURES['held_out'][key]} |" in card


def test_calibration_keeps_the_order_of_codes_and_sums_to_one() -> None:
    logits = np.array([[2.0, 0.5, -1.0], [0.1, 0.3, 0.2]])
    found = CodeCalibration(temperature=1.5, slope=0.8, offset=0.1).probabilities(logits)
    assert found.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert found.argsort(axis=1).tolist() == logits.argsort(axis=1).tolist()


def test_a_guesser_that_is_right_every_other_time_learns_to_say_a_half() -> None:
    codes = ("ACCEPT", "CAP")
    logits = np.array([[4.0, 0.0], [0.0, 4.0]] * 40)  # always sure
    labels = np.array(["ACCEPT", "ACCEPT"] * 40)  # and wrong on every second
    confidences = calibrate(logits, labels, codes).probabilities(logits).max(axis=1)
    assert confidences == pytest.approx([0.5] * 80, abs=0.01)


def test_the_threshold_is_the_lowest_that_is_precise_enough() -> None:
    # 0.90: right four of five; 0.60: right one of four.  From 0.61 on 4/5 = 0.8 are right.
    codes = ("ACCEPT", "CAP")
    rows = [[0.9, 0.1]] * 5 + [[0.6, 0.4]] * 4
    labels = np.array(["ACCEPT"] * 4 + ["CAP"] + ["ACCEPT"] + ["CAP"] * 3)
    assert choose_threshold(np.array(rows), labels, codes) == 0.61
