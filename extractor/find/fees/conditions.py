"""What changes the amounts of the whole contract: discounts, the advance's recoupment, carry-forward, limits.

**Clause:** 'Fees above $500,000 in a year are reduced by 5%. The advance is recouped at 25% of each invoice.'
**Value:** a prospective discount of 5 percent past 500000; /advance/recoup_percent 25.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from extractor.candidates import Candidate
from extractor.find.fees.items import FeeItem
from extractor.values.money import find_money
from extractor.values.openings import Worded
from models.document import Span
from models.shape import plain

_I = re.IGNORECASE
_SENTENCE = re.compile(r"[^.;\n]+(?:[.;](?!\s)[^.;\n]+|\n(?!\s*\n)[^.;\n]+)*")
_PERCENT = r"(?P<percent>\d{1,2}(?:\.\d{1,2})?)\s?(?:%|percent\b|per cent\b)"
_REDUCED = Worded(
    rf"(?:\b(?:reduced|discounted|discount|reduction)\b[^.;%]{{0,24}}?\b(?:by|of)\s(?:[a-z-]{{3,20}}\s)?\(?{_PERCENT})"
    rf"|(?:{_PERCENT.replace('percent>', 'share>')}\)?\s(?:volume\s)?(?:discount|reduction)\b)", "reduc", "discount")  # fmt: skip
_PAST = re.compile(r"\b(?:above|over|in excess of|exceed\w*|beyond|past|more than|once|reach\w*)\s[^.;$£€]{0,40}$", _I)  # fmt: skip
_EARLY = re.compile(r"\bwithin\s[^.;]{0,20}days|early|prompt", _I)
_ALL_FEES = re.compile(r"retroactiv|\ball fees (?:of|in|for|during|billed)|from the first", _I)
_FEES = re.compile(r"\b(?:fees?|rates?|spend|charges?|volume|billings?|invoice[ds]?)\b", _I)
_RECOUP = re.compile(rf"\b(?:recoup\w*|recover\w*|deduct\w*|offset|amorti[sz]\w*)\b[^.;%]{{0,60}}?{_PERCENT}", _I)  # fmt: skip
_FORWARD = re.compile(r"\bcarr(?:y|ied|ies)[\s-]{1,3}(?:forward|over)\b", _I)
_DENIED = re.compile(r"\b(?:not|no|nor|without)\b[^.;]{0,30}$", _I)
_INCLUDED = re.compile(r"\b(?:inclu\w+|covers?|for|of|roll\w*|unused|carr\w+)\b[^.;]{0,30}$", _I)
_HOURS = re.compile(
    r"\b(?:not (?:to )?exceed|up to|limited to|(?:a |the )?maximum of|no more than|capped at)\s(?:a total of\s)?(?:[a-z-]{3,20}\s)?"
    r"\(?(?P<hours>\d{1,3}(?:,\d{3})*)\)?\s(?:billable |chargeable |working |total )?hours\b(?P<per>\s(?:per|in any|each|a)\s(?:calendar )?\w+)?",
    _I,
)


def conditions(text: str, items: list[FeeItem], streams: Sequence[Span] = ()) -> list[Candidate]:
    """The candidates for discounts, caps, /advance/recoup_percent and /minimum_commitment/carry_forward."""
    found = [*_discounts(text), *_caps(text, items, streams)]
    found += [c for i in items if i.kind == "advance" for c in _recouped(text, i.span)]
    found += [c for i in items if i.kind == "minimum" for c in _carried(text, i.span)]
    return found


def _candidate(pointer: str, value: Any, span: Span, score: float = 0.75) -> Candidate:
    return Candidate(pointer, value, span, score, "fees")


def _discounts(text: str) -> list[Candidate]:
    """All volume discounts as one list."""
    found: list[dict[str, Any]] = []
    first: Span | None = None
    for sentence in _SENTENCE.finditer(text):
        words = sentence[0]
        reduced = _REDUCED.search(words)
        if not reduced or _EARLY.search(words) or not _FEES.search(words):
            continue
        past = [m for m in find_money(words) if _PAST.search(words[: m.span.start])]
        if len(past) != 1:
            continue
        mode = "retroactive" if _ALL_FEES.search(words) else "prospective"
        percent = reduced["percent"] or reduced["share"]
        found.append({"percent": percent, "threshold": plain(past[0].amount), "mode": mode})
        first = first or Span(*sentence.span())
    return [_candidate("/discounts", found, first, 0.7)] if first else []


def _caps(text: str, items: list[FeeItem], streams: Sequence[Span]) -> list[Candidate]:
    """The limits per month, and the limits in hours, as one list."""
    caps: list[dict[str, Any]] = []
    spans = []
    for item in items:
        if item.kind == "cap" and item.unit == "month" and item.amount is not None:
            caps.append({"amount": plain(item.amount), "scope": "month"})
            spans.append(item.span)
    if any(item.kind == "rate" for item in items):
        for hours, scope, place in hour_limits(text, Span(0, len(text))):
            if not any(stream.overlaps(place) for stream in streams):
                caps.append({"hours": plain(hours), **_limited(text, items, place, scope)})
                spans.append(place)
    numbered = [{"id": f"C{number}", **cap, "behaviour": "hard"} for number, cap in enumerate(caps, 1)]
    return [_candidate("/caps", numbered, spans[0])] if spans else []


def hour_limits(text: str, within: Span) -> list[tuple[Decimal, str, Span]]:
    """The limits on billed hours in a stretch of text: the hours, 'contract' or 'month', and the place."""
    limits = []
    for match in _HOURS.finditer(text, within.start, within.end):
        scope = _scope_of(match["per"])
        included = _INCLUDED.search(text[max(match.start() - 40, within.start) : match.start()])
        if scope and not included:
            limits.append((Decimal(match["hours"].replace(",", "")), scope, Span(*match.span())))
    return limits


def _limited(text: str, items: list[FeeItem], place: Span, scope: str) -> dict[str, Any]:
    """Whom a limit of hours limits: the role whose rate stands before it in its sentence, or everybody."""
    rates = [i for i in items if i.kind == "rate" and i.name and i.span.end <= place.start]
    if not rates or scope != "contract":
        return {"scope": scope}
    if re.search(r"[.;]\s|\n\s*\n", text[rates[-1].span.end : place.start]):
        return {"scope": scope}
    return {"scope": "role", "role": rates[-1].name}


def _scope_of(per: str | None) -> str | None:
    """What a limit of hours covers; None for hours of a day or week, which limit people, not the bill."""
    if per is None:
        return "contract"
    return "month" if per.lower().endswith("month") else None


def _recouped(text: str, advance: Span) -> list[Candidate]:
    match = _RECOUP.search(text, advance.end, advance.end + 400)
    if not match:
        return []
    where = Span(match.start("percent"), match.end())
    return [_candidate("/advance/recoup_percent", match["percent"], where)]


def _carried(text: str, minimum: Span) -> list[Candidate]:
    match = _FORWARD.search(text, minimum.end, minimum.end + 400)
    if not match:
        return []
    denied = bool(_DENIED.search(text[max(match.start() - 60, minimum.end) : match.start()]))
    return [_candidate("/minimum_commitment/carry_forward", not denied, Span(*match.span()))]
