from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from learning.evaluate import evaluate, fit_confidence, measure
from models.errors import NotFound

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
    figures = accuracy.figures("term_months")
    for name in ("precision", "recall", "f1"):
        assert figures[name] == pytest.approx(2 / 3)
    assert figures["gold"] == 3
    assert figures["coverage_at_98"] == 0.0  # three alike, one of them wrong
    assert figures["calibration_error"] is not None
    # c: nothing is found, so precision is whole; F1 = 2 * 2 / (2 * 2 + 0 + 1)
    law = accuracy.figures("governing_law")
    assert law["recall"] == pytest.approx(2 / 3)
    assert law["f1"] == pytest.approx(0.8)
    assert [law[name] for name in ("precision", "gold", "coverage_at_98")] == [1.0, 3, 1.0]
    parties = accuracy.figures("parties")
    assert [parties[name] for name in ("precision", "recall", "f1", "gold")] == [1.0, 1.0, 1.0, 6]


def test_macro_f1_is_the_mean_over_fields_with_three_values(folder: Path) -> None:
    accuracy = evaluate(folder, only=["term_months", "governing_law"])
    assert sorted(accuracy.counts) == ["governing_law", "term_months"]
    assert accuracy.macro_f1 == pytest.approx((2 / 3 + 0.8) / 2)
    assert accuracy.as_json()["macro_f1"] == accuracy.macro_f1


def test_the_table_has_a_row_a_field_all_values_and_the_reliability(folder: Path) -> None:
    lines = evaluate(folder, only=["term_months", "governing_law"]).as_table().splitlines()
    assert lines[0].split() == ["field", "precision", "recall", "F1", "gold", "cover98", "cal.err"]
    assert lines[1].split()[:5] == ["governing_law", "1.000", "0.667", "0.800", "3"]
    assert lines[2].split()[:5] == ["term_months", "0.667", "0.667", "0.667", "3"]
    assert lines[3].split()[:6] == ["all", "values", "0.800", "0.667", "0.727", "6"]
    assert lines[4] == "3 contracts, 0 not read; macro F1 0.733"
    assert lines[5].endswith("values are said by their quotes alone")
    assert lines[7].split() == ["confidence", "right", "95", "%", "values"]
    assert sum(int(line.split()[-1]) for line in lines[8:]) == 5


def test_contracts_of_several_domains_have_a_row_each(folder: Path) -> None:
    label = {"parties": PARTIES, "term_months": 12, "governing_law": "Ohio", "domain": "letters"}
    labelled(folder, "d", label, CONTRACT.format(law="Ohio"))
    accuracy = evaluate(folder)
    assert set(accuracy.domains) == {"text", "letters"}
    assert accuracy.domains["letters"].figures("term_months")["f1"] == 1.0
    assert "letters (1)" in accuracy.as_table()
    assert accuracy.as_json()["domains"]["text"]["documents"] == 3
    assert evaluate(folder, only=["term_months"]).as_json()["reliability"]


def test_fewer_than_three_values_make_no_macro_f1(tmp_path: Path) -> None:
    labelled(tmp_path, "a", {"term_months": 12}, CONTRACT.format(law="Ohio"))
    accuracy = evaluate(tmp_path, only=["term_months"])
    assert accuracy.macro_f1 is None
    assert "macro F1 -\n" in accuracy.as_table()


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


def test_confidences_are_measured_on_what_labels_speak_of(tmp_path: Path) -> None:
    for number in range(10):
        months = 12 if number < 8 else 24  # eight of ten are right
        label = {"term_months": months, "governing_law": None}
        labelled(tmp_path, f"c{number}", label, CONTRACT.format(law="Ohio"))
    table = tmp_path / "confidence.json"
    report = fit_confidence([tmp_path], table=table)
    written = json.loads(table.read_text(encoding="utf-8"))
    assert set(written["kinds"]) == {"/term_months"}  # the law was read, but no label speaks of it
    assert (written["documents"], written["values"]) == (report["documents"], report["values"]) == (10, 10)
    assert report["coverage_at_98"] == 0.0


def test_the_leaves_of_an_item_share_what_was_judged(tmp_path: Path) -> None:
    text = CONTRACT.format(law="Ohio") + "\nCustomer shall pay Consultant a monthly fee of $4,500.\n"
    fee = {"name": "monthly fee", "amount": "4500.00", "period": "month"}
    labelled(tmp_path, "a", {"recurring_fees": [fee], "billing_methods": ["recurring"]}, text)
    table = tmp_path / "confidence.json"
    fit_confidence([tmp_path], table=table)
    kinds = json.loads(table.read_text(encoding="utf-8"))["kinds"]
    assert {f"/lines/recurring/{leaf}" for leaf in ("amount", "period", "billing_method")} <= set(kinds)
