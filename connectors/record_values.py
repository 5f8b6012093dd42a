"""A field of a CLM or CRM record to the JSON of a term: one small reader per type of field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

FieldType = Literal[
    "text",
    "date",
    "days",
    "months",
    "integer",
    "decimal",
    "amount",
    "currency",
    "boolean",
    "choice",
    "parties",
]
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def unwrap(value: Any) -> Any:
    """The value of a typed property {type, value, ...}; any other value as it is."""
    if isinstance(value, Mapping) and {"type", "value"} <= value.keys():
        return value["value"]
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is needed")  # noqa: TRY004 - one kind of error says 'cannot be read'
    return " ".join(value.split())


def _date(value: Any) -> str:
    """The calendar day as written: the time of day and its zone are a system's habit, not a term."""
    text = _text(value)
    if len(text) > 10 and text[10] not in "T ":
        raise ValueError("a date such as 2026-01-31 is needed")
    return date.fromisoformat(text[:10]).isoformat()


def _decimal(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise ValueError("a number is needed")  # noqa: TRY004 - as above
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError("a number such as 50000.00 is needed") from None
    if not number.is_finite() or abs(number.adjusted()) > 28:
        raise ValueError("a number of at most 28 digits is needed")
    return format(number, "f")


def _amount(value: Any) -> str:
    """The amount of {amount, currency}, or a bare number in the major unit."""
    return _decimal(value.get("amount") if isinstance(value, Mapping) else value)


def _currency(value: Any) -> str:
    return _text(value.get("currency") if isinstance(value, Mapping) else value).upper()


def _integer(value: Any) -> int:
    number = Decimal(_decimal(value))
    if number != number.to_integral_value():
        raise ValueError("a whole number is needed")
    return int(number)


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    answer = {"yes": True, "true": True, "no": False, "false": False}.get(str(value).strip().casefold())
    if answer is None:
        raise ValueError("yes or no is needed")
    return answer


def _duration(value: Any) -> tuple[int, int]:
    """Months and days of an ISO 8601 duration such as 'P1Y6M' or 'P30D'."""
    found = _DURATION.fullmatch(_text(value))
    if found is None or not any(found.groups()):
        raise ValueError("a duration such as P30D or P12M is needed")
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return years * 12 + months, weeks * 7 + days


def _days(value: Any) -> int:
    """A count of days: a whole number, or a duration of days and weeks only."""
    if not isinstance(value, str) or not value.startswith("P"):
        return _integer(value)
    months, days = _duration(value)
    if months:
        raise ValueError("a duration in days is needed: months differ in length")
    return days


def _months(value: Any) -> int:
    """A count of months: a whole number, or a duration of years and months only."""
    if not isinstance(value, str) or not value.startswith("P"):
        return _integer(value)
    months, days = _duration(value)
    if days:
        raise ValueError("a duration in months is needed")
    return months


READERS: dict[FieldType, Callable[[Any], Any]] = {
    "text": _text,
    "date": _date,
    "days": _days,
    "months": _months,
    "integer": _integer,
    "decimal": _decimal,
    "amount": _amount,
    "currency": _currency,
    "boolean": _boolean,
}


def read_choice(value: Any, choices: Mapping[str, Any]) -> Any:
    """What a picklist's value means; case and spaces around it do not matter.

    Raises:
        ValueError: The mapping names no such choice.
    """
    wanted = _text(value).casefold()
    for name, meaning in choices.items():
        if name.casefold() == wanted:
            return meaning
    raise ValueError("the mapping names no such choice; add it under 'choices'")
