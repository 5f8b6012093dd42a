"""The peers that run in this process: regular expressions, spaCy's stock entities, and our own values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateutil import parser as dates

from benchmarks.peers.typed import Value
from extractor.values.dates import find_dates
from extractor.values.durations import find_durations, find_percents
from extractor.values.money import find_money

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(
    rf"\b(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}"
    r"|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})"
)
_MONEY = re.compile(r"(?P<currency>US\$|USD|EUR|GBP|[$€£])\s?(?P<amount>\d[\d,]*(?:\.\d+)?)")
_DAYS = re.compile(
    r"\b(?P<count>\d{1,3})\)?\s+(?:calendar\s+|business\s+)?(?P<unit>day|week|month|year)s?\b", re.IGNORECASE
)
_PERCENT = re.compile(r"(?P<percent>\d{1,3}(?:\.\d+)?)\s?%")
_DAYS_OF = {"day": 1, "week": 7, "month": 30, "year": 365}
_CURRENCIES = {"$": "USD", "US$": "USD", "USD": "USD", "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP"}


def by_expressions(text: str) -> Iterator[Value]:
    """What a handful of regular expressions reads."""
    for found in _DATE.finditer(text):
        yield from _dated(found.start(), found[0])
    for found in _MONEY.finditer(text):
        yield Value("money", found.start(), found["amount"].replace(",", ""), _CURRENCIES[found["currency"]])
    for found in _DAYS.finditer(text):
        days = int(found["count"]) * _DAYS_OF[found["unit"].lower()]
        yield Value("days", found.start(), str(days), found["unit"].lower())
    for found in _PERCENT.finditer(text):
        yield Value("percent", found.start(), found["percent"])


def by_our_values(text: str) -> Iterator[Value]:
    """What our own parsers of values read, without our finders."""
    for date in find_dates(text):
        yield Value("date", date.span.start, date.value.isoformat())
    for money in find_money(text):
        yield Value("money", money.span.start, format(money.amount, "f"), money.currency or "USD")
    for days in find_durations(text):
        yield Value("days", days.span.start, str(days.days), days.unit)
    for percent in find_percents(text):
        yield Value("percent", percent.span.start, format(percent.value, "f"))


class StockEntities:
    """spaCy's small English model, where it is installed; its entities read by the expressions above."""

    def __init__(self) -> None:
        import spacy  # noqa: PLC0415 - heavy

        self._nlp: Any = spacy.load("en_core_web_sm", exclude=["tagger", "parser"])

    def __call__(self, text: str) -> Iterator[Value]:
        """Dates, money and percents among the entities."""
        wanted = {"DATE", "MONEY", "PERCENT"}
        for entity in self._nlp(text).ents:
            if entity.label_ in wanted:
                for value in by_expressions(entity.text):
                    yield Value(value.kind, entity.start_char + value.start, value.value, value.unit)


def _dated(start: int, words: str) -> Iterator[Value]:
    try:
        yield Value("date", start, dates.parse(words).date().isoformat())
    except (ValueError, OverflowError):
        return
