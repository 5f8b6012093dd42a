"""How often a value of a kind and a score was right, measured on labelled contracts.

The table is `confidence.json`, rebuilt by `engross train --confidence GOLD_DIR`. A kind without enough
measurements falls back to all kinds together.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("confidence.json")
BANDS = (0.0, 0.6, 0.75, 0.9)
"""Lower ends of the score bands."""


def band(score: float) -> int:
    """The band that a score falls into."""
    return max(index for index, low in enumerate(BANDS) if score >= low or index == 0)


def family(pointer: str) -> str:
    """The kind of a pointer: without its indexes."""
    return re.sub(r"/\d+(?=/|$)", "", pointer)


@cache
def _table() -> dict[str, list[float]]:
    table: dict[str, list[float]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return table


def confidence_of(kind: str, score: float) -> float:
    """The share of right values among those of a kind and a score, as measured."""
    table = _table()
    return table.get(kind, table["*"])[band(score)]
