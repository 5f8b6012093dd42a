"""Contract lines: one per workstream and billing method, put together from the fee items.

**Clause:** 'Set-up fee $5,000. Hosting $1,200 per month. Senior Consultant at $175 per hour.'
**Value:** line 1 fixed_price 5000, line 2 recurring 1200 per month, line 3 time_and_materials with one rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from extractor.find.fees.amounts import contract_amounts
from extractor.find.fees.found import FoundAmount, FoundLine
from extractor.find.fees.items import FeeItem
from extractor.find.fees.methods import find_methods
from extractor.find.fees.scan import scan
from models.document import Document, Span

_STREAM = re.compile(r"^[ \t]*(?P<name>(?:Workstream|Work stream|Track|Part|Component|Work package)\s[A-Z0-9]{1,3}\b[^\n.;]{0,80})$", re.MULTILINE | re.IGNORECASE)  # fmt: skip
_METHOD_NAMES = {
    "milestone": "milestone", "fixed": "fixed_price", "instalments": "fixed_price", "rate": "time_and_materials",
    "recurring": "recurring", "retainer": "retainer", "unit": "unit_price", "percentage": "percentage",
    "cost_plus": "cost_plus",
}  # fmt: skip
_SHARED = {"milestone", "rate"}  # one line holds them all


def find_lines(document: Document) -> list[FoundLine]:
    """The contract lines of a document, in reading order, with ids from '1'."""
    items = scan(document)
    streams = [(m.start(), m["name"].strip()) for m in _STREAM.finditer(document.text)]
    groups: dict[tuple[object, ...], list[FeeItem]] = {}
    for item in _billed(items):
        stream = next((name for start, name in reversed(streams) if start <= item.span.start), None)
        key: tuple[object, ...] = (
            (stream, item.kind) if item.kind in _SHARED else (stream, item.kind, item.span)
        )
        groups.setdefault(key, []).append(item)
    lines = [_line(str(key[0]) if key[0] else None, group) for key, group in groups.items()]
    lines += _method_lines(document, lines, items)
    return [_numbered(line, str(number)) for number, line in enumerate(lines, 1)]


def find_contract_amounts(document: Document) -> list[FoundAmount]:
    """The amounts of the whole contract, likeliest first for each pointer."""
    return contract_amounts(document, scan(document))


def _billed(items: list[FeeItem]) -> list[FeeItem]:
    """The items that are billed: without totals and limits, and without a fee that its own parts repeat."""
    parts = sum((i.amount for i in items if i.kind == "milestone" and i.amount is not None), Decimal(0))
    totals = {i.amount for i in items if i.kind in {"total", "not_to_exceed"}}
    totals |= {i.amount * i.more["count"] for i in items if i.kind == "instalments" and i.amount is not None}
    shares = any(i.kind == "milestone" and i.percent is not None for i in items)
    kept = []
    for item in items:
        if item.kind not in _METHOD_NAMES:
            continue
        if item.kind == "fixed" and (item.amount in {parts, *totals} or (shares and item.amount in totals)):
            continue
        kept.append(item)
    return kept


def _line(stream: str | None, group: list[FeeItem]) -> FoundLine:
    first = group[0]
    method = _METHOD_NAMES[first.kind]
    values: dict[str, Any] = {"name": stream, "billing_method": method}
    evidence: dict[str, tuple[Span, ...]] = {"/billing_method": (first.span,)}
    if first.kind == "milestone":
        values["milestones"] = [_milestone(i, n, evidence) for n, i in enumerate(group)]
    elif first.kind == "rate":
        values["rates"] = [_rate(i, n, evidence) for n, i in enumerate(group)]
    else:
        values |= _single(first, evidence)
    if values["name"]:
        evidence.setdefault("/name", (first.name_span or first.span,))
    return FoundLine(values, evidence, min(item.score for item in group), _doubts(group))


def _milestone(item: FeeItem, index: int, evidence: dict[str, tuple[Span, ...]]) -> dict[str, Any]:
    date = item.more.get("date_text")
    values = {
        "id": f"M{index + 1}",
        "name": item.name,
        "amount": item.amount,
        "percent": item.percent,
        "trigger": item.more.get("trigger"),
        "due_date": date[0] if date else None,
    }
    for key, value in values.items():
        if value is not None:
            span = item.name_span if key == "name" and item.name_span else item.span
            evidence[f"/milestones/{index}/{key}"] = (date[1],) if key == "due_date" and date else (span,)
    return values


def _rate(item: FeeItem, index: int, evidence: dict[str, tuple[Span, ...]]) -> dict[str, Any]:
    values = {
        "role": item.name,
        "location": item.more.get("location"),
        "amount": item.amount,
        "unit": item.unit,
    }
    for key, value in values.items():
        if value is not None:
            span = item.name_span if key == "role" and item.name_span else item.span
            evidence[f"/rates/{index}/{key}"] = (span,)
    return values


def _single(item: FeeItem, evidence: dict[str, tuple[Span, ...]]) -> dict[str, Any]:
    values: dict[str, Any] = {"name": item.name}
    if item.kind == "unit":
        values |= {"unit": item.unit, "unit_amount": item.amount}
    elif item.kind in {"percentage", "cost_plus"}:
        values |= {"percent": item.percent, "basis": item.more.get("basis")}
    elif item.kind == "instalments":
        count = item.more["count"]
        values |= {"amount": item.amount * count if item.amount is not None else None}
        values["instalments"] = {"count": count, "period": item.unit}
    else:
        values["amount"] = item.amount
        if item.kind in {"recurring", "retainer"}:
            values["period"] = item.unit
    evidence |= {f"/{key}": (item.span,) for key, value in values.items() if value is not None}
    return values


def _doubts(group: list[FeeItem]) -> tuple[str, ...]:
    shares = [item.percent for item in group if item.kind == "milestone" and item.percent is not None]
    if len(shares) == len(group) and len(shares) > 1 and sum(shares) != 100:
        return (f"L02: the milestones' percents come to {sum(shares)}, not 100",)
    return ()


def _method_lines(document: Document, lines: list[FoundLine], items: list[FeeItem]) -> list[FoundLine]:
    """Lines for the methods that the words name and no amount carries."""
    have = {line.values["billing_method"] for line in lines} | (
        {"recurring"} if _kinds(items) & {"retainer"} else set()
    )
    short = len(document.text) < 8_000
    return [
        FoundLine({"name": None, "billing_method": cue.method}, {"/billing_method": (cue.span,)}, 0.5)
        for cue in find_methods(document.text)
        if cue.method not in have and cue.weight >= (2 if short else 3)
    ]


def _kinds(items: Iterable[FeeItem]) -> set[str]:
    return {item.kind for item in items}


def _numbered(line: FoundLine, number: str) -> FoundLine:
    return FoundLine(
        {"id": number, **line.values},
        {"/id": line.evidence["/billing_method"], **line.evidence},
        line.score,
        line.notes,
    )
