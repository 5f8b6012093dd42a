"""Whether words support a value: our own parsers must read the same from them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from extractor.assist.suggestion import Kind
from extractor.find.governing_law import find_places
from extractor.values.dates import find_dates
from extractor.values.durations import find_durations, find_percents
from extractor.values.money import find_money


def read_value(kind: Kind, value: str) -> str | int | None:
    """The value in the form that terms hold, None where it is none of its kind."""
    text = value.strip()
    try:
        match kind:
            case "date":
                return date.fromisoformat(text).isoformat()
            case "months" | "days":
                return int(text)
            case "percent" | "money":
                return format(Decimal(text), "f")
            case "law":
                return text or None
    except (ValueError, InvalidOperation):
        return None


def supports(kind: Kind, words: str, value: str | int) -> bool:
    """Whether the words say the value."""
    match kind:
        case "date":
            return value in {mention.value.isoformat() for mention in find_dates(words)}
        case "months":
            return value in {mention.months for mention in find_durations(words)}
        case "days":
            return value in {mention.days for mention in find_durations(words)}
        case "percent":
            return Decimal(value) in {mention.value for mention in find_percents(words)}
        case "money":
            return Decimal(value) in {mention.amount for mention in find_money(words)}
        case "law":
            return str(value).casefold() in {place.casefold() for place in find_places(words)}
