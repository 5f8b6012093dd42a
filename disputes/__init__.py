"""Billing disputes: what the customer objects to, whether the contract bears it out, and who acts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from disputes.model import MODEL_PATH
from disputes.tag import tag_dispute

__all__ = ["tag_dispute", "train"]

CORPUS = Path(__file__).with_name("corpus")


def train(corpus: Path = CORPUS, model_path: Path = MODEL_PATH) -> dict[str, Any]:
    """Learn the codes anew; see `disputes.learn.train`."""
    from disputes.learn import train as learn  # noqa: PLC0415 - scikit-learn is for training only

    return learn(corpus, model_path)
