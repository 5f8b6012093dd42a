"""What a retainer includes: hours, how unused ones roll over, and the rate past them.

**Clause:** 'a monthly retainer of $8,000, which includes 40 hours. Hours beyond that are billed at $210 per hour.
Unused hours roll over for one month.'
**Value:** included_hours 40, overage_rate 210, rollover of 1 period.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from extractor.values.money import find_money
from models.document import Span

_I = re.IGNORECASE
REACH = 500
_INCLUDED = re.compile(
    r"(?:includ\w+|covers?|up to|for|of)\s{1,3}(?:up to\s)?(?:[a-z-]{3,20}\s)?\(?(?P<hours>\d{1,4}(?:\.\d{1,2})?)\)?\s(?:\w{1,20}\s){0,2}hours", _I
)  # fmt: skip
_BEYOND = re.compile(r"\b(?:beyond|in excess|additional|excess|over(?:age)?|above|exceed\w*)\b", _I)
_ROLL = re.compile(
    r"\b(?:roll(?:s|ed)?[\s-]?over|carr(?:y|ied)\s(?:over|forward))\b[^.;]{0,60}?\b(?P<count>one|two|three|six|\d{1,2})\b[^.;]{0,20}\b(?:month|period|quarter)", _I
)  # fmt: skip
_NEXT = re.compile(r"\b(?:roll(?:s|ed)?[\s-]?over|carr(?:y|ied)\s(?:over|forward))\b[^.;]{0,30}\b(?:next|following|subsequent)\s(?:calendar\s)?(?:month|period|quarter)\b", _I)  # fmt: skip
_MOST = re.compile(r"\b(?:maximum|cap|up to|limit|exceed\w*|more than)\b[^.;\d]{0,24}\(?(?P<hours>\d{1,4})\)?\s(?:\w{1,20}\s)?hours", _I)  # fmt: skip
_DENIED = re.compile(r"\b(?:not|no|cannot|nor)\b[^.;]{0,12}$", _I)
_COUNTS = {"one": 1, "two": 2, "three": 3, "six": 6}


def read_retainer(text: str, start: int) -> tuple[dict[str, Any], dict[str, Span]]:
    """The retainer's own values and their places, from the sentences behind its fee.

    Args:
        text: The document text.
        start: Where the fee ends.
    """
    window = text[start : start + REACH]
    stop = re.search(r"\n\s*\n|\n\s{0,4}\d{1,2}\.\s", window)
    window = window[: stop.start()] if stop else window
    values: dict[str, Any] = {}
    spans: dict[str, Span] = {}
    included = _INCLUDED.search(window)
    if included:
        values["included_hours"] = Decimal(included["hours"])
        spans["included_hours"] = Span(start + included.start(), start + included.end())
    rolled = _rollover(window)
    if rolled:
        values["rollover"], place = rolled
        spans["rollover"] = Span(start + place.start, start + place.end)
    for mention in find_money(window):
        before = window[max(mention.span.start - 110, 0) : mention.span.start]
        if re.match(r"\s?(?:per|an|/)\s?h", window[mention.span.end :]) and _BEYOND.search(before):
            values["overage_rate"] = mention.amount
            spans["overage_rate"] = Span(start + mention.span.start, start + mention.span.end)
            break
    return values, spans


def _rollover(window: str) -> tuple[dict[str, Any], Span] | None:
    """For how many periods unused hours live, and the most of them, where the words let them live at all."""
    rolled = _ROLL.search(window) or _NEXT.search(window)
    if not rolled or _DENIED.search(window[: rolled.start()]):
        return None
    count = (rolled.groupdict().get("count") or "one").lower()
    values: dict[str, Any] = {"periods": _COUNTS.get(count) or int(count)}
    stop = re.search(r"[.;](?=\s|$)", window[rolled.end() :])
    most = _MOST.search(window, rolled.end(), rolled.end() + (stop.start() if stop else 120))
    if most:
        values["max_hours"] = Decimal(most["hours"])
    return values, Span(rolled.start(), most.end() if most else rolled.end())
