"""Find whether and how the provider's expenses are paid.

**Clause:** Client shall reimburse Consultant for reasonable, pre-approved travel expenses at cost.
**Value:** reimbursable, with approval beforehand
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.candidates import Candidate
from extractor.segment import Contract
from extractor.values.durations import find_percents
from extractor.values.openings import Worded
from models.document import Span

_EXPENSES = Worded(
    r"\b(?:expenses?|out[\s-]of[\s-]pocket|disbursements?|reimbursables?|outlays?|living\scosts|lodging|costs\s(?:for|of)\stravel|travel(?:ing)?\s(?:costs?|and))\b",
    "expense",
    "pocket",
    "disbursement",
    "reimbursable",
    "outlay",
    "living",
    "lodging",
    "travel",
)
_PAID = re.compile(
    r"\b(?:reimburs\w+|pay|paid|payable|in addition to|billed|invoic\w+|recover|recoverable|borne\sby|charged|chargeable|refundable|refunded|repa(?:id|y|yment))\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"(?:\bnot\s(?:be\s)?(?:chargeable|charged|reimburs\w+|recoverable|refunded)|\bcosts\s(?:are|is)\sincluded|\bincluded\sin\sthe\s(?:fees?|rates?|price|charges)|\bno\sclaim\sto\s(?:re)?payment|\ball-inclusive\b|\b(?:no|not|without)\b[^.;]{0,50}\b(?:reimburs\w+|additional\s(?:expenses|charge)|expenses)|own\s{1,3}(?:cost\s{1,3}and\s{1,3})?expenses?|"
    r"(?:inclu\w+|inclusive)\s{1,3}(?:of\s)?(?:all|any)?[^.;]{0,30}\bexpenses|responsible\s{1,3}for\s{1,3}(?:all|any|its|their)?[^.;]{0,40}expenses|"
    r"bear\s{1,3}(?:all|its|their)[^.;]{0,30}expenses|(?:at|bear)\s{1,3}(?:its|their|his|his/her)\s{1,3}(?:sole|own)[^.;]{0,24}expense)",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"\b(?:pre-?approv\w+|prior\s{1,3}(?:\w+\s){0,2}(?:approv\w+|consent|authoriz\w+)|(?:approved|authorized)\s{1,3}(?:\w+\s){0,4}(?:in\s{1,3}advance|in\s{1,3}writing|by)|advance\s(?:written\s)?approval)",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:is|are|be|shall|will|may|must|has|have|bears?|pays?|reimburses?|by|to|for|of|at|in|incurred)\b|:"
)
_NOT_OURS = re.compile(
    r"attorney|legal fees|indemnif|litigation|enforce|collection|insurance|arbitrat|damages|court|(?<!no\s)claims?\b|defen[cs]e|taxes|marketing expenses|operating expenses",
    re.IGNORECASE,
)


def find_expenses(contract: Contract) -> list[Candidate]:
    """Candidates for reimbursable, preapproval and markup_percent."""
    found: list[Candidate] = []
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        match = _EXPENSES.search(words)
        if (
            match
            and _STATED.search(words)
            and not _NOT_OURS.search(words[max(match.start() - 150, 0) : match.end() + 100])
        ):
            found += _policy(contract.flat, sentence, words)
    return found


def _policy(text: str, sentence: Span, words: str) -> Iterator[Candidate]:
    refused = _REFUSED.search(words)
    if refused and not re.search(r"shall\s{1,3}reimburse|will\s{1,3}reimburse|except", words, re.IGNORECASE):
        yield Candidate("/expenses/reimbursable", False, sentence, 0.7, "expenses")  # noqa: FBT003
        return
    if not _PAID.search(words):
        return
    strong = bool(re.search(r"reimburs", words, re.IGNORECASE))
    yield Candidate("/expenses/reimbursable", True, sentence, 0.85 if strong else 0.6, "expenses")  # noqa: FBT003
    if _APPROVED.search(words):
        yield Candidate("/expenses/preapproval", True, sentence, 0.8, "expenses")  # noqa: FBT003
    for percent in find_percents(text, sentence.start, sentence.end):
        near = text[max(sentence.start, percent.span.start - 70) : percent.span.end + 50]
        if re.search(r"mark-?up|plus|administrative|handling|surcharge", near, re.IGNORECASE):
            yield Candidate("/expenses/markup_percent", percent.value, percent.span, 0.7, "expenses")
