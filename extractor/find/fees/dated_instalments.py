"""Equal instalments on listed days, each a payment of its own.

**Clause:** 'compensation of $150,000, to be paid in equal installments of $37,500 on January 1, 2008, April 1, 2008,
July 1, 2008 and October 1, 2008'.
**Value:** four milestones of 37500, each due on its day; and 150000 as the total, since it is four times 37500.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.find.fees.items import FeeItem
from extractor.values.dates import DateMention, find_dates
from extractor.values.money import MoneyMention
from models.document import Span

_I = re.IGNORECASE
_EACH = re.compile(r"\binstal?lments\s{1,3}(?:of|in the amount of|equal to)\s{1,3}$|\binstal?lments,?\s(?:each\s)?of\s{1,3}$", _I)  # fmt: skip
_OPENING = re.compile(
    r"(?:\s{1,2}(?:dollars|euros|pounds))?\)?,?\s{1,3}(?:each,?\s{1,3})?(?:(?:due|payable)\s{1,3})?(?:on(?:\sor\sbefore)?|by)\s{1,3}$",
    _I,
)
_JOINT = re.compile(r"\s{0,3}(?:,|;)?\s{0,3}(?:and\s{1,3})?(?:on\s{1,3})?", _I)
_LEAST = 2
_REACH = 420


def read_dated_instalments(text: str, mentions: Sequence[MoneyMention]) -> list[FeeItem]:
    """The instalments whose days the text lists, with the total that they come to where it stands before them.

    Args:
        text: The document text.
        mentions: Its amounts outside tables, in order.
    """
    items: list[FeeItem] = []
    for index, mention in enumerate(mentions):
        if not _EACH.search(text[max(mention.span.start - 60, 0) : mention.span.start]):
            continue
        days = _days(text, mention.span.end)
        if len(days) < _LEAST:
            continue
        whole = mentions[index - 1] if index else None
        if (
            whole
            and mention.span.start - whole.span.end < _REACH
            and whole.amount == mention.amount * len(days)
        ):
            items.append(FeeItem("total", whole.span, None, whole.amount, score=0.8))
        items += [_item(mention, number, day) for number, day in enumerate(days, 1)]
    return items


def _days(text: str, start: int) -> list[tuple[str, Span]]:
    """The days listed behind an amount, with their places."""
    window = text[start : start + _REACH]
    found: list[DateMention] = []
    for day in find_dates(window):
        between = window[found[-1].span.end if found else 0 : day.span.start]
        if not (_JOINT.fullmatch(between) if found else _OPENING.fullmatch(between)):
            break
        found.append(day)
    return [
        (window[day.span.start : day.span.end], Span(start + day.span.start, start + day.span.end))
        for day in found
    ]


def _item(mention: MoneyMention, number: int, day: tuple[str, Span]) -> FeeItem:
    return FeeItem(
        "milestone", mention.span, f"Instalment {number}", mention.amount, score=0.75, more={"date_text": day}
    )
