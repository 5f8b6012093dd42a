"""Whether the quote of a value says it: our own parsers read the quote again, without the other text.

Judged are dates, amounts, percents, counts of time and names. What a quote shows in another way (a method, a
role, a yes or no) is left out, for reading it again would be finding it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from extractor.values.dates import find_dates
from extractor.values.durations import find_durations, find_percents
from extractor.values.money import find_money, read_number
from extractor.values.number_words import find_word_numbers
from models.extraction import Extraction
from models.period import add_months
from models.pointer import resolve

Kind = Literal["date", "number", "name"]
KINDS: dict[str, Kind] = {
    "effective_date": "date", "start_date": "date", "end_date": "date", "signed_on": "date",
    "due_date": "date", "first_on": "date", "amount": "number", "unit_amount": "number",
    "contract_value": "number", "not_to_exceed": "number", "cap": "number", "receipts_over": "number",
    "percent": "number", "late_interest_percent": "number", "early_discount_percent": "number",
    "markup_percent": "number", "net_days": "number", "notice_days": "number", "term_months": "number",
    "dispute_days": "number", "early_discount_days": "number", "review_days": "number",
    "overage_rate": "number", "included_hours": "number", "name": "name", "title": "name",
    "role": "name", "governing_law": "name", "reference": "name",
}  # fmt: skip
_FIGURES = re.compile(r"\d[\d.,'\u2019 ]*\d|\d")


def supported(extraction: Extraction) -> dict[str, bool]:
    """By pointer, whether the quotes say the value; of every value that can be judged."""
    terms = extraction.terms.model_dump(mode="json")
    judged = {}
    for pointer, evidence in extraction.evidence.items():
        kind = _kind(pointer)
        if kind is not None and evidence[0].source == "document":
            words = " ".join(piece.quote for piece in evidence)
            value = resolve(terms, pointer)
            counted = pointer.endswith("end_date") and ends_on(value, words)
            judged[pointer] = counted or says(kind, value, words)
    return judged


def _kind(pointer: str) -> Kind | None:
    leaf = pointer.rsplit("/", 1)[1]
    return None if pointer.startswith("/parties") and leaf == "role" else KINDS.get(leaf)


def says(kind: Kind, value: Any, words: str) -> bool:
    """Whether the words say the value."""
    if kind == "date":
        return value in {mention.value.isoformat() for mention in find_dates(words)}
    if kind == "name":
        return _letters(str(value)) in _letters(words)
    return Decimal(str(value)) in set(_numbers(words))


def ends_on(value: str, words: str) -> bool:
    """Whether a date and a length of time in the words come to this end, or to the day before it."""
    ends = {
        add_months(begun.value, length.months)
        for begun in find_dates(words)
        for length in find_durations(words)
        if length.months
    }
    end = date.fromisoformat(value)
    return bool(ends & {end, end + timedelta(days=1)})


def _numbers(words: str) -> Iterator[Decimal]:
    """Every number that a quote can be read to."""
    yield from (mention.amount for mention in find_money(words))
    yield from (mention.value for mention in find_percents(words))
    for mention in find_durations(words):
        yield Decimal(mention.days)
        if mention.months is not None:
            yield Decimal(mention.months)
        yield Decimal(mention.count)
    yield from (found.value for found in find_word_numbers(words))
    yield from (read_number(figures[0].strip()) for figures in _FIGURES.finditer(words))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.casefold())
