"""Amounts that a change order adds and arrives at.

**Clause:** 'The Statement of Work provides for a fixed price of $66,600. The price is increased by $13,400 to $80,000.'
**Value:** a fixed fee of 13400 and the new total of 80000; what stood before the change is no fee of this document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.find.fees.items import FeeItem, FeeKind
from extractor.find.fees.units import unit_after
from extractor.values.money import MoneyMention

_I = re.IGNORECASE
_REACH = 160
_BY = re.compile(
    r"\b(?:increas|rais|ris|reduc|decreas|chang|amend|adjust)\w*\b[^.;$€£]{0,60}\bby\s{1,3}(?:an?\s(?:\w+\s){0,3}of\s)?$",
    _I,
)
_FROM = re.compile(
    r"\b(?:increas|rais|ris|reduc|decreas|chang|amend|adjust|go|goes|revis)\w*\b[^.;]{0,110}\bfrom\s{1,3}(?:an?\s(?:\w+\s){0,3}of\s)?$",
    _I,
)
_FORMERLY = re.compile(r"\b(?:formerly|previously|originally)\s{1,3}$", _I)
_RATE = re.compile(r"\b(?:rates?|per hour|hourly|daily|monthly|per month|retainer)\b", _I)
_OTHER = re.compile(r"\b(?:liability|insurance|coverage|bond|expenses?|travel)\b", _I)
_DOWN = re.compile(r"\b(?:reduc|decreas)\w*\b[^.;]{0,90}$", _I)
_TO = re.compile(
    r"\)?,?\s{1,3}(?:so that (?:it|the [\w\s]{3,40}) (?:is|becomes)|to)\s{1,3}(?:an?\s(?:\w+\s){0,4}of\s)?(?:[A-Za-z-]+\s){0,12}\(?",
    _I,
)
_LIMIT = re.compile(r"\b(?:not[\s-]to[\s-]exceed|cap|ceiling|maximum|limit)\b", _I)
_PRICE = re.compile(r"\b(?:price|fees?|value|sum|compensation|amount|cost|consideration)\b", _I)


def read_changes(text: str, mentions: Sequence[MoneyMention]) -> tuple[list[FeeItem], set[Decimal]]:
    """The added fees and new totals or limits, and the amounts that they replace.

    Args:
        text: The document text.
        mentions: Its amounts outside tables, in order.
    """
    items: list[FeeItem] = []
    replaced = {
        m.amount for m in mentions if _FORMERLY.search(text[max(m.span.start - 40, 0) : m.span.start])
    }
    for old, new in pairwise(mentions):
        left = text[max(old.span.start - _REACH, 0) : old.span.start]
        if not _FROM.search(left) or not _TO.fullmatch(text, old.span.end, new.span.start):
            continue
        replaced.add(old.amount)
        kind = _kind(re.split(r"[.;]\s", left)[-1])
        if kind and not unit_after(text[new.span.end : new.span.end + 40]):
            items.append(FeeItem(kind, new.span, None, new.amount, score=0.9))
    for change, new in pairwise(mentions):
        left = text[max(change.span.start - _REACH, 0) : change.span.start]
        if not _BY.search(left) or not _TO.fullmatch(text, change.span.end, new.span.start):
            continue
        down = bool(_DOWN.search(left))
        replaced.add(new.amount + change.amount if down else new.amount - change.amount)
        kind = _kind(re.split(r"[.;]\s", left)[-1])
        if kind:
            items.append(FeeItem(kind, new.span, None, new.amount, score=0.9))
        if kind == "total" and not down:
            items.append(FeeItem("fixed", change.span, "Increase", change.amount, score=0.75))
    return [item for item in items if item.amount not in replaced], replaced


def _kind(clause: str) -> FeeKind | None:
    """What a change is of: the whole price or its limit; None for a rate and what is no fee."""
    if _RATE.search(clause) or _OTHER.search(clause):
        return None
    return "not_to_exceed" if _LIMIT.search(clause) else "total" if _PRICE.search(clause) else None
