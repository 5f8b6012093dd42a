from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.confidence import BANDS
from models.errors import NotFound
from workflows.evaluate import evaluate, fit_confidence, measure

CONTRACT = """CONSULTING AGREEMENT

This Agreement is made between Acme Corp. ("Customer") and Byte Works LLC ("Consultant").

The initial term of this Agreement is twelve (12) months.

This Agreement is governed by the laws of the State of {law}.
"""
PARTIES = [{"name": "Acme Corp.", "role": "customer"}, {"name": "Byte Works LLC", "role": "provider"}]


def labelled(folder: Path, name: str, label: dict[str, Any], text: str) -> None:
    for kind in ("labels", "text"):
        (folder / kind).mkdir(exist_ok=True)
    (folder / "labels" / f"{name}.json").write_text(json.dumps(label), encoding="utf-8")
    (folder / "text" / f"{name}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three contracts: one read well, one labelled with another term, one of an unknown law."""
    label = {"parties": PARTIES, "term_months": 12, "governing_law": "Ohio"}
    labelled(tmp_path, "a", label, CONTRACT.format(law="Ohio"))
    labelled(tmp_path, "b", {**label, "term_months": 24}, CONTRACT.format(law="Ohio"))
    labelled(tmp_path, "c", label, CONTRACT.format(law="Nowhere"))
    return tmp_path


def test_precision_recall_and_f1_count_values(folder: Path) -> None:
    accuracy = evaluate(folder)
    assert (accuracy.documents, accuracy.unread) == (3, 0)
    # b: the value found is wrong and the labelled one missed
    assert accuracy.figures("term_months") == {
        "precision": pytest.approx(2 / 3),
        "recall": pytest.approx(2 / 3),
        "f1": pytest.approx(2 / 3),
        "gold": 3,
    }
    # c: nothing is found, so precision is whole; F1 = 2 * 2 / (2 * 2 + 0 + 1)
    assert accuracy.figures("governing_law") == {
        "precision": 1.0,
        "recall": pytest.approx(2 / 3),
        "f1": pytest.approx(0.8),
        "gold": 3,
    }
    assert accuracy.figures("parties") == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 6}


def test_macro_f1_is_the_mean_over_fields_with_three_values(folder: Path) -> None:
    accuracy = evaluate(folder, only=["term_months", "governing_law"])
    assert sorted(accuracy.counts) == ["governing_law", "term_months"]
    assert accuracy.macro_f1 == pytest.approx((2 / 3 + 0.8) / 2)
    assert accuracy.as_json()["macro_f1"] == accuracy.macro_f1


def test_the_table_has_a_row_a_field_and_the_macro_f1(folder: Path) -> None:
    lines = evaluate(folder, only=["term_months", "governing_law"]).as_table().splitlines()
    assert [line.split() for line in lines] == [
        ["field", "precision", "recall", "F1", "gold"],
        ["governing_law", "1.000", "0.667", "0.800", "3"],
        ["term_months", "0.667", "0.667", "0.667", "3"],
        ["3", "contracts,", "0", "not", "read;", "macro", "F1", "0.733"],
    ]


def test_fewer_than_three_values_make_no_macro_f1(tmp_path: Path) -> None:
    labelled(tmp_path, "a", {"term_months": 12}, CONTRACT.format(law="Ohio"))
    accuracy = evaluate(tmp_path, only=["term_months"])
    assert accuracy.macro_f1 is None
    assert accuracy.as_table().endswith("macro F1 -")


def test_a_contract_that_cannot_be_read_misses_all_its_values(tmp_path: Path) -> None:
    labelled(tmp_path, "a", {"term_months": 12, "governing_law": None}, "")
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (one,) = measure(tmp_path)
    assert one.extraction is None
    assert [(j.field, j.outcome) for j in one.judgements] == [("term_months", "missed")]
    assert evaluate(tmp_path).unread == 1


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="has no labels"):
        evaluate(tmp_path)


def test_a_label_without_its_contract_is_refused(tmp_path: Path) -> None:
    labelled(tmp_path, "a", {}, "Text.")
    (tmp_path / "text" / "a.txt").unlink()
    with pytest.raises(NotFound, match="the label a has no contract"):
        evaluate(tmp_path)


def test_confidence_is_the_share_of_right_values_smoothed_towards_all(tmp_path: Path) -> None:
    for number in range(8):
        months = 12 if number < 6 else 24  # six of eight are right
        labelled(
            tmp_path,
            f"c{number}",
            {"term_months": months, "governing_law": None},
            CONTRACT.format(law="Ohio"),
        )
    table = tmp_path / "confidence.json"
    shares = fit_confidence([tmp_path], table=table)
    assert json.loads(table.read_text(encoding="utf-8")) == shares
    assert set(shares) == {"*", "/term_months"}  # the law was read, but no label speaks of it
    (measured,) = [index for index in range(len(BANDS)) if shares["*"][index] != 0.8]
    assert shares["*"][measured] == 0.767  # (6 + 4 * 0.8) / (8 + 4)
    assert shares["/term_months"][measured] == 0.756  # (6 + 4 * 0.767) / (8 + 4)
