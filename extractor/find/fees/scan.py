"""Every fee item of a contract: from its tables, rows of text and sentences, each amount read once."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.find.fees.asides import find_asides
from extractor.find.fees.changes import read_changes
from extractor.find.fees.context import surroundings
from extractor.find.fees.dated_instalments import read_dated_instalments
from extractor.find.fees.items import FeeItem
from extractor.find.fees.percents import find_percents
from extractor.find.fees.plans import read_plans
from extractor.find.fees.prose import read_amount
from extractor.find.fees.retainer import read_retainer
from extractor.find.fees.rows import read_rows
from extractor.find.fees.service_time import read_run
from extractor.find.fees.tables import read_tables
from extractor.segment import ContractText
from extractor.values.money import MoneyMention, find_money
from extractor.values.number_style import number_style, plain_notation
from models.document import Span

_REPLACEABLE = {"fixed", "total", "milestone", "not_to_exceed"}


@dataclass(frozen=True, slots=True)
class FeeScan:
    """What one pass over a contract recognised.

    Attributes:
        text: The document's text with the page furniture blanked out; offsets are the document's.
        mentions: Every amount of money in it, in order.
        items: What the amounts and percents are, in reading order, without repeats.
    """

    text: str
    mentions: list[MoneyMention]
    items: list[FeeItem]


def clean_text(contract: ContractText) -> str:
    """The document's text without headers, footers and page numbers, its figures in English notation.

    Offsets still hold.
    """
    text, parts, end = contract.document.text, [], 0
    for span in contract.furniture:
        parts += [text[end : span.start], " " * len(span)]
        end = span.end
    blanked = "".join([*parts, text[end:]])
    return plain_notation(blanked, number_style(contract.document.text))


def scan(contract: ContractText) -> FeeScan:
    """The amounts of a contract and what each of them is."""
    document, text = contract.document, clean_text(contract)
    tables = read_tables(document)
    covered = [item.span for item in tables]
    whole = [table.span for table in document.tables if any(table.span.overlaps(span) for span in covered)]
    mentions = find_money(text)
    held = [*covered, *whole, *find_asides(text)]
    loose = [m for m in mentions if not any(m.span.overlaps(span) for span in held)]
    plans = read_dated_instalments(text, loose)
    listed = [item.span for item in plans]
    plans += read_plans(text, [m for m in loose if m.span not in listed], held)
    planned = [item.span for item in plans]
    loose = [m for m in loose if not any(m.span.overlaps(span) for span in planned)]
    changes, replaced = read_changes(text, loose)
    rows, used = read_rows(text, loose)
    taken = {*used, *(item.span for item in changes)}
    prose = []
    for mention in loose:
        if mention.span in taken:
            continue
        around = surroundings(text, mention)
        item = read_amount(around)
        if item:
            prose.append(_dated(text, item, around.span))
    held += planned
    percents = [p for p in find_percents(text) if not any(p.span.overlaps(span) for span in held)]
    stated = {p.amount for p in percents if p.amount is not None}
    prose = [i for i in prose if i.kind not in _REPLACEABLE or i.amount not in replaced]
    prose = [i for i in prose if not (i.kind in {"fixed", "milestone"} and i.amount in stated)]
    items = sorted([*tables, *plans, *changes, *rows, *prose, *percents], key=lambda item: item.span)
    return FeeScan(text, mentions, _once(_with_retainers(text, items)))


def _dated(text: str, item: FeeItem, sentence: Span) -> FeeItem:
    """A rate with the days that its sentence lets it run from and to."""
    if item.kind == "rate":
        values, spans = read_run(text, item.span, sentence)
        names = {"start_date": "effective_from", "end_date": "effective_to"}
        item.more.update({names[key]: (value, spans[key]) for key, value in values.items()})
    return item


def _with_retainers(text: str, items: list[FeeItem]) -> list[FeeItem]:
    """Complete the retainers; the rate past their hours is theirs and no rate card's."""
    taken: list[Span] = []
    for item in items:
        if item.kind == "retainer":
            values, spans = read_retainer(text, item.span.end)
            item.more.update(values)
            item.more["spans"] = spans
            taken += [span for key, span in spans.items() if key == "overage_rate"]
    return [item for item in items if item.kind != "rate" or item.span not in taken]


def _once(items: list[FeeItem]) -> list[FeeItem]:
    """Drop what a contract says twice: the same rate of the same role, the same total, the same unit price."""
    kept: list[FeeItem] = []
    seen: set[tuple[object, ...]] = set()
    for item in items:
        names = (
            item.name.lower()
            if item.name and item.kind in {"rate", "recurring", "milestone", "fixed"}
            else None
        )
        key: tuple[object, ...] = (item.kind, item.amount, item.percent, item.unit, names)
        if item.kind == "milestone" and item.percent is not None:
            key = (*key, item.span)
        if key in seen and item.kind != "milestone":
            continue
        seen.add(key)
        kept.append(item)
    named = {(i.amount, i.unit) for i in kept if i.kind == "rate" and i.name}
    return [i for i in kept if not (i.kind == "rate" and not i.name and (i.amount, i.unit) in named)]
