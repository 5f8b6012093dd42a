"""Whether an invoice needs the client's purchase order.

**Clause:** 'No payment will be made without a purchase order.' or 'Each invoice must bear Client's PO number.'
**Value:** /payment/purchase_order_required true.
"""

from __future__ import annotations

import re

from extractor.candidates import Candidate, candidate_at

_I = re.IGNORECASE
_ORDER = re.compile(r"\b(?:purchase\sorder|P\.?O\.?\s(?:number|no\.?)|PO)\b(?!\s?box)", _I)
_BILLED = re.compile(r"\b(?:invoic\w*|bill(?:s|ed|ing)?|pa(?:y|id)\w*)\b", _I)
_NEEDED = re.compile(
    r"\b(?:must|shall|is\sto|are\sto|requires?|required|should|needs?\sto|unless|without|until|before)\b|\bwill\s(?:quote|bear|show|state|reference|include|issue|be\s(?:returned|rejected))\b",
    _I,
)
_SHOWN = re.compile(
    r"\b(?:quot\w+|bear\w*|refer\w*|includ\w+|stat(?:e|es|ed|ing)|show\w*|cit(?:e|es|ed)|carr(?:y|ies)|contain\w*|identif\w+|mention\w*|appear\w*|"
    r"without|unless|in\splace|required|place\sa|issue\sa)\b",
    _I,
)
_NOT_REQUIRED = re.compile(
    r"\b(?:not\s(?:be\s)?(?:required|necessary)|no\spurchase\sorder\sis|(?:terms|conditions|provisions)\s(?:\w+\s){0,4}(?:of|in|on|contained)\s(?:\w+\s){0,3}purchase\sorder|"
    r"(?:supersede|prevail|pre-?printed|null\sand\svoid|additional\sterms|conflict\w*|reject(?:ed)?\sby|products?|deliver\w*|ship\w*|in\slieu\sof|whether\sor\snot|even\sif))\b",
    _I,
)


def read_order(offset: int, text: str) -> list[Candidate]:
    """A candidate in one sentence, which starts at `offset` of the flat text."""
    order = _ORDER.search(text)
    if not order or _NOT_REQUIRED.search(text):
        return []
    if not (_BILLED.search(text) and _NEEDED.search(text) and _SHOWN.search(text)):
        return []
    where = (offset + order.start(), offset + order.end())
    return [candidate_at("/payment/purchase_order_required", True, where, 0.8, "payment")]  # noqa: FBT003 - the value itself
