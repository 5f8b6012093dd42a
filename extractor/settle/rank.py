"""Which of several competing values leads: by its candidates' scores, their number, place and what was learned.

**Clause:** 'dated as of March 1, 2019' at the head, 'as of June 30, 2018' deep in the text.
**Value:** 2019-03-01 leads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.candidates import Candidate
from extractor.settle.leanings import Leanings, shipped

_REPEATED = 0.04
_EARLY = 0.06


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best candidate for a value, and what speaks for the value in all."""

    best: Candidate
    weight: float
    candidates: tuple[Candidate, ...]


def rank(found: Sequence[Candidate], text: str, *, leanings: Leanings | None = None) -> list[Ranked]:
    """The values of one term, the strongest first; the spans index the text.

    `leanings` stand in for those that ship, while others are being learned.
    """
    lean = shipped() if leanings is None else leanings
    groups: dict[str, list[Candidate]] = {}
    for candidate in found:
        groups.setdefault(key_of(candidate.value), []).append(candidate)
    ranked = [_ranked(group, text, lean) for group in groups.values()]
    return sorted(ranked, key=lambda value: (-value.weight, value.candidates[0].span))


def _ranked(group: list[Candidate], text: str, lean: Leanings) -> Ranked:
    scored = [(candidate.score + lean.towards(candidate, text), candidate) for candidate in group]
    score, best = max(scored, key=lambda pair: pair[0])
    early = _EARLY * (1 - best.span.start / max(len(text), 1))
    return Ranked(best, score + min(len(group) - 1, 3) * _REPEATED + early, tuple(group))


def key_of(value: Any) -> str:
    """One string for values that mean the same: '1.50' and 1.5, in any case and spacing."""
    if isinstance(value, Mapping):
        return json.dumps({key: key_of(inner) for key, inner in sorted(value.items())})
    text = " ".join(told(value).casefold().split())
    try:
        return format(Decimal(text).normalize(), "f")
    except ArithmeticError:
        return text


def told(value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)
