"""What a contract says of a party that tells whether it pays or performs, counted for the linear chooser of roles.

**Clause:** 'Acme hereby engages Brightwater. Brightwater shall perform the Services; Acme shall pay Brightwater.'
**Value:** Acme: engages 1, pays 1; Brightwater: engaged 1, performs 1, paid 1.

The cues are verbs around the party's name, never names or sentences; `role_weights.json` holds a weight for each.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path

from extractor.values.openings import places

WEIGHTS = Path(__file__).with_name("role_weights.json")
"""Rebuilt by `engross train --roles GOLD_DIR`; ROLE_MODEL_CARD.md beside it says how good they are."""
_DUTY = (
    r"(?:\s(?:shall|will|must|may|agrees\sto|hereby\sagrees\sto|is\sobligated\sto|is\srequired\sto|has\sagreed\sto))"
    r"(?:\s(?:also|promptly|timely|then))?\s"
)
_AFTER = {
    "pays": rf"{_DUTY}(?:pay|reimburse|compensate|remit|settle|make\spayments?|release\spayment)\b",
    "orders": rf"{_DUTY}(?:purchase|order|accept|approve|review|notify)\b",
    "performs": rf"{_DUTY}(?:provide|perform|deliver|render|furnish|supply|carry\sout|develop|use\s(?:its\s)?(?:best|commercially))\b",
    "bills": rf"{_DUTY}(?:invoice|bill|submit|raise|charge|issue)\b",
    "warrants": r"\s(?:represents\sand\s)?warrants\b",
    "engages": r"\s(?:hereby\s|has\s|desires\sto\s|wishes\sto\s)?(?:engage[sd]?|retain(?:s|ed)?|appoint(?:s|ed)?|instruct(?:s|ed)?|hires?|commission(?:s|ed)?)\b",
    "offers": r"\s(?:is\s(?:in\sthe\sbusiness|engaged\sin|a\sprovider)|(?:has|possesses)\s(?:the\s)?(?:experience|expertise|skills?)|provides|offers|develops|accepts\sthe\sengagement)\b",
    "needs": r"\s(?:requires|needs|desires\sto\s(?:obtain|purchase|receive|have)|wishes\sto\s(?:obtain|purchase|receive|have)|will\shave\s\w+\sdays)\b",
    "rates": r"'s?\s(?:then[- ]current\s)?(?:standard\s)?(?:rates?|fees?|personnel|employees|staff|invoices?|services)\b",
    "premises": r"'s?\s(?:prior\swritten\s)?(?:premises|site|sites|facilit(?:y|ies)|approval|acceptance|project\smanager|data)\b",
}  # fmt: skip
_BEFORE = {
    "paid": r"\b(?:pay|pays|paid\sto|payable\sto|remit(?:ted)?\sto|reimburse|compensate|owed\sto|due\sto)\s(?:the\s)?",
    "paid_by": r"\b(?:paid|payable|borne|settled|reimbursed|due|approved|accepted|requested)\s(?:in\swriting\s)?by\s(?:the\s)?",
    "engaged": r"\b(?:engages?|retains?|appoints?|instruct(?:s|ed)|hires?|commissions?)\s(?:the\s)?",
    "served": r"\b(?:services|work|deliverables|support|invoices?)\s(?:provided\s|performed\s|rendered\s|delivered\s)?(?:to|for)\s(?:the\s)?",
    "served_by": r"\b(?:provided|performed|rendered|furnished|delivered|supplied|incurred|invoiced)\sby\s(?:the\s)?",
    "engaged_by": r"\b(?:engaged|retained|instructed|appointed)\sby\s(?:the\s)?",
}  # fmt: skip


_BEHIND = {cue: re.compile(words) for cue, words in _AFTER.items()}
_AHEAD = {cue: re.compile(rf"(?:{words})\Z") for cue, words in _BEFORE.items()}
_LAST_WORDS = (
    "pay", "pays", "to", "remit", "remitted", "reimburse", "compensate", "by", "for", "engage", "engages", "retain", "retains",
    "appoint", "appoints", "instructs", "instructed", "hire", "hires", "commission", "commissions",
)  # fmt: skip
"""The last words of what stands before a name."""
_LONGEST_BEFORE, _LONGEST_LED = 60, 24
_EDGE = re.compile(r"\b")


def count_cues(called: str, flat: str) -> dict[str, float]:
    """How often each cue stands beside a party, as the logarithm of one more than the count."""
    name = " ".join(called.split())
    stands = places(flat, [name])
    begun = [start for start in stands if _EDGE.match(flat, start)]
    led = [
        start
        for start in stands
        if _EDGE.match(flat, start + len(name)) and _is_led(flat[max(start - _LONGEST_LED, 0) : start])
    ]
    after = {cue: _count_behind(flat, begun, len(name), pattern) for cue, pattern in _BEHIND.items()}
    before = {cue: _count_ahead(flat, led, len(name), pattern) for cue, pattern in _AHEAD.items()}
    return {cue: math.log1p(count) for cue, count in {**after, **before}.items()}


def _count_behind(flat: str, names: list[int], length: int, pattern: re.Pattern[str]) -> int:
    count = end = 0
    for start in names:
        match = pattern.match(flat, start + length) if start >= end else None
        if match:
            count, end = count + 1, match.end()
    return count


def _count_ahead(flat: str, names: list[int], length: int, pattern: re.Pattern[str]) -> int:
    count = end = 0
    for start in names:
        if pattern.search(flat, max(start - _LONGEST_BEFORE, end), start):
            count, end = count + 1, start + length
    return count


def _is_led(before: str) -> bool:
    """Whether the words before a name end like a cue, but for the article."""
    if not before[-1:].isspace():
        return False
    return before[:-1].endswith(_LAST_WORDS) or (
        before[-4:-1] == "the" and before[-5:-4].isspace() and before[:-5].endswith(_LAST_WORDS)
    )


def leaning(called: str, flat: str) -> float:
    """How much a party looks like the one that pays: above the other party's, it is the customer."""
    weights = _weights()
    return sum(weights[cue] * value for cue, value in count_cues(called, flat).items())


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return weights
