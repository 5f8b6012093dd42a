"""What the days and percents of a payment clause are for, told by the nearest cue and not by the order of the words.

A number of days is for paying, for disputing or for an early payment. The cue that stands before it decides, else the
one behind it; a cue for something else in the same part of the sentence (notice, cure, audit, renewal) rules it out.

**Clause:** 'The Supplier grants sixty (60) days in which to pay, starting with the invoice date. Any query on an invoice
must be raised within ten days of its date. Payment: 10 days less 2%, 60 days net.'
**Value:** net_days 60, due_basis invoice_date; dispute_days 10; early_discount_percent 2, early_discount_days 10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.candidates import Candidate, payment_at
from extractor.values.durations import DurationMention, find_durations, find_percents
from models.finding_kind import FindingCode

_I = re.IGNORECASE
PURPOSES = re.compile(
    r"(?P<pay>\b(?:pay(?:s|able|ments?|ing)?|paid|remit\w*|settl\w+|discharge[sd]?|honou?r(?:s|ed)?|fall(?:s|ing)?\sdue|(?:is|are|become)\sdue|"
    r"payment\s(?:terms?|period)|terms\sof\spayment|credit\s(?:period|terms?))\b)|"
    r"(?P<dispute>\b(?:disput\w+|quer(?:y|ies)|quer(?:ied|ying)|challeng\w+|object(?:s|ed|ions?)?|contest\w*|complain\w*|question(?:s|ed)?|"
    r"claims?\s(?:concerning|about|against|regarding|relating)|(?:billing|invoice)\serrors?|errors?\sin\s(?:an|the|any)\s(?:invoice|bill))\b)",
    _I,
)
_INVOICED = re.compile(
    r"\b(?:invoic\w+|bills?|billed|billing|statements?\sof\saccount|accounts?|charges?)\b", _I
)
_OWED = re.compile(
    rf"{_INVOICED.pattern}|\b(?:fees?|sums?|amounts?|receipt|payment|terms)\b",
    _I,
)
_LEADS = re.compile(
    r"(?:\b(?:within|in(?:side)?(?:\sof)?|during|after|lapse\sof|than|period|is|are|be|of|has|have|had|due|net|means|grant(?:s|ed)?\s(?:\w+\s){0,2}\w+)|:|\|)"
    r"\s?(?:(?:a|the|its|maximum|period|of|up\sto|next|first)\s){0,4}$",
    _I,
)
_FOLLOWS = re.compile(
    r"\s(?:net\b|(?:after|from|following|of|as\sof|counted|reckoned|calculated|starting|beginning|to\s(?:pay|settle|contest|dispute|query|object)|in\swhich\sto|that\sbegins?)\b)",
    _I,
)
_BREAK = re.compile(
    r";|\.\s|,\s(?:and|but|failing|provided|whereupon|otherwise|unless|without|after\swhich|with)\b|"
    r"\s(?=(?-i:(?:Any|Where|The|If|Each|All|No|An?|In|Invoices?|Overdue|Late|Payments?|Interest)\s[a-z]))",
    _I,
)
"""Ends of a part; a row of a table may have run into the sentence behind it."""
_NOT_DUE = re.compile(
    r"\b(?:notice|notif\w+|cure[ds]?|breach\w*|terminat\w+|audit\w*|renew\w*|expir\w+|suspen\w+|remed\w+|discount\w*|deduct\w*|reduced|prompt|"
    r"interest|late|overdue|past[\s-]due|unpaid|delinquen\w+|refund\w*|credited|credit\s(?:note|memo)|reimburs\w+|expenses?|deliver\w*|review\w*|accept\w*|reject\w*|warrant\w*|insur\w+|"
    r"claims?|submit\w*|send|render|furnish|issue\san|respon\w+|reminder|demand|withh\w+|retention|retain\w*|advance|deposit|"
    r"royalt\w+|commission\w*|report\w*|fail\w*|records?|certif\w+|licen[sc]e\w*|sublicen\w+|net\ssales|subcontract\w*|escrow|loan|closing|hours?|executed?)\b",
    _I,
)
_NOT_DISPUTE = re.compile(
    r"\b(?:resol\w+|negotiat\w+|mediat\w+|arbitrat\w+|meet|respond\w*|terminat\w+|deliverables?|audit\w*|cure[ds]?|insur\w+|indemnif\w+|refund\w*)\b",
    _I,
)
_AHEAD = re.compile(r"\s?(?:'\s)?(?:before|prior|written|notice|in\sadvance)\b", _I)
_DISCOUNTED = re.compile(
    r"\b(?:discount(?:s|ed)?|deduct(?:s|ed|ion)?|rebate|less|off|reduced\sby|prompt[\s-]payment|early[\s-]payment)\b",
    _I,
)
_NOT_DISCOUNT = re.compile(
    r"\b(?:interest|late|overdue|retention|retain\w*|withh\w+|tax\w*|volume|advance|tier)\b", _I
)
_NEAR, _SHORT = 140, 140
_MOST_DAYS = 180
_MOST_DISCOUNT = 10


def read_cues(offset: int, text: str) -> list[Candidate]:
    """Candidates in one sentence, which starts at `offset` of the flat text."""
    found: list[Candidate] = []
    early = _early(text)
    if early:
        percent, days = early
        found += [
            payment_at("/payment/early_discount_percent", str(percent[0]), offset, percent[1], 0.72),
            payment_at(
                "/payment/early_discount_days", days.days, offset, (days.span.start, days.span.end), 0.72
            ),
        ]
    for mention in find_durations(text):
        if mention.unit not in {"day", "week"} or not 0 < mention.days <= _MOST_DAYS:
            continue
        if early and mention.span == early[1].span:
            continue
        found += _purpose(offset, text, mention)
    return found


def _purpose(offset: int, text: str, mention: DurationMention) -> Iterator[Candidate]:
    """The value that a number of days is, by what it is for."""
    start, end = mention.span.start, mention.span.end
    if _AHEAD.match(text, end) or not (_LEADS.search(text[:start]) or _FOLLOWS.match(text, end)):
        return
    purpose = purpose_at(text, start, end)
    if purpose == "dispute" and _INVOICED.search(text) and not _NOT_DISPUTE.search(text):
        yield payment_at("/payment/dispute_days", mention.days, offset, (start, end), 0.72)
    part, last = _part(text, start, end)
    if purpose != "pay" or _NOT_DUE.search(part) or not _OWED.search(part):
        return
    if not _INVOICED.search(part) and len(text) > _SHORT:
        return
    basis = due_basis(text[end : max(last, end)])
    score = 0.78 if basis and basis != "other" else 0.62
    note: FindingCode | None = "L08" if mention.disagrees else None
    yield payment_at("/payment/net_days", mention.days, offset, (start, end), score, note)
    if basis:
        yield payment_at("/payment/due_basis", basis, offset, (start, max(last, end)), score)


def purpose_at(text: str, start: int, end: int) -> str | None:
    """What the days are for: the last cue before them, else the first one behind them."""
    before = [match.lastgroup for match in PURPOSES.finditer(text, max(start - _NEAR, 0), start)]
    if before:
        return before[-1]
    behind = PURPOSES.search(text, end, min(end + 120, len(text)))
    return behind.lastgroup if behind else None


def _part(text: str, start: int, end: int) -> tuple[str, int]:
    """The part of the sentence around a place, and where it ends."""
    cuts = [match.span() for match in _BREAK.finditer(text)]
    first = max((stop for _, stop in cuts if stop <= start), default=0)
    last = min((begin for begin, _ in cuts if begin >= end), default=len(text))
    return text[first:last], last


def due_basis(after: str) -> str | None:
    """What the words after a number of days count it from; None where they name nothing."""
    part = re.split(r"[;]|\.\s", after, maxsplit=1)[0]
    for basis, pattern in _BASES:
        if pattern.search(part):
            return basis
    return None


_BASES = (
    ("other", re.compile(r"\b(?:approv\w+|verif\w+)\b|\b(?:receipt\sof|receiving|received)\s(?:\w+\s){0,3}(?:notices?|notification|demand|reminder|request)\b", _I)),
    ("period_end", re.compile(r"\b(?:end|close|last\sday)\b[^.;]{0,40}\b(?:month|quarter|year|period|week)", _I)),
    ("invoice_receipt", re.compile(r"\b(?:receipt|receiv\w+|getting|(?:invoice|bill|it)\s(?:reaches|reached|arrives)|presentation)\b", _I)),
    ("invoice_date", re.compile(r"\b(?:invoice\sdate|date\sof\s(?:the\s|an?\s|each\s|such\s|its\s|(?:the\s)?relevant\s)?(?:invoice|bill|issu\w+)|(?:is|was|are|were)\s(?:dated|issued|raised)|its\s(?:date|issue)|dated|issuance)\b", _I)),
    ("acceptance", re.compile(r"\baccept\w*", _I)),
)  # fmt: skip


def _early(text: str) -> tuple[tuple[Decimal, tuple[int, int]], DurationMention] | None:
    """The percent taken off an early payment, and its days: those of its own part of the sentence, the nearest ones."""
    if not _DISCOUNTED.search(text) or not re.search(r"\b(?:pa(?:y|id)\w*|settl\w+|net)\b", text, _I):
        return None
    for percent in find_percents(text):
        first = max((text.rfind(mark, 0, percent.span.start) for mark in ",;"), default=-1) + 1
        ends = [at for mark in ",;" if (at := text.find(mark, percent.span.end)) >= 0]
        part = text[first : min(ends, default=len(text))]
        days = [
            mention
            for mention in find_durations(text, first, min(ends, default=len(text)))
            if mention.unit == "day" and not _AHEAD.match(text, mention.span.end)
        ]
        if not days or not _DISCOUNTED.search(text[max(first - 25, 0) :]) or percent.value > _MOST_DISCOUNT:
            continue
        if _NOT_DISCOUNT.search(part) or not re.search(
            r"\b(?:pa(?:y|id)\w*|settl\w+|less)\b|/", text[max(first - 25, 0) :], _I
        ):
            continue
        nearest = min(days, key=lambda mention: abs(mention.span.start - percent.span.start))
        return (percent.value, (percent.span.start, percent.span.end)), nearest
    return None
