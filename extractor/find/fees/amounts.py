"""Amounts of the whole contract: its value, its not-to-exceed limit, minimum, advance, currency.

**Clause:** 'City shall pay Consultant an amount not to exceed $30,000'; 'Total Project Fee: $8,042.50'.
**Value:** /not_to_exceed 30000; /contract_value 8042.50.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from extractor.candidates import Candidate
from extractor.find.fees.conditions import conditions
from extractor.find.fees.items import FeeItem
from extractor.values.money import MoneyMention, dollar_currency
from models.document import Span
from models.finding_kind import FindingCode
from models.shape import plain

_POINTERS = {
    "not_to_exceed": "/not_to_exceed",
    "minimum": "/minimum_commitment/amount",
    "expense_cap": "/expenses/cap",
    "advance": "/advance/amount",
}


def _candidate(
    pointer: str, value: Any, span: Span, score: float, *, note: FindingCode | None = None
) -> Candidate:
    return Candidate(pointer, value, span, score, "fees", note)


def _note(item: FeeItem) -> FindingCode | None:
    """'L08' for an amount whose words and figures disagree."""
    return "L08" if "words_amount" in item.more else None


def contract_amounts(
    text: str, items: list[FeeItem], *, mentions: Sequence[MoneyMention], streams: Sequence[Span] = ()
) -> list[Candidate]:
    """The candidates for the contract's own amounts, the likeliest first for each pointer.

    Args:
        text: The document text.
        items: The fee items that speak of the whole contract.
        mentions: Every amount of money in the text.
        streams: The workstreams, whose limits in hours are their own.
    """
    found = [
        _candidate(_POINTERS[item.kind], item.amount, item.span, item.score, note=_note(item))
        for item in items
        if item.kind in _POINTERS
    ]
    found += [
        _candidate("/minimum_commitment/period", item.unit, item.span, item.score)
        for item in items
        if item.kind == "minimum" and item.unit in {"month", "quarter", "half_year", "year", "term"}
    ]
    found += _value(items)
    found += conditions(text, items, streams)
    found += _currency(text, items, mentions)
    return _ranked(found)


def _value(items: list[FeeItem]) -> list[Candidate]:
    """The stated totals; and a fee that its milestones split, since that is the total."""
    found = [
        _candidate("/contract_value", i.amount, i.span, i.score, note=_note(i))
        for i in items
        if i.kind == "total"
    ]
    parts = sum((i.amount for i in items if i.kind == "milestone" and i.amount is not None), Decimal(0))
    found += [
        _candidate("/contract_value", i.amount, i.span, 0.8)
        for i in items
        if i.kind == "fixed" and parts and i.amount == parts
    ]
    return found


def _currency(text: str, items: list[FeeItem], mentions: Sequence[MoneyMention]) -> list[Candidate]:
    if not mentions:
        return _named_currency(text)
    fees = {item.span for item in items}
    near = [m for m in mentions if any(m.span.overlaps(span) for span in fees)] or mentions
    bare = dollar_currency(text)
    counts: dict[str, list[MoneyMention]] = {}
    for mention in near:
        counts.setdefault(mention.currency or bare, []).append(mention)
    best = max(counts, key=lambda code: len(counts[code]))
    stated = any(m.currency for m in counts[best])
    share = len(counts[best]) / len(near)
    score = (0.95 if stated else 0.85) if share > 0.8 else 0.6
    return [_candidate("/currency", best, counts[best][0].span, score)]


def _named_currency(text: str) -> list[Candidate]:
    match = re.search(
        r"\b(?:U\.?S\.?|United States) (?:dollars|currency)\b|\bUSD\b|US\$|\$\s?\[|\(\$|\$_",
        text,
        re.IGNORECASE,
    )
    return [_candidate("/currency", "USD", Span(*match.span()), 0.7)] if match else []


def _ranked(found: list[Candidate]) -> list[Candidate]:
    """Sort by score, then for money the larger one: the whole is the largest stated; amounts as strings."""
    ranked = sorted(
        found, key=lambda f: (f.pointer, -f.score, -(f.value if isinstance(f.value, Decimal) else 0))
    )
    return [replace(f, value=plain(f.value)) if isinstance(f.value, Decimal) else f for f in ranked]
