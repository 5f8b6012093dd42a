"""What a late or an early payment changes, and until when an invoice may be disputed.

**Clause:** 'Overdue amounts bear interest at 1.5% per month. An invoice paid within ten days is reduced by 2%. Client may
dispute an invoice in good faith within 15 days of its receipt.'
**Value:** /payment/late_interest_percent 1.5, late_interest_period month; early_discount_percent 2,
early_discount_days 10; dispute_days 15.
"""

from __future__ import annotations

import re

from extractor.candidates import Candidate, payment_at
from extractor.values.durations import find_durations, find_percents
from extractor.values.openings import Worded

_I = re.IGNORECASE
WITHIN = re.compile(
    r"\b(?:within|in|not later than|no later than|later than|due|maximum|upon|payable|no more than|inside|due\safter|(?:will\s|shall\s)?ha(?:ve|s)|during|due:|"
    r"(?:credit|payment)\speriod\"?(?:\s(?:is|means|of)|:)|terms?(?:\sof\spayment)?(?:\s(?:is|are)|:)|invoices?\s[^.;]{0,40}\b(?:is|are)\spaid)\s(?:a\s|the\s|maximum\s|period\sof\s|not\smore\sthan\s){0,3}$",
    _I,
)
"""Words that lead to the days in which something is to be done."""
LATE = Worded(
    r"\b(?:late|overdue|past\sdue|unpaid|interest|not\spaid|delinquent|finance\scharge)\b",
    "late",
    "overdue",
    "past",
    "unpaid",
    "interest",
    "paid",
    "delinquent",
    "finance",
)
_NOT_LATE = re.compile(
    r"\b(?:membership|ownership|equity|undivided|royalt\w+|working)\sinterests?\b|\binterest\sin\b|\bloan\b|\bplus\b[^.]{0,30}\bprime\b|\bprime\b[^.]{0,30}\bplus\b|\b(?:discrepancy|underpayment|deficien\w+|understate\w+|variance)\b",
    _I,
)
_CHARGED = re.compile(
    r"\b(?:interest|(?:late|finance|service|default|delay|carrying)\s(?:payment\s)?(?:charges?|fees?|penalt\w+|rates?)|charge\sof|charged|surcharge|penalty|increased\sby|periodic\srate)\b",
    _I,
)
_ALSO_LATE = re.compile(
    r"\b(?:past-due|due\sdate|arrears|default\sinterest|(?:in\scase|month|period|day)\sof\sdelay|delayed|not\s(?:settled|received|discharged|honou?red)|outstanding|fails?\sto\s(?:pay|settle|make\spayment))\b",
    _I,
)
_PER = re.compile(
    r"\b(?:(?:per|for\severy|for\seach|every|each|a)\s(?:calendar\s)?(?:month|annum|year)|monthly|annual\w*|yearly|annum)\b|\bp\.?\s?[am]\.|/\s?(?:month|year|annum)\b",
    _I,
)
_PER_AHEAD = re.compile(r"\b(?:monthly|annual|yearly|per\s(?:month|annum|year))\b", _I)
_OVER_BASE = re.compile(
    r"\b(?:above|over|plus)\s(?:the\s|its\s)?(?:\w+\s){0,4}(?:base|prime|bank|LIBOR|SOFR|EURIBOR|reference)\b",
    _I,
)
_MOST_INTEREST = 40
_DISCOUNT = re.compile(r"\b(?:(?:discount|deduct)\w*|off\s(?:any|the|each)\sinvoice|reduced\sby)\b", _I)
_EARLY = re.compile(
    r"(?<![\d.])(?P<percent>\d(?:\.\d+)?)\s?(?:%\s?/?|/|-)\s?(?P<days>\d{1,2})\s?(?:days)?,?\s?net\s(?P<net>\d{2})\b",
    _I,
)
DISPUTE = Worded(
    r"\b(?:disput\w+|claims\sconcerning|object\w*|contest\w*|question\w*)\b",
    "disput",
    "claims",
    "object",
    "contest",
    "question",
)


