"""The model card: what the classifier was learnt from and how well it does, for people."""

# ruff: noqa: E501 - the card is written as it reads

from __future__ import annotations

from pathlib import Path
from typing import Any

CARD = """# Dispute classifier

Fifteen codes from the words of a message: TF-IDF of words, word pairs, three to five letters and trade concepts,
softmax regression, one temperature for calibration. Written by `engross train`; do not edit.

**Learnt from** {messages} messages in `disputes/corpus/`, written for this project; all names are
invented. The list of trade concepts was written by the authors of the corpus, so the figures below flatter it.
They are short, mostly English, and not a sample of real mail: expect lower figures on yours until you
train on your own.

**Held-out figures** (ten-fold; temperature and threshold chosen without the fold they are measured on)

| figure | value |
|---|---|
| accuracy over the fifteen codes | {accuracy} |
| macro F1 | {macro_f1} |
| disputes that get a code (coverage) | {coverage} |
| of the codes given, right (precision) | {precision} |
| messages that dispute nothing, abstained | {other_abstained} |
| expected calibration error, ten bins | {calibration_error} |
| the same before calibration | {calibration_error_uncalibrated} |

Below a confidence of {threshold} (temperature {temperature}) the code is OTHER, with a question to ask.

| code | F1 |
|---|---|
"""


def write_card(report: dict[str, Any], path: Path) -> None:
    """Write the card beside the model."""
    rows = "".join(f"| {code} | {score} |\n" for code, score in report["f1"].items())
    path.write_text(CARD.format(**report) + rows, encoding="utf-8")
