"""Find whether and how the provider's expenses are paid.

**Clause:** Client shall reimburse Consultant for reasonable, pre-approved travel expenses at cost.
**Value:** reimbursable, with approval beforehand
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.candidates import Candidate
from extractor.segment import ContractText
from models.document import Span

_EXPENSES = re.compile(
    r"\b(?:expenses?|costs\sincurred\sby\s[^.;]{1,30}\sare\sfor|covers\sall\scosts\sof|courier|out[\s-]of[\s-]pocket|disbursements?|reimbursables?|outlays?|living\scosts|lodging|costs\s(?:for|of)\stravel|travel(?:ing)?\s(?:costs?|and))\b",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:reimburs\w+|pay|paid|payable|in addition to|billed|invoic\w+|recover|recoverable|borne\sby|charged|chargeable|refundable|refunded|repa(?:id|y|yment)|pass(?:ed|es)?\son)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"(?:\bfor\s(?:its|their|his|her)\sown\saccount\b|\b(?:inclu\w+|cover\w*)\b[^.;]{0,60}\b(?:travel|subsistence|lodging|all\scosts|overhead|disbursements?|outlays?)\b|\bnothing\sis\scharged\b|\bno\s(?:separate|additional|extra)\scharge\b|\bnot\s(?:be\s)?(?:chargeable|charged|reimburs\w+|recoverable|refunded)|\bcosts\s(?:are|is)\sincluded|\bincluded\sin\sthe\s(?:fees?|rates?|price|charges)|\bno\sclaim\sto\s(?:re)?payment|\ball-inclusive\b|\b(?:no|not|without)\b[^.;]{0,50}\b(?:reimburs\w+|additional\s(?:expenses|charge)|expenses)|own\s{1,3}(?:cost\s{1,3}and\s{1,3})?expenses?|"
    r"(?:inclu\w+|inclusive)\s{1,3}(?:of\s)?(?:all|any)?[^.;]{0,30}\bexpenses|responsible\s{1,3}for\s{1,3}(?:all|any|its|their)?[^.;]{0,40}expenses|\b(?:no|without)\s(?:any\s)?(?:obligation|duty)\sto\s(?:reimburse|pay|refund)|"
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


def find_expenses(contract: ContractText) -> list[Candidate]:
    """Candidates for reimbursable and preapproval."""
    found: list[Candidate] = []
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        match = _EXPENSES.search(words) if _STATED.search(words) else None
        if match and not _NOT_OURS.search(words[max(match.start() - 150, 0) : match.end() + 100]):
            found += _policy(sentence, words)
    return found


def _policy(sentence: Span, words: str) -> Iterator[Candidate]:
    refused = _REFUSED.search(words)
    if refused and not re.search(
        r"shall\s{1,3}reimburse|will\s{1,3}reimburse|except|exceed|in\sno\sevent|\bcap", words, re.IGNORECASE
    ):
        yield Candidate("/expenses/reimbursable", False, sentence, 0.7, "expenses")  # noqa: FBT003
        return
    if not _PAID.search(words):
        return
    strong = bool(re.search(r"reimburs", words, re.IGNORECASE))
    yield Candidate("/expenses/reimbursable", True, sentence, 0.85 if strong else 0.6, "expenses")  # noqa: FBT003
    if _APPROVED.search(words):
        yield Candidate("/expenses/preapproval", True, sentence, 0.8, "expenses")  # noqa: FBT003
