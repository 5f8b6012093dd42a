"""Find how deliverables are accepted, what is retained until then, and how prices rise.

**Clause:** Client has ten (10) business days to accept or reject; silence is acceptance. Client retains ten percent
(10%) of each invoice. Fees increase by 3% each year.
**Value:** review_days 10, business_days, deemed; retention 10 percent; escalation 3 percent
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.candidates import Candidate
from extractor.segment import Contract
from extractor.values.durations import find_durations, find_percents
from extractor.values.openings import Worded
from models.document import Span

_ACCEPT = Worded(r"\b(?:accept(?:s|ed|ance)?|reject(?:s|ed|ion)?|review)\b", "accept", "reject", "review")
_DELIVERABLE = re.compile(
    r"\b(?:deliverables?|milestones?|work\s+product|services|documents?|acceptance)\b", re.IGNORECASE
)
_DEEMED = re.compile(
    r"\bdeemed\s+(?:to\s+(?:be|have\s+been)\s+)?(?:accepted|acceptance|approved)|silence\s+(?:is|constitutes|shall)(?!\s+not)",
    re.IGNORECASE,
)
_CURE = re.compile(r"\b(?:correct|cure|remedy|re-?submit|re-?deliver|rectify)\b", re.IGNORECASE)
_RETAIN = Worded(
    r"\b(?:retain(?:ed|age|s)?|retention|hold[\s-]?back|withh(?:old|eld|olding))\b",
    "retain",
    "retention",
    "hold",
    "withh",
)
_DONE = Worded(r"\b(?:completion|acceptance)\b", "completion", "acceptance")
_RELEASED = re.compile(
    r"\s(?:of|thereof)\s?(?:the|this|that|all|such|any)?\s(?:retention|retainage|holdback|retained|withheld|amounts?\s(?:retained|withheld))\b",
    re.IGNORECASE,
)
"""A share of what was held back, not of what is billed."""
_LAST = re.compile(r"\b(?:last|final)\s$", re.IGNORECASE)
_RAISE = Worded(
    r"\b(?:increas\w+|escalat\w+|adjust(?:ed|ment|ments)?|rise|raise[ds]?|go(?:es)?\sup|uplift(?:ed)?)\b",
    "increas",
    "escalat",
    "adjust",
    "rise",
    "raise",
    "uplift",
    "go up",
    "goes up",
    "go\nup",
    "goes\nup",
)
_PRICE = re.compile(r"\b(?:fees?|rates?|prices?|charges?|compensation|cost of services)\b", re.IGNORECASE)
_INDEX = re.compile(
    r"\b(?P<index>consumer\s+price\s+index|CPI(?:-[UW])?|employment\s+cost\s+index|RPI|retail\s+prices?\s+index)\b",
    re.IGNORECASE,
)


def find_acceptance(contract: Contract) -> list[Candidate]:
    """Candidates for the default acceptance procedure."""
    found: list[Candidate] = []
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        if _ACCEPT.search(words) and _DELIVERABLE.search(words):
            found += _acceptance(contract.flat, sentence, words)
    return found


def _acceptance(text: str, sentence: Span, words: str) -> Iterator[Candidate]:
    deemed = _DEEMED.search(words)
    if deemed:
        yield Candidate(
            "/acceptance/deemed",
            True,  # noqa: FBT003
            Span(sentence.start + deemed.start(), sentence.start + deemed.end()),
            0.85,
            "delivery",
        )
    for duration in find_durations(text, sentence.start, sentence.end):
        near = text[
            max(sentence.start, duration.span.start - 90) : min(sentence.end, duration.span.end + 110)
        ]
        if (
            duration.unit != "day"
            or re.search(r"invoice|payment|terminat|notice of|warrant", near, re.IGNORECASE)
            or not _ACCEPT.search(near)
        ):
            continue
        pointer = (
            "/acceptance/cure_days"
            if _CURE.search(near) and not re.search(r"accept or reject|review", near, re.IGNORECASE)
            else "/acceptance/review_days"
        )
        yield Candidate(pointer, duration.count, duration.span, 0.75, "delivery")
        if pointer.endswith("review_days"):
            yield Candidate("/acceptance/business_days", duration.business, duration.span, 0.75, "delivery")
        break


def find_retention(contract: Contract) -> list[Candidate]:
    """Candidates for the share that is held back."""
    found = []
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        held = _RETAIN.search(words) or _DONE.search(words)
        if not held or not re.search(
            r"invoic|payment|billing|fee|amount|price|acceptance|completion|total|retention percentage",
            words,
            re.IGNORECASE,
        ):
            continue
        for percent in find_percents(contract.flat, sentence.start, sentence.end):
            near = contract.flat[max(sentence.start, percent.span.start - 90) : percent.span.end + 90]
            if (
                (_RETAIN.search(near) or _LAST.search(contract.flat, sentence.start, percent.span.start))
                and not re.search(r"tax|interest|ownership|shares|royalt|commission", near, re.IGNORECASE)
                and percent.value <= 50
                and not _RELEASED.match(contract.flat, percent.span.end)
            ):
                found.append(Candidate("/retention/percent", percent.value, percent.span, 0.8, "delivery"))
                break
    return found


def find_escalation(contract: Contract) -> list[Candidate]:
    """Candidates for the yearly rise of the prices."""
    found: list[Candidate] = []
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        raised = _RAISE.search(words)
        if not raised or not _PRICE.search(words):
            continue
        index = _INDEX.search(words)
        if index:
            found.append(
                Candidate(
                    "/escalation/index",
                    "CPI"
                    if index["index"][0] in "cC" and "mployment" not in index["index"]
                    else index["index"],
                    Span(sentence.start + index.start(), sentence.start + index.end()),
                    0.8,
                    "delivery",
                )
            )
        if re.search(r"annual|each year|per year|anniversary|year|renewal", words, re.IGNORECASE):
            found += _step(contract.flat, sentence)
    return found


def _step(text: str, sentence: Span) -> Iterator[Candidate]:
    for percent in find_percents(text, sentence.start, sentence.end):
        near = text[max(sentence.start, percent.span.start - 110) : percent.span.end + 60]
        if (
            _RAISE.search(near)
            and percent.value <= 25
            and not re.search(r"interest|late|volume|discount|margin", near, re.IGNORECASE)
        ):
            yield Candidate("/escalation/percent", percent.value, percent.span, 0.75, "delivery")
            return
