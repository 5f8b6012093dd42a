"""Extracted terms against a label written by a person: what is right, what is wrong, what was missed.

A label is a JSON file of clean values in flat form (parties, dates, milestones, rates, recurring_fees ...),
with `alternatives` for values that a fair reviewer would accept as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Any

from extractor.values.legal_forms import PLAIN_FORMS
from models import pointer as pointers

SCALARS = {
    "effective_date": "/effective_date",
    "start_date": "/start_date",
    "end_date": "/end_date",
    "term_months": "/term_months",
    "renewal.automatic": "/renewal/automatic",
    "renewal.term_months": "/renewal/term_months",
    "renewal.notice_days": "/renewal/notice_days",
    "governing_law": "/governing_law",
    "currency": "/currency",
    "contract_value": "/contract_value",
    "not_to_exceed": "/not_to_exceed",
    "payment.net_days": "/payment/net_days",
    "payment.billing_frequency": "/payment/billing_frequency",
    "payment.late_interest": "/payment/late_interest_percent",
    "payment.dispute_days": "/payment/dispute_days",
    "expenses.reimbursable": "/expenses/reimbursable",
    "retention_percent": "/retention/percent",
    "escalation.percent": "/escalation/percent",
    "minimum_commitment": "/minimum_commitment/amount",
}
LABELLED_ELSEWHERE = {"/retention/percent": "/retention_percent"}
METHODS = {"retainer": "recurring", "progress": "milestone"}
"""Methods that are finer in the terms than in labels."""
_SIMILAR = 0.88
_SAME_NAME = 0.5  # of the words of the shorter name
_LEGAL_FORMS = re.compile(rf"\b(?:{PLAIN_FORMS}|the)\b")
_PLACE_WORDS = re.compile(r"\b(?:the|state|commonwealth|province|laws?|of|and|us|usa|united states|canada)\b")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One value compared with the label.

    Attributes:
        field: The field's name in reports.
        pointer: Of the value in the terms; None where it was missed.
        outcome: right, wrong (a value that the label does not have) or missed (one that was not found).
    """

    field: str
    pointer: str | None
    outcome: str


def judge(terms: Mapping[str, Any], label: Mapping[str, Any]) -> Iterator[Judgement]:
    """Compare the terms of one contract, as JSON, with its label."""
    for field, pointer in SCALARS.items():
        wanted = LABELLED_ELSEWHERE.get(pointer, pointer)
        if _labels(label, wanted):
            yield from _judge_scalar(
                field, pointer, pointers.resolve(terms, pointer), _accepted(label, wanted)
            )
    if "parties" in label:
        yield from _judge_parties(terms.get("parties") or [], label)
    if "billing_methods" in label:
        yield from _judge_methods(terms.get("lines") or [], set(label["billing_methods"] or ()))
    for field, found in _items(terms).items():
        if field in label:
            yield from _judge_items(field, found, label[field] or [])


def _labels(label: Mapping[str, Any], pointer: str) -> bool:
    """Whether the label speaks of a term at all; some sets label only a few."""
    return pointer.split("/")[1] in label


def _accepted(label: Mapping[str, Any], pointer: str) -> list[Any]:
    alternatives = label.get("alternatives") or {}
    values = [pointers.resolve(label, pointer), *alternatives.get(pointer, [])]
    parent, _, key = pointer.rpartition("/")
    others = alternatives.get(parent, []) if parent else []
    return values + [other.get(key) if isinstance(other, Mapping) else None for other in others]


def _judge_scalar(field: str, pointer: str, have: Any, accepted: Sequence[Any]) -> Iterator[Judgement]:
    if field == "renewal.automatic":  # only 'renews by itself' is a finding; silence and 'no' are one
        accepted, have = [value or None for value in accepted], have or None
    optional = None in accepted
    if have is None:
        if not optional:
            yield Judgement(field, None, "missed")
        return
    if any(value is not None and _same(value, have) for value in accepted):
        yield Judgement(field, pointer, "right")
        return
    yield Judgement(field, pointer, "wrong")
    if not optional:
        yield Judgement(field, None, "missed")


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return _words(str(one)) == _words(str(other))


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", _PLACE_WORDS.sub(" ", text.lower())).split())


def same_company(one: str, other: str) -> bool:
    """Whether two names are one company's, but for its legal form and spelling."""
    return _company(one) == _company(other) or _alike(_company(one), _company(other)) > _SIMILAR


