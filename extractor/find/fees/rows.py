"""Price tables that are only lines of text: a label and an amount, in one line or in two, row after row.

**Clause:** 'Classification / Hourly Rates / Engineer II / $125 / Technician I / $80'.
**Value:** rates per hour: Engineer II 125, Technician I 80.

A run is two or more amount lines with nothing but labels between. Labels pair with amounts line by line, in
turn, or column by column where as many labels as amounts stand apart. An amount that is the sum of those above
is the total.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.find.fees.context import tidy
from extractor.find.fees.items import FeeItem, FeeKind
from extractor.find.fees.tables import TOTAL
from extractor.find.fees.units import unit_after, unit_in_heading
from extractor.values.money import MoneyMention
from models.document import Span

_I = re.IGNORECASE
_LINE = re.compile(r"[^\n●•]+")
_PROSE = re.compile(
    r"\b(?:shall|will|agrees?|must|may|hereby|pursuant|provided that|is|are|exceed|which|including)\b", _I
)
_TAIL = re.compile(r"[\s.)\-–]{0,6}(?:\bTBD\b|\d{1,3}%|per\s.{0,60}|/\s?\w{1,10}|USD)?[\s.)*]{0,4}$", _I)
_DATE_LABEL = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\(?not invoiced\)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})$", _I
)
_AGAINST = re.compile(
    r"insurance|liability|per occurrence|aggregate|bodily injury|\bX\b.{0,20}=|royalt|net sales|example|penalty",
    _I,
)
_MILESTONE = re.compile(r"milestone|deliverable|instal?lment|payment schedule|schedule of payments|following schedule|payment schedu|by task|phase|payable as follows|paid as follows", _I)  # fmt: skip
_LIMITS = re.compile(r"billing limit|not[- ]{1,3}to[- ]{1,3}exceed the limits|limits? as follows", _I)
_EVENT = re.compile(r"^(?:upon|on|completion|acceptance|delivery|execution|down payment|mid payment|final payment|deposit|following|submission|milestone|phase)\b", _I)  # fmt: skip


@dataclass(slots=True)
class _Row:
    label: str
    label_span: Span
    mention: MoneyMention
    tail: str


@dataclass(slots=True)
class _Run:
    heading: str
    rows: list[_Row] = field(default_factory=list)
    span_end: int = 0


def read_rows(text: str, mentions: list[MoneyMention]) -> tuple[list[FeeItem], list[Span]]:
    """The fee items of the row runs, and the amounts that they used up.

    Args:
        text: The document text.
        mentions: The amounts that no real table holds, in order.
    """
    items: list[FeeItem] = []
    used: list[Span] = []
    for run in _runs(text, mentions):
        found = _items(run)
        if found:
            items += found
            used += [row.mention.span for row in run.rows]
    return items, used


def _runs(text: str, mentions: list[MoneyMention]) -> list[_Run]:
    runs: list[_Run] = []
    run, labels, heading, gap = None, [], [], 0
    for line in _LINE.finditer(text):
        stripped = line[0].strip()
        if not stripped:
            continue
        inside = [m for m in mentions if line.start() <= m.span.start and m.span.end <= line.end()]
        row = _row(line, inside)
        if row is None and (inside or not _is_label(stripped)):
            run, labels, heading, gap = None, [], [stripped[-160:]], 0
        elif row is None:
            labels.append(line)
            gap += 1
            heading = [*heading[-5:], stripped] if run is None or gap > 1 else heading
            run = None if gap > 12 else run
        else:
            if run is None:
                run = _Run(" ".join(heading[-6:]))
                runs.append(run)
            elif gap > 1 and unit_in_heading(" ".join(heading[-4:])):
                run.heading = " ".join(heading[-6:])
            _add(run, row, labels)
            labels, gap = ([] if row else labels), 0
    return [run for run in runs if _is_table(run)]


def _row(line: re.Match[str], inside: list[MoneyMention]) -> _Row | None:
    if len(inside) != 1 or len(line[0]) > 400:
        return None
    mention = inside[0]
    before = line[0][: mention.span.start - line.start()]
    after = line[0][mention.span.end - line.start() :]
    label = tidy(before)
    if _PROSE.search(before) or _AGAINST.search(line[0]):
        return None
    if _TAIL.fullmatch(after) and not re.search(r"[a-z]{3,}\.\s+[A-Z][a-z]+ [a-z]+ [a-z]+\s*$", before):
        start = line.start() + len(before) - len(before.lstrip())
        return _Row(label, Span(start, max(mention.span.start, start)), mention, after)
    if not label and not _PROSE.search(after[:40]) and len(after) < 160:
        name = tidy(re.sub(r"^[\s.\-–—)]+", "", after))
        return _Row(name, Span(mention.span.end, line.end()), mention, "") if name else None
    return None


def _is_label(line: str) -> bool:
    return (
        len(line) < 130
        and not (line.endswith(".") and len(line) > 60)
        and not (_PROSE.search(line) and len(line) > 60)
    )


def _add(run: _Run, row: _Row, labels: list[re.Match[str]]) -> None:
    if not row.label and labels and run.rows and any(r.label for r in run.rows):
        row.label, row.label_span = _joined(labels)
    elif not row.label and labels:
        row.label, row.label_span = tidy(labels[-1][0]), Span(*labels[-1].span())
    run.rows.append(row)
    if len(labels) > 1 and not any(r.label for r in run.rows[:-1]):
        run.heading = f"{run.heading} {' '.join(label[0].strip() for label in labels[:-1])}"


def _joined(labels: list[re.Match[str]]) -> tuple[str, Span]:
    words = tidy(" ".join(label[0].strip() for label in labels[-3:]))
    return words, Span(labels[-3:][0].start(), labels[-1].end())


def _is_table(run: _Run) -> bool:
    amounts = [row.mention.amount for row in run.rows]
    return len(run.rows) > 1 and bool(amounts) and not _AGAINST.search(run.heading[-120:])


def _items(run: _Run) -> list[FeeItem]:
    kind, unit = _kind(run)
    items: list[FeeItem] = []
    running: list[Decimal] = []
    for row in run.rows:
        item = _item(row, kind, unit)
        adds_up = len(running) > 1 and item.amount == sum(running)
        if adds_up or TOTAL.search(row.label):
            kind_here: FeeKind = "not_to_exceed" if _LIMITS.search(run.heading) else "total"
            if kind_here == "total" and re.match(r"sub", row.label, _I):
                continue
            item = FeeItem(kind_here, row.mention.span, row.label or None, row.mention.amount, score=0.75)
        elif item.amount is not None:
            running.append(item.amount)
        items.append(item)
    return items


def _kind(run: _Run) -> tuple[FeeKind, str | None]:
    heading = run.heading[-260:]
    unit = unit_in_heading(heading[-120:])
    if re.search(r"\brates?\b", heading[-160:], _I) and unit in {"hour", "day", None}:
        return "rate", unit or "hour"
    if re.search(r"rate per|price per|fee per|unit price", heading, _I):
        return "unit", None
    if unit in {"month", "quarter", "year", "week"}:
        return "recurring", unit
    if _LIMITS.search(heading):
        return "cap", None
    if _MILESTONE.search(heading) or sum(1 for row in run.rows if _EVENT.search(row.label)) * 2 > len(
        run.rows
    ):
        return "milestone", None
    return "fixed", None


def _item(row: _Row, kind: FeeKind, unit: str | None) -> FeeItem:
    own = unit_after(row.tail)
    if own:
        kind, unit = ("rate", own) if own in {"hour", "day"} else ("recurring", own)
    if re.match(r"lump sum|fixed fee", row.label, _I):
        kind = "fixed"
    elif re.match(r"not[- ]{1,3}to[- ]{1,3}exceed|NTE\b|hourly", row.label, _I):
        kind = "cap"
    elif re.search(r"reimbursable|travel|expenses", row.label, _I) and kind == "fixed":
        kind = "expense_cap"
    more: dict[str, object] = {}
    if _DATE_LABEL.match(row.label):
        more["date_text"] = (row.label, row.label_span)
    score = 0.55 if row.mention.doubtful else 0.75
    return FeeItem(
        kind, row.mention.span, row.label or None, row.mention.amount, None, unit, score, more, row.label_span
    )
