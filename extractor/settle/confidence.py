"""How often a value of a kind and a score was right, measured on labelled contracts.

The table is `confidence.json`, rebuilt by `engross train --confidence GOLD_DIR`. A kind that nobody measured has the
share of all kinds together.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

MIDDLE = 0.75
"""The score that the log-odds are told for."""
LEAST = 0.001
"""No share is 0 or 1, however many were measured."""
TABLE = Path(__file__).with_name("confidence.json")


@dataclass(frozen=True, slots=True)
class ValueCalibration:
    """From kind and score to the share of right values.

    Attributes:
        general: (log-odds at the middle score, what a whole point of score adds), over all kinds.
        kinds: The same by kind.
        sure: The least confidence at which no person need look.
        documents: How many contracts it was measured on.
        values: How many values.
    """

    general: tuple[float, float]
    kinds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    sure: float = 1.0
    documents: int = 0
    values: int = 0

    def confidence(self, kind: str, score: float) -> float:
        """The share of right values among those of a kind and a score."""
        level, rise = self.kinds.get(kind, self.general)
        odds = level + rise * (min(max(score, 0.0), 1.0) - MIDDLE)
        return round(min(max(1 / (1 + math.exp(-odds)), LEAST), 1 - LEAST), 3)

    def as_json(self) -> str:
        """The table as it is kept."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


def family(pointer: str) -> str:
    """The kind of a pointer: without its indexes."""
    return re.sub(r"/\d+(?=/|$)", "", pointer)


@cache
def shipped() -> ValueCalibration:
    """The calibration that ships."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    kinds = {kind: (level, rise) for kind, (level, rise) in table.pop("kinds").items()}
    level, rise = table.pop("general")
    return ValueCalibration(general=(level, rise), kinds=kinds, **table)


def confidence_of(kind: str, score: float) -> float:
    """The share of right values among those of a kind and a score, as measured."""
    return shipped().confidence(kind, score)
