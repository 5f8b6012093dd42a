"""Contract lines: one per workstream and billing method, put together from the fee items.

**Clause:** 'Set-up fee $5,000. Hosting $1,200 per month. Senior Consultant at $175 per hour.'
**Value:** line 1 fixed_price 5000, line 2 recurring 1200 per month, line 3 time_and_materials with one rate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.candidates import Candidate
from extractor.find.fees.amounts import contract_amounts
from extractor.find.fees.conditions import hour_limits
from extractor.find.fees.context import VAGUE
from extractor.find.fees.found import FoundLine, LineNote
from extractor.find.fees.items import FeeItem
from extractor.find.fees.line_values import (
    Evidence,
    doubts,
    milestone_values,
    misspelt,
    rate_values,
    single_values,
)
from extractor.find.fees.methods import expenses_line, find_methods
from extractor.find.fees.scan import FeeScan, scan
from extractor.find.fees.service_time import read_service_time
from extractor.find.fees.streams import Stream, find_streams, stream_at
from extractor.find.fees.tiers import tier_mode
from extractor.find.fees.time_terms import read_time_terms
from extractor.segment import ContractText
from models.document import Span
from models.shape import plain

_METHODS = {
    "milestone": "milestone", "fixed": "fixed_price", "instalments": "fixed_price", "rate": "time_and_materials",
    "recurring": "recurring", "retainer": "retainer", "unit": "unit_price", "percentage": "percentage",
    "cost_plus": "cost_plus",
}  # fmt: skip
_ALL = 100  # percent
MIN_PARTS = 2
_SHARED = {"milestone", "rate"}  # one line holds them all
_OF_STREAM = {"not_to_exceed", "total", "fixed"}  # inside a workstream they speak of it alone
_NEAR = 700  # characters from a fee to the milestones that split it
_SHORT = 8_000  # characters of a document where one weak cue tells the method

_Group = tuple[Stream | None, list[FeeItem]]


@dataclass(frozen=True, slots=True)
class Fees:
    """What a contract says of money.

    Attributes:
        lines: The contract lines, in reading order, with ids from '1'.
        amounts: Candidates for the amounts of the whole contract, likeliest first for each pointer.
    """

    lines: list[FoundLine]
    amounts: list[Candidate]


def find_fees(contract: ContractText) -> Fees:
    """The contract lines and the amounts of the whole contract, from one reading of its amounts.

    A limit inside one of several workstreams limits that workstream and is a cap of its line.
    """
    read = scan(contract)
    streams = find_streams(
        read.text, [(item.span.start, item.kind) for item in read.items if item.kind in _METHODS]
    )
    lines = [*_lines(read, streams), *expenses_line(contract)]
    whole = [i for i in read.items if i.kind not in _OF_STREAM or not stream_at(streams, i.span.start)]
    amounts = contract_amounts(
        read.text, whole, mentions=read.mentions, streams=[stream.span for stream in streams]
    )
    return Fees([_numbered(line, str(number)) for number, line in enumerate(lines, 1)], amounts)


def _lines(read: FeeScan, streams: list[Stream]) -> list[FoundLine]:
    items = _billed(read.items, streams)
    lines = [
        _with_terms(_line(stream, group, items, read.text), read.text, stream, group[0])
        for stream, group in _groups(items, streams)
    ]
    return lines + (_method_lines(read.text, lines) or ([] if lines else _whole_price(read.items)))


def _groups(items: list[FeeItem], streams: list[Stream]) -> list[_Group]:
    groups: dict[tuple[object, ...], _Group] = {}
    for item in items:
        if item.kind not in _METHODS:
            continue
        stream = stream_at(streams, item.span.start)
        key: tuple[object, ...] = (stream, item.kind, item.percent is None)
        if item.kind not in _SHARED:
            key = (stream, item.kind, item.span)
        groups.setdefault(key, (stream, []))[1].append(item)
    return list(groups.values())


def _billed(items: list[FeeItem], streams: list[Stream]) -> list[FeeItem]:
    """The items that are billed or limit a workstream: without totals, and without fees that parts repeat."""
    items = _wholes_apart(items, streams)
    split = [_split_fee(group, items, stream) for stream, group in _groups(items, streams)]
    repeated = {fee.span for fee in split if fee}
    totals = {i.amount for i in items if i.kind in {"total", "not_to_exceed"}}
    totals |= {i.amount * i.more["count"] for i in items if i.kind == "instalments" and i.amount is not None}
    kept = []
    for item in items:
        if item.kind == "total" or (
            item.kind == "fixed" and (item.span in repeated or item.amount in totals)
        ):
            continue
        if item.kind == "not_to_exceed" and not stream_at(streams, item.span.start):
            continue
        kept.append(item)
    return kept + [replace(fee, kind="cap", more={"splits": True}) for fee in split if fee]


def _wholes_apart(items: list[FeeItem], streams: list[Stream]) -> list[FeeItem]:
    """A price 'payable upon acceptance of each milestone' is the fee that the milestones behind it split."""
    wholes = set()
    for _, group in _groups(items, streams):
        parts = [item for item in group if item.kind == "milestone" and item.amount is not None]
        rest = sum((part.amount or Decimal(0) for part in parts[1:]), Decimal(0))
        if len(parts) > MIN_PARTS and parts[0].amount == rest and _says_each(parts[0]):
            wholes.add(parts[0].span)
    return [replace(item, kind="fixed") if item.span in wholes else item for item in items]


def _says_each(item: FeeItem) -> bool:
    words = f"{item.name} {item.more.get('trigger')}".lower()
    return "each " in words or "every " in words


def _split_fee(group: list[FeeItem], items: list[FeeItem], stream: Stream | None) -> FeeItem | None:
    """The fee that these milestones split: their sum, the nearest before percents, or a vague one above them."""
    if group[0].kind != "milestone":
        return None
    amounts = sum((i.amount for i in group if i.amount is not None), Decimal(0))
    whole = [i for i in items if i.kind in {"fixed", "total"} and i.amount is not None]
    inside = [i for i in whole if stream is None or stream.span.start <= i.span.start < stream.span.end]
    for fee in reversed(inside):
        if fee.amount == amounts or _split_above(group, fee, amounts):
            return fee
    return _fee_behind(group, items, stream) if any(i.percent is not None for i in group) else None


def _split_above(group: list[FeeItem], fee: FeeItem, amounts: Decimal) -> bool:
    """Whether a fee stated shortly above the milestones is theirs, though they may not come to it (L01)."""
    if not 0 < group[0].span.start - fee.span.start < _NEAR:
        return False
    shares = [i.percent for i in group if i.percent is not None]
    if shares:
        return fee.kind == "fixed" or sum(shares) == _ALL
    plan = len(group) > 1 and all(i.amount is not None and i.amount < (fee.amount or 0) for i in group)
    return plan and bool(VAGUE.fullmatch(fee.name or "")) and amounts * 2 > (fee.amount or 0)


def _fee_behind(group: list[FeeItem], items: list[FeeItem], stream: Stream | None) -> FeeItem | None:
    """The one fixed fee behind shares that come to the whole."""
    if sum((i.percent or Decimal(0) for i in group), Decimal(0)) != _ALL:
        return None
    end = stream.span.end if stream else group[-1].span.end + _NEAR
    near = [i for i in items if i.kind == "fixed" and i.amount and group[-1].span.end < i.span.start < end]
    if len(near) == 1:
        return near[0]
    return None


def _line(stream: Stream | None, group: list[FeeItem], items: list[FeeItem], text: str) -> FoundLine:
    first = group[0]
    values: dict[str, Any] = {"name": stream.name if stream else None, "billing_method": _METHODS[first.kind]}
    evidence: Evidence = {"/billing_method": (first.span,)}
    notes: tuple[LineNote, ...] = ()
    if first.kind == "milestone":
        fee = _split_fee(group, [replace(i, kind="fixed") for i in items if i.more.get("splits")], stream)
        values["amount"] = fee.amount if fee else None
        if fee:
            evidence["/amount"] = (fee.span,)
        values["milestones"] = milestone_values(group, evidence)
        notes = doubts(group, values["amount"])
    elif first.kind == "rate":
        values["rates"] = rate_values(group, evidence)
        values["caps"] = _caps(stream, items, evidence, text)
    else:
        name = values["name"]
        values |= single_values(first, evidence)
        if stream and (first.kind in {"fixed", "instalments"} or VAGUE.fullmatch(values["name"] or "")):
            values["name"] = name  # 'fixed fee' says less than the workstream
        values["name"] = values["name"] or name
    if stream and values["name"] == stream.name:
        evidence["/name"] = (stream.name_span,)
    return FoundLine(
        values,
        evidence,
        min(item.score for item in group),
        (*notes, *misspelt(group)),
        first.more.get("contract_year"),
    )


def _with_terms(line: FoundLine, text: str, stream: Stream | None, first: FeeItem) -> FoundLine:
    """The line with the terms that its own clause or the document's words on time and bands add."""
    values: dict[str, Any] = {}
    spans: dict[str, Span] = {}
    if first.kind == "rate":
        values, spans = read_time_terms(text)
    elif first.kind in {"recurring", "retainer"}:
        within = stream.span if stream else Span(0, len(text))
        values, spans = read_service_time(text, first.span, within)
    elif first.more.get("tiers"):
        mode = tier_mode(text)
        values, spans = ({"tier_mode": mode[0]}, {"tier_mode": mode[1]}) if mode else ({}, {})
    values = {key: value for key, value in values.items() if line.values.get(key) is None}
    places = {f"/{key}": (span,) for key, span in spans.items() if key in values}
    return replace(line, values={**line.values, **values}, evidence={**line.evidence, **places})


