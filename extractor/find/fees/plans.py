"""Payment plans in words: a list or a sentence in which each part has an amount or a share and the event it waits for.

**Clause:** '10 percent of the total price (US$17,000) upon signing; 40 percent (US$68,000) when Client has approved
the prototype'; 'First payment, on acceptance of the Prototype: $240,000'; '$12,500 on kick-off and $25,000 on go-live'.
**Value:** milestones with their amounts and triggers; the shares that stand beside amounts check them.

One part alone is no plan: two or more in a row are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.find.fees.context import tidy
from extractor.find.fees.items import FeeItem
from extractor.values.money import MoneyMention
from models.document import Span

_I = re.IGNORECASE
_LEAST = 2
_REACH = 240
_APART = 320
"""Characters between two parts of one plan at most."""
_PERCENT = re.compile(r"(?P<value>\d(?<![\d.,]\d)\d{0,2}(?:\.\d{1,4})?)\s?(?:%|percent\b|per cent\b)\)?")
_BREAK = re.compile(
    r"[;●•]|\n\s*\n|\.\s(?=[A-Z\n(])|\n(?=\s{0,12}(?:[-*–—▪·]|\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})[.)]|Milestone\b|Payment\b|Phase\b)\s)|(?<=[:;.,])\n|\n(?=(?:Upon|On|At|After|Following|When)\b)",
)
_DONE = (
    r"accept\w*|complet\w*|deliver\w*|approv\w*|sign(?:ing|ature|ed|-?off)\w*|execution|submission|receipt|award|go-?live|launch\w*|commencement|"
    r"kick-?off|start|initiation|milestone|install\w*|commission(?:ing|ed)|hand-?over|notice to proceed|effective date|cut-?over|roll-?out|"
    r"sign off|acceptance|recruitment|enrol\w*|filing|publication"
)
_EVENT = re.compile(
    rf"(?:[Uu]pon|[Oo]n|[Aa]t|[Aa]fter|[Ff]ollowing|[Ww]hen|[Oo]nce|[Ww]ithin\s[^.;,]{{1,30}}?\s(?:of|after))\s(?:[^.;:$£€%\n]|\n(?!\s*\n)){{0,70}}?\b(?:{_DONE})\b(?:[^.;:$£€%()\n–—]|\n(?!\s*\n)){{0,70}}",
)
_JOINT_RIGHT = re.compile(
    r"[\s,)\]–—:-]{0,4}(?:(?:of\sthe|the)\s(?:[a-z]+\s){0,3}(?:fees?|price|sum|amount|value)[\s,–—-]{0,3})?"
    r"(?:(?:shall\sbe|will\sbe|is|are|to\sbe|becomes?)\s)?(?:due|payable|paid|made|invoiced|billed|earned)?(?:\sand\s(?:due|payable))?[\s,:(–—-]{0,4}",
)
_JOINT_LEFT = re.compile(
    r"[\s,:–—(=-]{1,6}(?:(?:a\s)?(?:payment|sum|amount|instal?lment)\sof\s)?(?:[Tt]he\ssum\sof\s)?$"
)
_BESIDE = re.compile(r"\)?\s{0,2}(?:of\s(?:the\s|its\s)?(?:[a-z]+\s){0,3}(?:fees?|price|sum|amount|value)\s?)?[\s(,=:–—-]{1,4}(?:(?:i\.e\.,?|being|or|equal to|that is,?)\s)?$", _I)  # fmt: skip
_OTHER_PLAN = re.compile(
    r"\b(?:retain\w*|retention|held back|hold-?back|withh\w+|releas\w+|liquidated|penalt\w+|credits?|refund\w*|terminat\w+|cancel\w+|interest|"
    r"discount|insurance|liabilit\w+|recoup\w*|example|milestone bonus|royalt\w+|commission\s(?:of|on)|shares|options|warrants)\b",
    _I,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """An amount, a share, or both beside each other."""

    span: Span
    amount: Decimal | None
    share: Decimal | None
    mention: MoneyMention | None


@dataclass(frozen=True, slots=True)
class _Due:
    part: _Part
    event: Span


def read_plans(text: str, mentions: Sequence[MoneyMention], held: Sequence[Span]) -> list[FeeItem]:
    """The milestones of every payment plan in words, in order.

    Args:
        text: The document text.
        mentions: Its amounts outside tables, in order.
        held: The tables, whose percents are not read here.
    """
    parts = list(_parts(text, mentions, held))
    items: list[FeeItem] = []
    for run in _runs(text, parts):
        items += [_item(text, due) for due in run]
    return items


def _parts(text: str, mentions: Sequence[MoneyMention], held: Sequence[Span]) -> Iterator[_Part]:
    shares = [
        m for m in _PERCENT.finditer(text) if 0 < Decimal(m["value"]) <= 100 and not any(s.start <= m.start() < s.end for s in held)
    ]  # fmt: skip
    found: list[_Part] = [_Part(m.span, m.amount, None, m) for m in mentions]
    found += [_Part(Span(*m.span()), None, Decimal(m["value"]), None) for m in shares]
    found.sort(key=lambda part: part.span)
    index = 0
    while index < len(found):
        part = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        if following and (part.share is None) != (following.share is None) and _beside(text, part, following):
            span = Span(part.span.start, following.span.end)
            yield _Part(
                span, part.amount if following.amount is None else following.amount,
                part.share if following.share is None else following.share, part.mention or following.mention,
            )  # fmt: skip
            index += 2
        else:
            yield part
            index += 1


def _beside(text: str, one: _Part, other: _Part) -> bool:
    return bool(_BESIDE.fullmatch(text, one.span.end, other.span.start))


def _runs(text: str, parts: Sequence[_Part]) -> Iterator[list[_Due]]:
    run: list[_Due] = []
    ends = [0, *(part.span.end for part in parts)]
    starts = [*(part.span.start for part in parts), len(text)]
    for index, part in enumerate(parts):
        due = _due(text, part, ends[index], starts[index + 1])
        if run and (due is None or part.span.start - run[-1].part.span.end > _APART):
            yield from _plan(text, run)
            run = []
        if due:
            run.append(due)
    yield from _plan(text, run)


def _plan(text: str, run: list[_Due]) -> Iterator[list[_Due]]:
    """The run where it is a plan for the price: two parts or more, all amounts or all shares."""
    if len(run) < _LEAST:
        return
    amounts = sum(due.part.amount is not None for due in run)
    if amounts not in {0, len(run)}:
        return
    first = run[0].part.span.start
    lead = text[max(first - _REACH, 0) : first]
    lead = lead[max((m.end() for m in re.finditer(r"\n\s*\n|\.\s", lead)), default=0) :]
    if not _OTHER_PLAN.search(lead) and not any(
        _OTHER_PLAN.search(text[d.event.start : d.event.end]) for d in run
    ):
        yield run


def _due(text: str, part: _Part, start: int, end: int) -> _Due | None:
    """The part with its event, behind it or before it, not past the neighbouring parts."""
    left, right = _segment(text, part.span, start, end)
    joint = _JOINT_RIGHT.match(text, right.start, right.end)
    behind = _EVENT.match(text, joint.end() if joint else right.start, right.end)
    if behind:
        return _Due(part, _trimmed(text, behind.span(), followed=end < len(text)))
    bridge = _JOINT_LEFT.search(text[left.start : left.end])
    if bridge is None:
        return None
    before = next(iter(_events_ending(text, left.start, left.start + bridge.start())), None)
    return _Due(part, before) if before else None


def _segment(text: str, span: Span, start: int, end: int) -> tuple[Span, Span]:
    """The words left and right of a part, up to its neighbours and to where its item of the list ends."""
    start, end = max(start, span.start - _REACH), min(end, span.end + _REACH)
    start = max([start, *(m.end() for m in _BREAK.finditer(text, start, span.start))])
    stop = _BREAK.search(text, span.end, end)
    return Span(start, span.start), Span(span.end, stop.start() if stop else end)


def _events_ending(text: str, start: int, end: int) -> Iterable[Span]:
    """The event whose words end where the joint to the amount begins."""
    for match in _EVENT.finditer(text, start, end):
        if end - match.end() <= 1:
            yield Span(match.start(), match.end())


def _trimmed(text: str, place: tuple[int, int], *, followed: bool) -> Span:
    """The event without the joint to the part that follows."""
    words = text[place[0] : place[1]]
    cut = re.search(
        r"[\s,]+(?:and|or|then)?[\s,]*(?:a further|another|the (?:balance|remaining)(?: of)?|a payment of)?\s*$",
        words,
    )
    return Span(place[0], place[0] + (cut.start() if cut and followed else len(words.rstrip(" ,"))))


def _item(text: str, due: _Due) -> FeeItem:
    trigger = tidy(text[due.event.start : due.event.end])
    part = due.part
    name = tidy(re.sub(r"^(?:upon|on|at|after|following)\s(?:the\s)?", "", trigger, flags=_I))
    more: dict[str, object] = {"trigger": trigger, "trigger_span": due.event}
    if part.amount is not None and part.share is not None:
        more |= {"share": part.share, "share_span": part.span}
    if part.mention and part.mention.words_amount is not None:
        more["words_amount"] = part.mention.words_amount
    percent = part.share if part.amount is None else None
    score = 0.5 if part.mention and (part.mention.doubtful or part.mention.words_amount is not None) else 0.8
    return FeeItem("milestone", part.span, name or trigger, part.amount, percent, None, score, more)
