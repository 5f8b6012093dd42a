"""Price tiers: bands of quantity with a unit price each, as one price.

**Clause:** '0 - 10,000: $0.50; 10,001 - 50,000: $0.40; over 50,000: $0.30 per transaction'.
**Value:** tiers up to 10000 at 0.50, up to 50000 at 0.40, and without an end at 0.30.

Bands that share a border ('0-10', '10-20') do not say which of the two a quantity on it belongs to and stay apart.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor.find.fees.items import FeeItem
from models.document import Span

_BAND = re.compile(r"(?P<low>[\d,]{1,12})\s?(?:-|–|—|to)\s?(?P<high>[\d,]{1,12})(?:\s\w{1,20})?")
_LAST = re.compile(r"(?:over|above|more than|greater than|>)\s?(?P<low>[\d,]{1,12})(?:\s\w{1,20})?|(?P<from>[\d,]{1,12})\s?(?:\+|and (?:above|over|up))", re.IGNORECASE)  # fmt: skip
_MODES = (
    ("volume", re.compile(r"\bapplies to (?:all|the entire|the whole)\b|\ball[\s-]units\b|\bentire (?:monthly )?(?:volume|quantity)\b", re.IGNORECASE)),
    ("graduated", re.compile(r"\bwithin (?:that|each|the|its) (?:band|tier|range)\b|\bgraduated\b|\bincremental\w*\b|\b(?:only|just) to (?:the )?\w+ (?:in|within) (?:that|each|its) (?:band|tier)\b", re.IGNORECASE)),
)  # fmt: skip
_PER = re.compile(r"\bper\s(?P<unit>[A-Za-z][\w-]{1,24}(?:\s[a-z][\w-]{1,20})?)", re.IGNORECASE)


def as_tiers(items: list[FeeItem], header: list[str]) -> list[FeeItem]:
    """One unit price with tiers where the names of the prices are bands that follow one another."""
    bands = [_band(item.name or "") for item in items]
    if len(items) < 2 or any(band is None for band in bands) or not _follow([b for b in bands if b]):
        return items
    named = _PER.search(header[-1]) or _PER.search(" ".join(header))
    tiers = [
        {"up_to": band[1] if band else None, "unit_amount": i.amount}
        for i, band in zip(items, bands, strict=True)
    ]
    unit = named["unit"] if named else None
    return [
        replace(
            items[0], name=header[-1] or None, name_span=None, amount=None, unit=unit, more={"tiers": tiers}
        )
    ]


def tier_mode(text: str) -> tuple[str, Span] | None:
    """Whether each band has its own price (graduated) or the quantity's band prices all of it (volume)."""
    for mode, pattern in _MODES:
        match = pattern.search(text)
        if match:
            return mode, Span(*match.span())
    return None


def _band(name: str) -> tuple[Decimal, Decimal | None] | None:
    closed, last = _BAND.fullmatch(name), _LAST.fullmatch(name)
    if closed:
        return _figure(closed["low"]), _figure(closed["high"])
    if last:
        low = last["low"] or last["from"]
        return _figure(low) + (1 if last["low"] else 0), None
    return None


def _figure(text: str) -> Decimal:
    return Decimal(text.replace(",", "") or 0)


def _follow(bands: list[tuple[Decimal, Decimal | None]]) -> bool:
    return all(high is not None and low == high + 1 for (_, high), (low, _) in pairwise(bands))
