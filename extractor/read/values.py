"""Tells cells that hold a value (money, a number, a date) from cells that hold words."""

from __future__ import annotations

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_VALUE = re.compile(
    r"[(\[]?\s*(?:(?:US|USD|EUR|GBP|CAD|AUD|CHF|JPY|INR)\s*)?[$€£¥₹]?\s*-?\d[\d,.' ]*\s*%?[)\]]?"
    r"\s*(?:USD|EUR|GBP|CAD|AUD|CHF|JPY|INR|/?\s*(?:per\s+)?(?:hours?|hrs?|days?|weeks?|months?|years?|units?|each))?\.?"
    rf"|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|{_MONTH}\s+\d{{1,2}}(?:,\s*|\s+)\d{{4}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}"
    rf"|{_MONTH}\s+\d{{4}}|[$€£¥]\s*[\[(*_][^a-z]*|\[[*•_ ]+\]|n/?a|tbd|included|no charge|-+",
    re.IGNORECASE,
)
_MONEY_OR_DATE = re.compile(
    rf"[$€£¥₹]\s*[\d\[*_]|\d%|\d{{1,3}},\d{{3}}|\d\.\d\d\b|\b(?:USD|EUR|GBP)\b|{_MONTH}\s+\d|\d/\d",
    re.IGNORECASE,
)


def is_value(text: str) -> bool:
    """Whether the whole text is one value."""
    return len(text) <= 40 and _VALUE.fullmatch(text.strip()) is not None


def shows_money_or_date(text: str) -> bool:
    """Whether an amount, a percentage or a date stands in it."""
    return _MONEY_OR_DATE.search(text) is not None
