"""Typed values of a text, as every peer gives them, and the chooser that makes terms of all alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_I = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value and where it stands.

    Attributes:
        kind: date, money, days or percent.
        start: Its first character in the text.
        value: ISO date, or a plain decimal string.
        unit: A currency, or the unit of a duration as written.
    """

    kind: str
    start: int
    value: str
    unit: str | None = None


Reader = Callable[[str], Iterable[Value]]
Choice = tuple[str, str, re.Pattern[str], re.Pattern[str]]

_ANY = re.compile("")
CHOICES: tuple[Choice, ...] = (
    ("effective_date", "date", re.compile(r"effective|dated|as of|entered into|made", _I), _ANY),
    ("contract_value", "money", re.compile(r"total|aggregate|fixed fee|sum of|contract price", _I), _ANY),
    ("not_to_exceed", "money", re.compile(r"exceed|maximum", _I), _ANY),
    ("payment.net_days", "days", re.compile(r"\b(?:pay|due|net)", _I), re.compile("invoice|receipt", _I)),
    ("payment.late_interest", "percent", re.compile(r"interest|late|overdue|past due", _I), _ANY),
    ("renewal.notice_days", "days", re.compile(r"renew|notice", _I), re.compile("renew|expir|end of", _I)),
    ("term_months", "days", re.compile(r"\bterm\b|period of", _I), _ANY),
)  # fmt: skip
"""Field, kind, words before the value, words around it: the first value that has both."""
_BEFORE, _AROUND = 70, 160
POINTERS = {
    "payment.net_days": "/payment/net_days",
    "payment.late_interest": "/payment/late_interest_percent",
    "renewal.notice_days": "/renewal/notice_days",
}
LABELLED = {
    "date": ("/effective_date", "/start_date", "/end_date"),
    "money": ("/contract_value", "/not_to_exceed", "/minimum_commitment/amount", "/expenses/cap"),
    "days": ("/payment/net_days", "/payment/dispute_days", "/renewal/notice_days"),
    "percent": ("/payment/late_interest_percent", "/retention_percent", "/escalation/percent"),
}
"""Labels of one value each, by the kind that a reader must find."""
ITEMS = ("milestones", "fixed_fees", "rates", "recurring_fees", "unit_prices")


def chosen(text: str, values: Sequence[Value]) -> dict[str, Any]:
    """Terms by the rule that anybody would try: the first value of the kind after a word of the field."""
    terms: dict[str, Any] = {"payment": {}, "renewal": {}}
    for field, kind, before, around in CHOICES:
        found = next((v for v in values if v.kind == kind and _fits(text, v, before, around)), None)
        if found is not None:
            _put(terms, field, found)
    currencies = Counter(value.unit for value in values if value.kind == "money" and value.unit)
    terms["currency"] = currencies.most_common(1)[0][0] if currencies else None
    return terms


def _fits(text: str, value: Value, before: re.Pattern[str], around: re.Pattern[str]) -> bool:
    ahead = text[max(value.start - _BEFORE, 0) : value.start]
    near = text[max(value.start - _AROUND, 0) : value.start + _AROUND]
    return bool(before.search(ahead) and around.search(near))


def _put(terms: dict[str, Any], field: str, found: Value) -> None:
    group, _, name = field.rpartition(".")
    if name == "term_months":
        terms[name] = round(float(found.value) / 30.4)
    elif name == "late_interest":
        terms[group]["late_interest_percent"] = found.value
    elif found.kind == "days":
        terms[group][name] = round(float(found.value))
    else:
        terms[name] = found.value


def labelled_values(label: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Kind and value of everything that a label states as a date, an amount, days or a percent."""
    for kind, pointers in LABELLED.items():
        for pointer in pointers:
            value: Any = label
            for key in pointer.strip("/").split("/"):
                value = (value or {}).get(key)
            if value is not None:
                yield kind, str(value)
    for name in ITEMS:
        for item in label.get(name) or ():
            if item.get("amount") is not None:
                yield "money", str(item["amount"])


def same(kind: str, one: str, other: str) -> bool:
    """Whether two values of a kind are equal."""
    return one == other if kind == "date" else abs(float(one) - float(other)) < 1e-6