def _caps(stream: Stream | None, items: list[FeeItem], evidence: Evidence, text: str) -> list[dict[str, Any]]:
    """The limits stated inside the workstream of a rate card."""
    if stream is None:
        return []
    caps: list[dict[str, Any]] = []
    for item in items:
        if item.kind == "not_to_exceed" and stream.span.start <= item.span.start < stream.span.end:
            index = len(caps)
            caps.append({"id": f"C{index + 1}", "amount": item.amount, "scope": "line", "behaviour": "hard"})
            evidence |= {f"/caps/{index}/{key}": (item.span,) for key in caps[-1]}
    for hours, scope, place in hour_limits(text, stream.span):
        index = len(caps)
        within = "line" if scope == "contract" else scope
        caps.append({"id": f"C{index + 1}", "hours": hours, "scope": within, "behaviour": "hard"})
        evidence |= {f"/caps/{index}/{key}": (place,) for key in caps[-1]}
    return caps


def _method_lines(text: str, lines: list[FoundLine]) -> list[FoundLine]:
    """Lines for the methods that the words name and no amount carries."""
    have = {line.values["billing_method"] for line in lines}
    have |= {"recurring"} if "retainer" in have else set()
    least = 2 if len(text) < _SHORT and not have else 3
    return [
        FoundLine({"name": None, "billing_method": cue.method}, {"/billing_method": (cue.span,)}, 0.5)
        for cue in find_methods(text)
        if cue.method not in have and cue.weight >= least
    ]


def _whole_price(found: list[FeeItem]) -> list[FoundLine]:
    """The line of a contract that states one price for everything, no limit and nothing else."""
    totals = [item for item in found if item.kind == "total"]
    limited = any(item.kind == "not_to_exceed" for item in found)
    if limited or len({item.amount for item in totals}) != 1:
        return []
    values = {"name": None, "billing_method": "fixed_price", "amount": totals[0].amount}
    place = (totals[0].span,)
    return [FoundLine(values, {"/billing_method": place, "/amount": place}, 0.5)]


def _numbered(line: FoundLine, number: str) -> FoundLine:
    evidence = {"/id": line.evidence["/billing_method"], **line.evidence}
    return FoundLine(_json({"id": number, **line.values}), evidence, line.score, line.notes, line.year)


def _json(value: Any) -> Any:
    """The value as JSON: decimals as plain strings, days in ISO form."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _json(part) for key, part in value.items()}
    return [_json(part) for part in value] if isinstance(value, list) else value
