"""Shares of a price: milestones in percent, commissions and royalties, cost plus a margin.

**Clause:** '30% upon signing, 40% on acceptance of the design'; 'a royalty of 7% of Net Sales'; 'cost plus 10%'.
**Value:** milestones 30 and 40 percent with their triggers; percentage 7 of Net Sales; cost_plus 10.

What is withheld, interest, tax and discounts are other terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.find.fees.context import tidy
from extractor.find.fees.items import FeeItem
from extractor.values.money import find_money
from extractor.values.number_words import find_word_numbers
from extractor.values.openings import lowered, places, stretches
from models.document import Span

_I = re.IGNORECASE
_PERCENT = re.compile(r"(?P<value>\d(?<![\d.,]\d)\d{0,2}(?:\.\d{1,4})?)\s?(?:%|percent\b|per cent\b)")
_TRIGGER_RIGHT = re.compile(
    r"^\)?\s{0,3}(?:\([^()]{0,30}\)\s{0,3})?(?:[-–—:]\s{0,3})?(?:(?:of (?:the |its )?(?:total |contract |fixed |project )?(?:fees?|price|amount|contract|value|sum)\b[^.;%]{0,30}?)?\s{0,3}"
    r"(?:deposit|due|payable|paid|invoiced|billed|payment|will be provided|(?:is |shall be |to be |will be )?(?:due|paid|payable|invoiced|billed))?\b\s{0,3}(?:\([^()]{0,30}\)\s{0,3})?[^.;%]{0,60}?)?"
    r"\b(?P<event>(?:upon|on|at|after|following|prior to|before|when|within|\d{1,3} days after)\s[^.;%\n]{3,110})", _I)  # fmt: skip
_TRIGGER_LEFT = re.compile(r"(?:^|[\n.;●•])\s{0,20}(?P<event>(?:upon|on|at|after|following|completion|delivery|acceptance|signing|execution|final|approval)\b[^.;%\n$]{3,120})(?:[\s:–—-]{1,6}|\n[^\n%]{0,60}\n)\s{0,10}$", _I)  # fmt: skip
_OTHER = re.compile(
    r"\b(?:withh\w+|retain(?:ed|age|s)?|retention|last|held back|interest|per month|per annum|late|tax(?:es)?|discount\w*|increase\w*|escalat\w*|"
    r"past due|overdue|surcharge|out[- ]of[- ]pocket|disbursements?|handling|rebate|deduct\w*|prompt|rais\w+|shares?|ownership|voting|hours|uptime|availab\w+|audit|markup|marku|less than|more than|greater|at least|exceed\w*|within \w{1,12} percent|penalt\w+|refund\w*|underpa\w+|discrepan\w+|variance|cap\b)",
    _I,
)
_ROYALTY = re.compile(r"\b(?:royalt\w+|commissions?|revenue shar\w+|shar\w+ of (?:the )?(?:revenue|profit)\w*|profits?|net sales|gross (?:sales|revenues?|receipts)|net revenues?|revenues?|broadcast cash flow|retail price|earnings|fees? received|proceeds|savings|success fee|contingency fee|face value)\b", _I)  # fmt: skip
_OF = re.compile(
    r"^\)?\s{1,20}(?:\([^()]{0,30}\)\s{0,20})?(?:commission\s|royalty\s)?(?:of|on)\s{1,20}(?P<basis>[^.;,()]{3,90})"
)
_LEFT_STOP = re.compile(r"[.;]\s{1,10}(?=[A-Z(\d])|\n\s{0,20}\n|●|•|%\s|\n(?=\s{0,6}[*-]?\s?\d{1,2}%)")
_RIGHT_STOP = re.compile(
    r"[.;](?=\s)|\n\s{0,20}\n|●|•|\n(?=\s{0,6}(?:\*|-|\d{1,2}[.)])?\s?\d{1,3}%)"
    r"|,?\s(?:and\s)?\d{1,3}(?:\.\d{1,2})?%|,?\s(?:and\s)?(?:the\s)?(?:remaining\b|final\s\d|[a-z-]{3,14}\spercent\b)"
)
_COST_PLUS = re.compile(
    r"\b(?:cost[- ]plus|costs? plus|cost \+|plus a (?:margin|mark-?up|fee) of)\b|\bcosts?\b[^.;%]{0,60}\bplus (?:an? )?(?:\w+ ){0,2}$",
    _I,
)

_WORDED = re.compile(
    r"(?P<words>\b[A-Za-z]{3,9}(?:[ -][a-z]{3,5})?) (?:percent|per cent)\b(?! ?\((?:\d{1,2}|100)(?:\.\d+)? ?%)(?: ?\([^()%]{1,12}\))?",
    _I,
)
_PAYS = re.compile(r"\b(?:pay|pays|paid|receive|receives|entitled)\b", _I)
_WHOLE = 100
_SENTENCE_START = re.compile(r"\.\s|\n\s*\n")
_KEPT_BACK = re.compile(r"\b(?:retention|retainage|hold-?back|amounts? (?:retained|withheld))\b", _I)
_COUNTED = re.compile(
    r"[)\s]{0,3}of\s(?:the\s|all\s|its\s)?(?:\w{1,12}\s)?(?:documents?|units?|tests?|calls?|requests?|tickets?|"
    r"time|users?|hours|incidents?|records?|cases?|transactions?|shares|orders?|minutes)\b",
    _I,
)  # a share of things that are counted, as in a service level


def find_percents(text: str) -> list[FeeItem]:
    """The percents of a text that are shares of the price or of a basis, in order."""
    items = [item for match in _PERCENT.finditer(text) if (item := _read(text, match))]
    worded = [item for match in _worded(text) if (item := _in_words(text, match))]
    return _enough(sorted([*items, *worded], key=lambda item: item.span))


def _worded(text: str) -> Iterator[re.Match[str]]:
    """What `_WORDED` finds, looked for only around its sign in words."""
    signs = places(lowered(text), ("percent", "per cent"))
    for within in stretches(signs, 24, 60, (0, len(text))):
        yield from _WORDED.finditer(text, *within)


def _in_words(text: str, match: re.Match[str]) -> FeeItem | None:
    """A share in words whose figures are missing or misprinted: 'thirty percent (3016) of the Net Sales'."""
    found = [number for number in find_word_numbers(match["words"]) if number.span.end == len(match["words"])]
    if not found or not 0 < found[0].value <= _WHOLE:
        return None
    left, right = _sides(text, match)
    basis = _OF.match(right)
    paid = _PAYS.search(left[-160:])
    if not basis or not paid or not _ROYALTY.search(basis["basis"]) or _OTHER.search(left[-60:]):
        return None
    span = Span(match.start() + found[0].span.start, match.end())
    return FeeItem(
        "percentage", span, percent=found[0].value, score=0.7, more={"basis": tidy(basis["basis"])}
    )


def _read(text: str, match: re.Match[str]) -> FeeItem | None:
    value = Decimal(match["value"])
    if not 0 < value <= 100:
        return None
    left, right = _sides(text, match)
    span = Span(*match.span())
    near = f"{left[-60:]} # {right[:60]}"
    if _COST_PLUS.search(left[-90:]):
        return (
            None
            if re.search(r"reimburs|expens|material", left, _I)
            else FeeItem("cost_plus", span, percent=value)
        )
    if _OTHER.search(near) or _KEPT_BACK.search(
        _SENTENCE_START.split(text[max(match.start() - 240, 0) : match.start()])[-1]
    ):
        return None
    basis = _OF.match(right)
    royalty = _ROYALTY.search(f"{left[-120:]} # {right[:90]}")
    if basis and royalty and not _price_itself(basis["basis"]):
        return FeeItem("percentage", span, percent=value, score=0.75, more={"basis": tidy(basis["basis"])})
    return None if royalty and not basis else _milestone(left, right, span, value)


def _price_itself(basis: str) -> bool:
    return bool(
        re.search(r"\b(?:total|contract|project|fixed)\s(?:fee|price|amount|value|sum|cost)", basis, _I)
    )


def _sides(text: str, match: re.Match[str]) -> tuple[str, str]:
    left = text[max(match.start() - 260, 0) : match.start()]
    right = text[match.end() : match.end() + 220]
    cut = max((stop.end() for stop in _LEFT_STOP.finditer(left)), default=0)
    left = "\n" + left[cut:] if cut else left
    end = _RIGHT_STOP.search(right)
    return left, right[: end.start()] if end else right


def _milestone(left: str, right: str, span: Span, value: Decimal) -> FeeItem | None:
    if _COUNTED.match(right):
        return None
    behind, before = _TRIGGER_RIGHT.match(right), _TRIGGER_LEFT.search(left)
    found = before if before and not behind else behind
    if not found:
        return None
    trigger = tidy(re.split(r"\s(?:to be no later|plus|in the amount)\b|,\s", found["event"])[0])
    if re.search(
        r"\b(?:basis|time to time|notice|request|date hereof|file|terminat\w+|rate|the end of|anniversary)\b",
        trigger,
        _I,
    ):
        return None
    amounts = (
        [m for m in find_money(right[:40]) if m.span.start < 4] if right.lstrip(" )").startswith("(") else []
    )
    money = find_money(right[:60])
    amount = (
        money[0].amount
        if amounts or (money and re.match(r"^[^()]{0,12}\(\s?$", right[: money[0].span.start]))
        else None
    )
    name = tidy(
        re.sub(
            r"^(?:upon|on|at|after|following)\s(?:time of\s)?(?:the\s)?(?:submission of (?:the )?)?",
            "",
            trigger,
            flags=_I,
        )
    )
    return FeeItem(
        "milestone",
        span,
        name or trigger,
        amount,
        None if amount else value,
        score=0.75,
        more={"trigger": trigger},
    )


def _enough(items: list[FeeItem]) -> list[FeeItem]:
    """A list of one small share is not a payment plan unless something says that it is a deposit."""
    shares = [item for item in items if item.kind == "milestone"]
    total = sum((item.percent or Decimal(0) for item in shares), Decimal(0))
    if len(shares) == 1 and total < 5:
        return [item for item in items if item.kind != "milestone"]
    return items
