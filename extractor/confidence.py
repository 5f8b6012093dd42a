"""How often a value of a kind and a score was right, measured on labelled contracts.

The table is `confidence.json`, rebuilt by `engross train --confidence GOLD_DIR`. A kind that nobody measured has the
share of all kinds together.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("confidence.json")


@dataclass(frozen=True, slots=True)
class Calibration:
    """From kind and score to the share of right values.

    Attributes:
        steps: (least score, share right), both rising, over all kinds.
        shifts: By kind, what is added to the log-odds of that share.
        sure: The least confidence at which no person need look.
        documents: How many contracts it was measured on.
        values: How many values.
    """

    steps: tuple[tuple[float, float], ...]
    shifts: Mapping[str, float] = field(default_factory=dict)
    sure: float = 1.0
    documents: int = 0
    values: int = 0

    def confidence(self, kind: str, score: float) -> float:
        """The share of right values among those of a kind and a score."""
        place = bisect_right([low for low, _ in self.steps], score) - 1
        share = self.steps[max(place, 0)][1]
        odds = math.log(share / (1 - share)) + self.shifts.get(kind, 0.0)
        return round(1 / (1 + math.exp(-odds)), 3)

    def as_json(self) -> str:
        """The table as it is kept."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


def family(pointer: str) -> str:
    """The kind of a pointer: without its indexes."""
    return re.sub(r"/\d+(?=/|$)", "", pointer)


@cache
def shipped() -> Calibration:
    """The calibration that ships."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    return Calibration(**(table | {"steps": tuple((low, share) for low, share in table["steps"])}))


def confidence_of(kind: str, score: float) -> float:
    """The share of right values among those of a kind and a score, as measured."""
    return shipped().confidence(kind, score)
