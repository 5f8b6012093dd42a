"""What reviewers' corrections taught about which of several values to take: small weights on the words around them.

The words are a closed list of plain contract words, so that nothing of a customer's text is kept. The weights are
`leanings.json`, none as shipped; `engross train --corrections` proposes others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from extractor.candidates import Candidate

FILE = Path(__file__).with_name("leanings.json")
WORDS = frozenset(
    "accept acceptance accrue additional adjusted advance affiliate aggregate agreement amended amendment amount annual "
    "approval approve arrears audit balance bank bear before begin bill breach budget business calendar cap change "
    "charge claim close commence commencement completion confidential consent contract correct cost cure custom damages "
    "date dated days default deliver delivery deposit discount dispute due effective election end estimate estimated "
    "exceed execution expenses expire expiration extend extension fee fees final fiscal fixed following force from "
    "govern hour hourly increase indemnify initial insurance insured interest invoice invoices issue late liability "
    "limit limitation made maximum milestone minimum month monthly net non notice notify object obligation "
    "original overdue owed party past pay payable payment percent performance period phase prior price project provide "
    "purchase quarter quarterly rate reason receipt receive recital reimburse renew renewal replace replaced "
    "report request retain retention review royalty schedule section services sign signed start statement subject submit "
    "superseded supersede suspend tax term terminate termination through total transaction travel until unpaid upon "
    "value vendor void waive warranty week weekly within withhold work written year yearly".split()
)
REACH = 80
"""Characters before and after a candidate in which words count."""
STRONGEST = 0.2
"""The most that leanings move a score, either way."""
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Leanings:
    """Weights by term and feature.

    Attributes:
        weights: Under 'TERM FEATURE', a feature being a word before (`<due`) or after (`>receipt`) the value.
        version: Counted up by each training that was switched to.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    version: int = 0

    def towards(self, candidate: Candidate, text: str) -> float:
        """What speaks for a candidate, or below zero against it."""
        if not self.weights:
            return 0.0
        total = sum(self.weights.get(name, 0.0) for name in features(candidate, text))
        return max(min(total, STRONGEST), -STRONGEST)

    def as_json(self) -> str:
        """As kept: weights by name."""
        weights = {name: round(weight, 4) for name, weight in sorted(self.weights.items()) if weight}
        return json.dumps({"version": self.version, "weights": weights}, indent=1) + "\n"


def features(candidate: Candidate, text: str) -> Iterator[str]:
    """The names of what speaks for or against a candidate: each plain word near it once."""
    start, end = candidate.span.start, candidate.span.end
    for mark, near in (("<", text[max(start - REACH, 0) : start]), (">", text[end : end + REACH])):
        for word in sorted(WORDS.intersection(_WORD.findall(near.lower()))):
            yield f"{candidate.pointer} {mark}{word}"
    for word in sorted(WORDS.intersection(_WORD.findall(text[start:end].lower()))):
        yield f"{candidate.pointer} ={word}"


@cache
def shipped() -> Leanings:
    """The leanings in use."""
    return Leanings(**json.loads(FILE.read_text(encoding="utf-8")))
