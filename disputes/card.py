"""The model card: what the classifier was learnt from and how well it does, for people."""

# ruff: noqa: E501 - the card is written as it reads

from __future__ import annotations

from pathlib import Path
from typing import Any

CARD = """# Dispute classifier

Fifteen codes from the words of a message: TF-IDF of words, word pairs and three to five letters, softmax
regression, calibrated. Written by `engross train`; do not edit.

**Learnt from** {messages} messages in `disputes/corpus/`, written for this project; all names are
invented. They are mostly English and no sample of real mail: expect other figures on yours until you train on
your own.

**Figures**

Cross-validated: ten folds; each is guessed by a model, a calibration and a threshold that were made, by an inner
five-fold, without it. The shipped threshold comes from the out-of-fold guesses on the whole corpus.

| figure | cross-validated | held-out |
|---|---|---|
{table}
Held-out: `disputes/held_out.jsonl`, few messages that were written last and never learnt from. One choice was
made by them, see below; so few messages leave about six points of doubt either way. `disputes/figures.json` keeps the
cross-validated guess of each message.

Below a confidence of {threshold} the code is OTHER, with a question to ask. The confidence is the probability that the
best guess is right, whether it was given or withheld.

{notes}
| code | F1 cross-validated |
|---|---|
"""

NAMES = {
    "messages": "messages",
    "accuracy": "accuracy over the fifteen codes",
    "macro_f1": "macro F1",
    "coverage": "disputes that get a code (coverage)",
    "precision": "of the codes given, right (precision)",
    "other_abstained": "messages that dispute nothing, abstained",
    "calibration_error": "expected calibration error, ten bins",
    "calibration_error_uncalibrated": "the same before calibration",
}


def write_card(report: dict[str, Any], path: Path) -> None:
    """Write the card beside the model, with the notes on what was tried where the model is the shipped one."""
    held_out = report.get("held_out", {})
    table = "".join(f"| {name} | {report[key]} | {held_out.get(key, '')} |\n" for key, name in NAMES.items())
    notes = Path(__file__).with_name("settings_tried.md").read_text(encoding="utf-8")
    rows = "".join(f"| {code} | {score} |\n" for code, score in report["f1"].items())
    card = CARD.format(table=table, notes=notes, messages=report["messages"], threshold=report["threshold"])
    path.write_text(card + rows, encoding="utf-8")
