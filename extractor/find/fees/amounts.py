"""Amounts of the whole contract: its value, its not-to-exceed limit, minimum, advance, currency.

**Clause:** 'City shall pay Consultant an amount not to exceed $30,000'; 'Total Project Fee: $8,042.50'.
**Value:** /not_to_exceed 30000; /contract_value 8042.50.
"""

from __future__ import annotations

from decimal import Decimal

from extractor.find.fees.found import FoundAmount
from extractor.find.fees.items import FeeItem
from extractor.values.money import MoneyMention, dollar_currency, find_money
from models.document import Document, Span

_POINTERS = {
    "not_to_exceed": "/not_to_exceed",
    "minimum": "/minimum_commitment/amount",
    "expense_cap": "/expenses/cap",
}


def contract_amounts(document: Document, items: list[FeeItem]) -> list[FoundAmount]:
    """The candidates for the contract's own amounts, the likeliest first for each pointer."""
    found = [
        FoundAmount(_POINTERS[item.kind], item.amount, (item.span,), item.score)
        for item in items
        if item.kind in _POINTERS
    ]
    found += [
        FoundAmount("/minimum_commitment/period", item.unit, (item.span,), item.score)
        for item in items
        if item.kind == "minimum" and item.unit in {"month", "quarter", "half_year", "year", "term"}
    ]
    found += _value(items)
    found += _currency(document, items)
    return _ranked(found)


def _value(items: list[FeeItem]) -> list[FoundAmount]:
    """The stated totals; and a fee that its milestones split, since that is the total."""
    found = [FoundAmount("/contract_value", i.amount, (i.span,), i.score) for i in items if i.kind == "total"]
    parts = sum((i.amount for i in items if i.kind == "milestone" and i.amount is not None), Decimal(0))
    found += [
        FoundAmount("/contract_value", i.amount, (i.span,), 0.8)
        for i in items
        if i.kind == "fixed" and parts and i.amount == parts
    ]
    return found


def _currency(document: Document, items: list[FeeItem]) -> list[FoundAmount]:
    mentions = find_money(document.text)
    if not mentions:
        return _named_currency(document)
    fees = {item.span for item in items}
    near = [m for m in mentions if any(m.span.overlaps(span) for span in fees)] or mentions
    bare = dollar_currency(document.text)
    counts: dict[str, list[MoneyMention]] = {}
    for mention in near:
        counts.setdefault(mention.currency or bare, []).append(mention)
    best = max(counts, key=lambda code: len(counts[code]))
    stated = any(m.currency for m in counts[best])
    share = len(counts[best]) / len(near)
    score = (0.95 if stated else 0.85) if share > 0.8 else 0.6
    return [FoundAmount("/currency", best, (counts[best][0].span,), score)]


def _named_currency(document: Document) -> list[FoundAmount]:
    import re

    match = re.search(
        r"\b(?:U\.?S\.?|United States) (?:dollars|currency)\b|\bUSD\b|US\$|\$\s?\[|\(\$|\$_",
        document.text,
        re.IGNORECASE,
    )
    return [FoundAmount("/currency", "USD", (Span(*match.span()),), 0.7)] if match else []


def _ranked(found: list[FoundAmount]) -> list[FoundAmount]:
    """Sort by score, then for money the larger one: a limit of the whole is the largest stated."""
    return sorted(
        found, key=lambda f: (f.pointer, -f.score, -(f.value if isinstance(f.value, Decimal) else 0))
    )
