"""Whether the prices include tax.

**Clause:** 'All fees are exclusive of VAT.' or 'The prices stated are final and include sales tax.'
**Value:** /tax_inclusive false; true.
"""

from __future__ import annotations

import re

from extractor.candidates import Candidate
from extractor.segment import ContractText
from models.document import Span

_I = re.IGNORECASE
_TAX = re.compile(
    r"\b(?:VAT|GST|HST|PST|QST|TVA|MwSt|value[\s-]added\stax(?:es)?|(?:sales|use|excise|service|consumption)(?:(?:,|\sand|\sor|\s/)?\s(?:sales|use|excise|service|similar))*\stax(?:es)?|(?:applicable|any|all|such|other)\s(?:\w+\s)?tax(?:es)?|tax(?:es)?)\b"
)
_PRICES = re.compile(
    r"\b(?:fees?|prices?|rates?|charges?|amounts?|sums?|consideration|compensation|payments?|contract\sprice)\b",
    _I,
)
_EXCLUDED = re.compile(
    r"\b(?:exclusive\sof|exclud(?:e|es|ing)|excl\.?|(?:do|does|shall|will)\snot\sinclude|not\sincluded|not\sinclusive\sof|net\sof|without|plus|on\stop\sof|in\saddition|be\sadded|are\sadded|added\sto)\b",
    _I,
)
_INCLUDED = re.compile(
    r"\b(?:inclusive\sof|includ(?:e|es|ing)|incl\.?|(?:is|are)\sincluded|all-in(?:clusive)?)\b", _I
)
_NOT_PRICES = re.compile(
    r"\b(?:income\stax\w*|withh\w+|payroll|employ\w+|property\stax\w*|expenses?|reimburs\w+|net\s(?:sales|revenues?|profits?)|gross|royalt\w+|commissions?|costs\sinclud\w+|franchise|retail|personal|benefits?|attorney\w*|penalt\w+|indemnif\w+|insurance|cap\b|not\sexceed)\b",
    _I,
)
_NEAR = 60


def find_tax(contract: ContractText) -> list[Candidate]:
    """Candidates for tax_inclusive."""
    found = []
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        tax = _TAX.search(words)
        if tax and not _NOT_PRICES.search(words):
            said = _said(words, tax)
            if said is not None:
                where = Span(sentence.start, sentence.end)
                found.append(Candidate("/tax_inclusive", said, where, 0.75, "tax"))
    return found


def _said(words: str, tax: re.Match[str]) -> bool | None:
    """What the words around the tax say of it; None where they say nothing, or both."""
    ahead, behind = words[max(tax.start() - _NEAR, 0) : tax.start()], words[tax.end() : tax.end() + _NEAR]
    near = f"{ahead} {behind}"
    excluded = _EXCLUDED.search(near)
    if excluded and (_PRICES.search(words) or re.search(r"\bbe\sadded\b", behind, _I)):
        return False
    if not _PRICES.search(words):
        return None
    included = _INCLUDED.search(near)
    denied = included and re.search(r"\b(?:not|no)\b[^,;]{0,20}$", near[: included.start()], _I)
    return True if included and not denied else None