def read_changes(offset: int, text: str) -> list[Candidate]:
    """Candidates in one sentence, which starts at `offset` of the flat text."""
    return [*_late(offset, text), *_early(offset, text), *_dispute(offset, text)]


def _late(offset: int, text: str) -> list[Candidate]:
    if not _CHARGED.search(text) or not (LATE.search(text) or _ALSO_LATE.search(text)):
        return []
    for mention in find_percents(text):
        start, end = mention.span.start, mention.span.end
        near = text[max(start - 160, 0) : end + 60]
        period = _per(text, start, end)
        if (
            period is None
            or _NOT_LATE.search(near)
            or _OVER_BASE.search(near)
            or mention.value > _MOST_INTEREST
        ):
            continue
        unit, first, last = period
        where = (min(start, first), max(end, last))
        return [
            payment_at("/payment/late_interest_percent", _plain(mention.value), offset, where, 0.85),
            payment_at("/payment/late_interest_period", unit, offset, where, 0.85),
        ]
    return []


def _per(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Per month or per year, and where it says so: behind the percent, else before it ('a monthly fee of 2%')."""
    behind = _PER.search(text, end, min(end + 70, len(text)))
    ahead = _PER_AHEAD.search(text, max(start - 60, 0), start)
    period = behind or ahead
    if period is None:
        return None
    word = period[0].casefold()
    return ("month" if "month" in word or "p.m" in word else "year"), period.start(), period.end()


def _early(offset: int, text: str) -> list[Candidate]:
    short = _EARLY.search(text)
    if short:
        return [
            payment_at("/payment/early_discount_percent", short["percent"], offset, short.span(), 0.8),
            payment_at("/payment/early_discount_days", int(short["days"]), offset, short.span(), 0.8),
        ]
    if not _DISCOUNT.search(text) or not re.search(
        r"\b(?:paid|pays|payment|settle[sd]?)\b[^.]{0,60}\b(?:within|inside|no\slater\sthan)\b|prompt payment|early payment",
        text,
        _I,
    ):
        return []
    paid = re.search(
        r"\b(?:paid|pays|payment|settle[sd]?)\b[^.]{0,60}?\b(?:within|inside|no\slater\sthan)\s", text, _I
    )
    days = next(
        (m for m in find_durations(text, paid.end() if paid else 0) if m.unit == "day"),
        None,
    )
    percent = next(iter(find_percents(text)), None)
    if not days or not percent or percent.value > 10:
        return []
    return [
        payment_at(
            "/payment/early_discount_percent",
            _plain(percent.value),
            offset,
            (percent.span.start, percent.span.end),
            0.75,
        ),
        payment_at(
            "/payment/early_discount_days",
            days.days,
            offset,
            (days.span.start, days.span.end),
            0.75,
        ),
    ]


def _dispute(offset: int, text: str) -> list[Candidate]:
    cue = DISPUTE.search(text)
    if (
        not cue
        or not re.search(r"\b(?:invoic\w*|charges?|bill|billed\samounts?)\b", text, _I)
        or not re.search(
            r"\bin(?:\s\w+)?\sgood\sfaith|\bnotif|\bnotice|\bin\swriting|\bwithin\b|\breasons\b|\bto\scontest\b|\bmay\sbe\sraised\b",
            text,
            _I,
        )
    ):
        return []
    for mention in find_durations(text):
        left, right = (
            text[max(mention.span.start - 30, 0) : mention.span.start],
            text[mention.span.end : mention.span.end + 90],
        )
        if (
            mention.unit == "day"
            and WITHIN.search(left)
            and re.search(r"\b(?:invoice|receipt|bill|statement|charge|its\sissue)", right, _I)
            and abs(mention.span.start - cue.start()) < 220
        ):
            return [
                payment_at(
                    "/payment/dispute_days",
                    mention.days,
                    offset,
                    (mention.span.start, mention.span.end),
                    0.75,
                )
            ]
    return []


def _plain(value: object) -> str:
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
