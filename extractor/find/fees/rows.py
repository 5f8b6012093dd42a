"""Price tables that are only lines of text: a label and an amount, in one line or in two, row after row.

**Clause:** 'Classification / Hourly Rates / Engineer II / $125 / Technician I / $80'.
**Value:** rates per hour: Engineer II 125, Technician I 80.

A run is two or more amount lines with nothing but labels between. Labels pair with amounts line by line, in
turn, or column by column where as many labels as amounts stand apart. An amount that is the sum of those above
is the total.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.find.fees.context import tidy
from extractor.find.fees.items import FeeItem, FeeKind
from extractor.find.fees.units import thing_after, unit_after, unit_before, unit_in_heading, unit_of_column
from extractor.values.money import MoneyMention
from models.document import Span

_I = re.IGNORECASE
_LINE = re.compile(r"[^\n●•]+")
_PROSE = re.compile(
    r"\b(?:shall|will|agrees?|must|hereby|pursuant|provided that|(?<!-)exceed|not later|(?:is|are) (?:charged|billed|invoiced|paid|payable))\b|\b(?:is|are|of|to|than|be|by|least|and)\s*$",
    _I,
)
_SENTENCE_THEN = re.compile(r"[a-z]{3,}\.\s+[A-Z][a-z]+ [a-z]+ [a-z]+\s*$")
_TAIL = re.compile(r"[\s.)\-–]{0,6}(?:\bTBD\b|\d{1,3}%|per\s.{0,60}|/\s?\w{1,10}|USD)?[\s.)*]{0,4}$", _I)
_DUE = re.compile(r"\)?[\s,;–—-]{1,4}\(?(?:(?:is|to be|shall be)\s)?(?:(?:due|payable|paid|invoiced|billed)\s(?:and payable\s)?)(?P<event>(?:up)?(?:on|at|after|following|when|within)\b[^.;$)]{3,90})\)?[.;]?\s{0,3}", _I)  # fmt: skip
_PRICE_LIST = re.compile(
    r"\b(?:price (?:list|schedule)|schedule of (?:fees|charges|prices)|fee schedule|unit prices?|transaction (?:fees|charges))\b",
    _I,
)
_FEW = 2  # rows that a heading alone does not make a price list
_PRICES = re.compile(r"\b(?:prices|price sheet|pricing)\W*$", _I)
_ONCE = re.compile(r"\b(?:set-?up|one[- ](?:time|off)|initial|implementation|installation|activation)\b", _I)
_DATE_LABEL = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\(?not invoiced\)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})$", _I
)
_AGAINST = re.compile(
    r"insurance|liability|per occurrence|aggregate|bodily injury|\bX\b.{0,20}=|royalt|net sales|example|penalty",
    _I,
)
_MILESTONE = re.compile(r"milestone|deliverable|instal?lment|payment schedule|schedule of payments|following schedule|payment schedu|by task|phase|payable as follows|paid as follows", _I)  # fmt: skip
_LIMITS = re.compile(r"billing limit|not[- ]{1,3}to[- ]{1,3}exceed the limits|limits? as follows", _I)
_UNIT_BREAKS = re.compile(r"(?:\bper|/)\s{0,3}$|\bper (?:person|consultant|resource)\s{0,2}/?\s{0,3}$", _I)
_UNIT_THEN = re.compile(r"(?:^|[\s/])(?:per\s)?(?P<unit>hour|day|week|month|quarter|year)\b", _I)
_TOTAL = re.compile(r"^sum\b|\b(?:sub-?\s?totals?|grand total|totals?|maximum project cost)\b", _I)
_LIMIT = re.compile(r"not[\s-]to[\s-]exceed|\bNTE\b", _I)
_EVENT = re.compile(r"^(?:upon|on|completion|acceptance|delivery|execution|down payment|mid payment|final payment|deposit|following|submission|milestone|phase)\b", _I)  # fmt: skip


@dataclass(slots=True)
class _Row:
    label: str
    label_span: Span
    mention: MoneyMention
    tail: str
    broken: str = ""
    before: list[re.Match[str]] = field(default_factory=list)
    dated: str | None = None
    dated_span: Span | None = None
    due: Span | None = None
    event: str = ""


@dataclass(slots=True)
class _Run:
    heading: str
    unit: str | None = None
    rows: list[_Row] = field(default_factory=list)


def read_rows(text: str, mentions: list[MoneyMention]) -> tuple[list[FeeItem], list[Span]]:
    """The fee items of the row runs, and the amounts that they used up.

    Args:
        text: The document text.
        mentions: The amounts that no real table holds, in order.
    """
    items: list[FeeItem] = []
    used: list[Span] = []
    for run in _runs(text, mentions):
        _pair(text, run.rows)
        items += _items(run)
        used += [row.mention.span for row in run.rows]
    return items, used


def _runs(text: str, mentions: list[MoneyMention]) -> list[_Run]:
    runs: list[_Run] = []
    run: _Run | None = None
    labels: list[re.Match[str]] = []
    above = ""
    for line in _LINE.finditer(text):
        stripped = line[0].strip()
        if not stripped:
            continue
        row = _row(line, _inside(line, mentions))
        if row:
            if run is None:
                run = _Run(f"{above} {_joined(labels)}".strip())
                runs.append(run)
            row.before, labels = labels, []
            row.broken = _broken(text, line, text[row.mention.span.end : line.end()])
            run.rows.append(row)
        elif _is_label(stripped) and not _inside(line, mentions):
            labels.append(line)
            run = None if len(labels) > 12 else run
        else:
            run, labels, above = None, [], stripped[-200:]
    for found in runs:
        found.unit = _column_unit(text, found.rows[0])
    return [found for found in runs if _is_table(found)]


def _joined(labels: list[re.Match[str]]) -> str:
    """The label lines above a run: its heading, and its labels where the amounts stand apart."""
    return " ".join(label[0].strip() for label in labels[-14:])


def _broken(text: str, line: re.Match[str], after: str) -> str:
    """The words behind an amount whose unit stands in the next line of its cell: '$125 per person /', 'per hour'."""
    if not _UNIT_BREAKS.search(after):
        return ""
    next_line = text[line.end() + 1 : line.end() + 160].partition("\n")[0]
    unit = _UNIT_THEN.search(next_line)
    return f" per {unit['unit']}" if unit else ""


def _inside(line: re.Match[str], mentions: list[MoneyMention]) -> list[MoneyMention]:
    first = bisect_left(mentions, line.start(), key=lambda mention: mention.span.start)
    last = bisect_left(mentions, line.end(), key=lambda mention: mention.span.start)
    return [mention for mention in mentions[first:last] if mention.span.end <= line.end()]


def _row(line: re.Match[str], inside: list[MoneyMention]) -> _Row | None:
    if len(inside) != 1 or len(line[0]) > 400:
        return None
    mention = inside[0]
    before = line[0][: mention.span.start - line.start()]
    after = line[0][mention.span.end - line.start() :]
    if _PROSE.search(before) or _AGAINST.search(line[0]):
        return None
    start = line.start() + len(before) - len(before.lstrip())
    if _TAIL.fullmatch(after) and not _SENTENCE_THEN.search(before):
        return _Row(tidy(before), Span(start, max(mention.span.start, start)), mention, after)
    due = _DUE.fullmatch(after)
    if due and tidy(before):
        row = _Row(tidy(before), Span(start, mention.span.start), mention, "")
        row.due = Span(mention.span.end + due.start("event"), mention.span.end + due.end("event"))
        row.event = due["event"]
        return row
    name = tidy(re.sub(r"^[\s.\-–—)]+", "", after))
    if tidy(before) or unit_after(after) or not name or _PROSE.search(after[:40]) or len(after) > 160:
        return None
    return _Row(name, Span(mention.span.end, line.end()), mention, "")


def _is_label(line: str) -> bool:
    long = len(line) > 60
    return len(line) < 130 and not (long and (line.endswith(".") or _PROSE.search(line)))


def _column_unit(text: str, first: _Row) -> str | None:
    """The unit that a column heading above the row names."""
    return unit_of_column(text[max(first.mention.span.start - 3_000, 0) : first.mention.span.start])


def _is_table(run: _Run) -> bool:
    return (len(run.rows) > 1 or run.unit is not None) and not _AGAINST.search(run.heading[-120:])


def _pair(text: str, rows: list[_Row]) -> None:
    """Give amounts that stand alone the labels above them, in turn or column by column."""
    for row in rows:
        if _DATE_LABEL.match(row.label):
            row.dated, row.dated_span, row.label = row.label, row.label_span, ""
    index = 0
    while index < len(rows):
        end = index + 1
        while end < len(rows) and not rows[end].label and not rows[end].before:
            end += 1
        group = [row for row in rows[index:end] if not row.label]
        names = _names(text, rows[index].before, len(group))
        for row, (name, span) in zip(group, names, strict=False):
            row.label, row.label_span = name, span
        index = end


def _names(text: str, lines: list[re.Match[str]], count: int) -> list[tuple[str, Span]]:
    if not count or not lines:
        return []
    if count == 1:
        last = lines[-3:]
        while len(last) > 1 and any(_is_header(line[0]) for line in last[:-1]):
            last = last[1:]
        parts = [last]
    else:
        starts = [i for i, line in enumerate(lines) if text[line.start() - 1 : line.start()] in {"●", "•"}]
        parts = [lines[a:b] for a, b in zip(starts, [*starts[1:], None], strict=False)] or [
            [line] for line in lines
        ]
    if len(parts) < count:
        return []
    return [
        (tidy(" ".join(p[0].strip() for p in part)), Span(part[0].start(), part[-1].end()))
        for part in parts[-count:]
    ]


def _is_header(line: str) -> bool:
    return bool(
        re.search(r"\b(?:rates?|fees?|amount|classification|budget|price|schedule|total)\b", line, _I)
    )


def _items(run: _Run) -> list[FeeItem]:
    kind, unit = _kind(run)
    if kind == "fixed" and _is_price_list(run):
        return _prices(run)
    items: list[FeeItem] = []
    above, count = Decimal(0), 0
    for row in run.rows:
        item = _item(row, kind, unit)
        adds_up = count > 1 and item.amount == above and _may_be_total(row, run, kind)
        if adds_up or _TOTAL.search(row.label):
            limited = _LIMITS.search(run.heading) or _LIMIT.search(row.label)
            kind_here: FeeKind = "not_to_exceed" if limited else "total"
            if kind_here == "total" and re.match(r"sub", row.label, _I):
                continue
            item = FeeItem(kind_here, row.mention.span, row.label or None, row.mention.amount, score=0.75)
        elif item.amount is not None:
            above, count = above + item.amount, count + 1
        items.append(item)
    return items


def _is_price_list(run: _Run) -> bool:
    """Whether the rows are prices per thing: two say so, or the heading does, and none adds them up."""
    per_thing = sum(thing_after(row.tail) is not None and unit_after(row.tail) is None for row in run.rows)
    summed = any(_TOTAL.search(row.label) for row in run.rows)
    if not summed and len(run.rows) > _FEW and _PRICES.search(run.heading):
        return True
    return not summed and (
        per_thing > 1 or (bool(per_thing) and bool(_PRICE_LIST.search(run.heading[-160:])))
    )


def _prices(run: _Run) -> list[FeeItem]:
    """The prices of a list; a row that says that it is paid once or per period is no price per thing."""
    items = []
    for row in run.rows:
        item = _item(row, "unit", thing_after(row.tail) or row.label or None)
        items.append(
            replace(item, kind="fixed", unit=None)
            if item.kind == "unit" and _ONCE.search(row.label)
            else item
        )
    return items


def _may_be_total(row: _Row, run: _Run, kind: FeeKind) -> bool:
    """Whether a row that adds up is the whole: nameless, or the last where none is called a total.

    A named last milestone of half the price adds up too.
    """
    if row.dated or (row.label and kind == "milestone"):
        return False
    return not row.label or (
        row is run.rows[-1] and not any(_TOTAL.search(other.label) for other in run.rows[:-1])
    )


def _kind(run: _Run) -> tuple[FeeKind, str | None]:
    heading = run.heading[-260:]
    unit = run.unit or unit_in_heading(heading[-120:])
    if re.search(r"rate per (?!hour|day)|price per|fee per|unit price", heading, _I):
        return "unit", None
    if re.search(r"\brates?\b", heading[-160:], _I) and unit in {"hour", "day"}:
        return "rate", unit
    if unit in {"month", "quarter", "year", "week"}:
        return "recurring", unit
    if _LIMITS.search(heading):
        return "cap", None
    if _MILESTONE.search(run.heading) or sum(1 for row in run.rows if _EVENT.search(row.label)) * 2 > len(
        run.rows
    ):
        return "milestone", None
    return "fixed", None


def _item(row: _Row, kind: FeeKind, unit: str | None) -> FeeItem:
    own = unit_after(row.tail) or unit_after(row.broken) or unit_before(row.label)
    if own:
        kind, unit = ("rate", own) if own in {"hour", "day"} else ("recurring", own)
    if re.match(r"lump sum|fixed fee", row.label, _I):
        kind = "fixed"
    elif re.match(r"not[- ]{1,3}to[- ]{1,3}exceed|NTE\b|hourly", row.label, _I):
        kind = "cap"
    elif re.search(r"reimbursable|travel|expenses", row.label, _I) and kind == "fixed":
        kind = "expense_cap"
    more: dict[str, object] = {}
    if row.dated and row.dated_span:
        more["date_text"] = (row.dated, row.dated_span)
    if row.due:
        more |= {"trigger": row.event, "trigger_span": row.due}
    score = 0.55 if row.mention.doubtful else 0.75
    return FeeItem(
        kind, row.mention.span, row.label or None, row.mention.amount, None, unit, score, more, row.label_span
    )