def _company(name: str) -> str:
    name = re.sub(r"[.,'\u2019\"\u201c\u201d]", "", re.sub(r"\([^)]*\)", " ", name.lower()))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", _LEGAL_FORMS.sub(" ", name)).split())


def _judge_parties(found: Sequence[Mapping[str, Any]], label: Mapping[str, Any]) -> Iterator[Judgement]:
    left = {index: _company(party["name"]) for index, party in enumerate(label.get("parties") or [])}
    for index, party in enumerate(found):
        name = _company(party["name"])
        hit = next(
            (at for at, other in left.items() if name == other or _alike(name, other) > _SIMILAR), None
        )
        outcome = "right" if hit is not None else "wrong"
        yield Judgement("parties", f"/parties/{index}/name", outcome)
        if hit is None:
            continue
        left.pop(hit)
        wanted = label["parties"][hit].get("role")
        if party.get("role") and wanted != "other":  # which labels also say where roles were not read
            right = party["role"] == wanted
            yield Judgement("party_roles", f"/parties/{index}/role", "right" if right else "wrong")
    yield from (Judgement("parties", None, "missed") for _ in left)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _judge_methods(lines: Sequence[Mapping[str, Any]], wanted: set[str]) -> Iterator[Judgement]:
    """Each line's method; one that two lines have is judged twice, for it is two values."""
    seen = set()
    for index, line in enumerate(lines):
        method = METHODS.get(line["billing_method"], line["billing_method"])
        seen.add(method)
        if method != "expenses":
            outcome = "right" if method in wanted else "wrong"
            yield Judgement("billing_methods", f"/lines/{index}/billing_method", outcome)
    yield from (Judgement("billing_methods", None, "missed") for _ in wanted - seen)


def _items(terms: Mapping[str, Any]) -> dict[str, list[tuple[str, Mapping[str, Any]]]]:
    """The items of the contract lines as labels list them, each with its pointer."""
    found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {
        name: [] for name in ("milestones", "fixed_fees", "rates", "recurring_fees", "unit_prices")
    }
    for index, line in enumerate(terms.get("lines") or []):
        at = f"/lines/{index}"
        for kind in ("milestones", "rates"):
            found[kind] += [(f"{at}/{kind}/{n}", item) for n, item in enumerate(line.get(kind) or [])]
        method, amount = line["billing_method"], line.get("amount")
        if method in {"recurring", "retainer"} and amount is not None:
            fee = {"amount": amount, "period": line.get("period"), "name": line.get("name")}
            found["recurring_fees"].append((at, fee))
        elif method == "fixed_price" and amount is not None and not line.get("milestones"):
            found["fixed_fees"].append((at, {"amount": amount, "name": line.get("name")}))
        elif method == "unit_price" and line.get("unit_amount") is not None:
            found["unit_prices"].append((f"{at}/unit_amount", {"amount": line["unit_amount"]}))
    return found


def _judge_items(
    field: str, found: Iterable[tuple[str, Mapping[str, Any]]], wanted: Iterable[Mapping[str, Any]]
) -> Iterator[Judgement]:
    """Match one to one by amount or percent, and by unit or period where there is one."""
    left = [item for item in wanted if _values(item)]
    for at, item in found:
        if not _values(item):
            continue
        hit = next(
            (other for other in left if _values(item) & _values(other) and _unit(item) == _unit(other)), None
        )
        if hit is not None:
            left.remove(hit)
        place = at if at.endswith("unit_amount") else f"{at}/{'amount' if item.get('amount') else 'percent'}"
        yield Judgement(field, place, "wrong" if hit is None else "right")
        if hit is not None:
            yield from _judge_name(at, item, hit)
    yield from (Judgement(field, None, "missed") for _ in left)


def _judge_name(at: str, item: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[Judgement]:
    """The name of an item whose amount is right: most words of the shorter name stand in the other."""
    for key in ("name", "role"):
        have, want = (set(_words(str(one.get(key) or "")).split()) for one in (item, wanted))
        if have and want:
            alike = len(have & want) >= _SAME_NAME * min(len(have), len(want))
            yield Judgement("item_names", f"{at}/{key}", "right" if alike else "wrong")


def _values(item: Mapping[str, Any]) -> set[tuple[str, Decimal]]:
    return {
        (key, Decimal(item[key]).normalize()) for key in ("amount", "percent") if item.get(key) is not None
    }


def _unit(item: Mapping[str, Any]) -> Any:
    """What the amount is per: of a rate its unit, of a recurring fee its period."""
    return item.get("period") if "period" in item else item.get("unit") if "role" in item else None
