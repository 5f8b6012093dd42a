"""Find when invoices are sent, when they are due, and what comes on top of a late one.

**Clause:** Consultant shall invoice monthly in arrears. Invoices are payable within thirty (30) days of receipt; late
amounts bear interest at 1.5% per month. Disputes must be raised within ten (10) days.
**Value:** monthly, arrears, 30 days from invoice_receipt, 1.5 per month, dispute_days 10
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.candidates import Candidate
from extractor.segment import Contract
from extractor.values.durations import DurationMention, find_durations, find_percents
from models.document import Span

_NET = re.compile(
    r"\bnet[\s-]{1,3}(?:of\s)?(?:\w{3,8}\s?[-(]?\s?)?\(?(?P<days>\d{1,3})\)?(?:\s{0,2}days?\b)?",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?P<percent>\d(?:\.\d)?)\s?%?\s?/\s?(?P<early>\d{1,2})\s?,?\s?net\s?(?P<days>\d{1,3})\b",
    re.IGNORECASE,
)
_PAY = re.compile(r"\b(?:pay(?:s|able|ment|ments)?|paid|due|remit\w*|reimburse\w*)\b", re.IGNORECASE)
_INVOICE = re.compile(r"\b(?:invoices?|invoiced|bill(?:s|ed|ing)?|statements?|receipt)\b", re.IGNORECASE)
_FROM = re.compile(
    r"^[\s,]{0,3}(?:calendar\s)?(?:of|after|from|following|upon|receipt|in\s?arrears|days)\b|^\s{0,2}(?:\.|,|;)?",
    re.IGNORECASE,
)
_NOT_DUE = re.compile(
    r"notice|terminat|cure|breach|prior to|before|written|dispute|object|request|renew|warrant|late|past due|overdue|more than|inspect|accept|remedy|audit|advance|delinquent|suspend",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:late|overdue|past[\s-]due|unpaid|delinquen\w+|not\s{1,3}paid|interest|finance\s{1,3}charge)\b",
    re.IGNORECASE,
)
_DISPUTE = re.compile(r"\b(?:disput\w+|object\w*|contest\w*|question\w*)\b", re.IGNORECASE)
_FREQUENCIES = (
    ("semimonthly", r"semi-?monthly|twice\s(?:a|per|each)\smonth"),
    ("biweekly", r"bi-?weekly|every\s(?:two|2)\sweeks|every\sother\sweek"),
    ("weekly", r"weekly|each\sweek|every\sweek"),
    (
        "monthly",
        r"monthly|each\s(?:calendar\s)?month|every\s(?:calendar\s)?month|per\smonth|month-end|end\sof\s(?:the|a)\smonth",
    ),
    ("quarterly", r"quarterly|each\s(?:calendar\s|fiscal\s)?quarter|every\squarter"),
    ("semiannual", r"semi-?annual(?:ly)?|every\ssix\smonths|twice\s(?:a|per)\syear"),
    ("annual", r"annual(?:ly)?|each\s(?:contract\s)?year|yearly|every\syear"),
    (
        "milestone",
        r"(?:upon|on|after)\s(?:the\s)?(?:completion|acceptance|achievement|delivery)\sof\s(?:each|every|the)\s(?:milestone|deliverable|phase|task)|milestone\spayments?",
    ),
    (
        "on_completion",
        r"(?:upon|on|after)\s(?:the\s)?(?:satisfactory\s|final\s|successful\s)?completion\sof\s(?:the\s|all\s)?(?:work|services|project)",
    ),
)
_FREQUENCY = tuple((name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, pattern in _FREQUENCIES)
_BILLING = re.compile(
    r"\b(?:invoic\w+|bill(?:s|ed|ing)?|payments?|paid|payable|pay|progress\spayments?)\b", re.IGNORECASE
)
_NOT_BILLING = re.compile(
    r"report|review|meet|audit|interest|per\s(?:month|annum)\son|increase|fee\sschedule|insurance|royalt|forecast",
    re.IGNORECASE,
)
_ADVANCE = re.compile(r"\bin\s{1,3}advance\b|\bprepa(?:y|id|yment)\b|\bup[\s-]?front\b", re.IGNORECASE)
_ARREARS = re.compile(
    r"\bin\s{1,3}arrears\b|\bfor\s{1,3}(?:the\s)?(?:services|work)\s{1,3}(?:performed|rendered|provided|completed)\s{1,3}(?:during|in)\s{1,3}the\s{1,3}(?:previous|preceding|prior)|\bactual(?:ly)?\s(?:hours|performed)",
    re.IGNORECASE,
)


def find_payment(contract: Contract) -> list[Candidate]:
    """Candidates for the parts of /payment, sentence by sentence."""
    found: list[Candidate] = []
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        found += _net_terms(contract.flat, sentence)
        if _PAY.search(words):
            found += _due(contract.flat, sentence)
        if _LATE.search(words):
            found += _late(contract.flat, sentence)
        if _BILLING.search(words):
            found += _frequency(contract.flat, sentence)
            found += _timing(contract.flat, sentence)
        if _DISPUTE.search(words) and _INVOICE.search(words):
            found += _dispute(contract.flat, sentence)
        if match := re.search(
            r"purchase\s+order\s+(?:number\s+)?(?:is|are|must|shall\s+be)\s+(?:required|provided|issued|referenced)|must\s+(?:reference|bear|state|quote|carry)\s+(?:the|a|customer[’']s|client[’']s)?\s*(?:valid\s+)?(?:purchase\s+order|PO)\b",
            words,
            re.IGNORECASE,
        ):
            found.append(
                Candidate("/payment/purchase_order_required", True, _at(sentence, match), 0.8, "payment")
            )
    return found


def _at(sentence: Span, match: re.Match[str]) -> Span:
    return Span(sentence.start + match.start(), sentence.start + match.end())


def _net_terms(text: str, sentence: Span) -> Iterator[Candidate]:
    for match in _TERMS.finditer(text, sentence.start, sentence.end):
        from decimal import Decimal  # noqa: PLC0415

        yield Candidate(
            "/payment/early_discount_percent", Decimal(match["percent"]), Span(*match.span()), 0.95, "payment"
        )
        yield Candidate(
            "/payment/early_discount_days", int(match["early"]), Span(*match.span()), 0.95, "payment"
        )
    for match in _NET.finditer(text, sentence.start, sentence.end):
        if int(match["days"]) <= 180:
            yield Candidate("/payment/net_days", int(match["days"]), Span(*match.span()), 0.95, "payment")
            yield from _month_end(text, match)


def _month_end(text: str, match: re.Match[str]) -> Iterator[Candidate]:
    after = re.match(
        r"[\s,]{0,3}(?:days\s)?(?:EOM|end of (?:the )?month|from (?:the )?end of (?:the )?month)",
        text[match.end() : match.end() + 40],
        re.IGNORECASE,
    )
    if after:
        yield Candidate(
            "/payment/month_end",
            "then_days" if "from" in after[0].lower() else "unclear",
            Span(match.start(), match.end() + after.end()),
            0.8,
            "payment",
        )


def _due(text: str, sentence: Span) -> Iterator[Candidate]:
    for duration in find_durations(text, sentence.start, sentence.end):
        before = text[max(sentence.start, duration.span.start - 170) : duration.span.start]
        after = text[duration.span.end : min(sentence.end + 1, duration.span.end + 90)]
        if (
            duration.unit not in {"day", "week", "month"}
            or (duration.days or 0) > 180
            or _NOT_DUE.search(before[-45:] + " " + after[:14])
        ):
            continue
        if not re.search(
            r"(?:within|in|net|than|no later than|due|is|period of|terms?:?|are)\s{0,3}(?:a\s{1,3}period\s{1,3}of\s)?$",
            before,
            re.IGNORECASE,
        ) and not re.match(r"\s{0,2}(?:of|after|from|following)", after, re.IGNORECASE):
            continue
        score = (
            0.35
            + 0.2 * bool(_PAY.search(before[-110:]))
            + 0.3 * bool(_INVOICE.search(after[:70]))
            + 0.15 * bool(_INVOICE.search(before))
        )
        if score < 0.6 or not re.match(
            r"\W{0,4}(?:calendar\s|business\s)?(?:of|after|from|following|the|upon|days|$|\.|,|;|\))",
            after,
            re.IGNORECASE,
        ):
            continue
        span = Span(max(sentence.start, duration.span.start - 40), min(sentence.end, duration.span.end + 60))
        yield Candidate("/payment/net_days", duration.days, _trim(text, span, duration), score, "payment")
        basis = _basis(after)
        if basis:
            yield Candidate("/payment/due_basis", basis, _trim(text, span, duration), score, "payment")


def _basis(after: str) -> str | None:
    near = after[:70].lower()
    if re.search(r"recei(?:pt|ving|ves)|received|submi|presentation", near):
        return "invoice_receipt"
    if re.search(r"accept", near):
        return "acceptance"
    if re.search(r"end of|month end|close of", near):
        return "period_end"
    return "invoice_date" if re.search(r"invoice|bill|statement", near) else None


def _trim(text: str, span: Span, duration: DurationMention) -> Span:
    """Cut at words, around the duration."""
    start = text.find(" ", span.start, duration.span.start)
    end = text.rfind(" ", duration.span.end, span.end)
    return Span(start + 1 if start >= 0 else span.start, max(duration.span.end, end))


def _late(text: str, sentence: Span) -> Iterator[Candidate]:
    for percent in find_percents(text, sentence.start, sentence.end):
        after = text[percent.span.end : percent.span.end + 40]
        before = text[max(sentence.start, percent.span.start - 200) : percent.span.start]
        if not _LATE.search(before + after) or re.search(
            r"prime|above|over the|LIBOR|discount|own(?:s|ed|ing)|equity|voting|plus\s*$",
            before[-40:] + after[:20],
            re.IGNORECASE,
        ):
            continue
        per = re.search(
            r"per\s{1,3}(?P<unit>month|annum|year)|(?P<word>monthly|annually|yearly|a\smonth|a\syear|each month|annum)|annual",
            after,
            re.IGNORECASE,
        )
        if per is None and percent.value > 5 and not re.search(r"annual|per annum", before, re.IGNORECASE):
            continue
        unit = (
            "month"
            if per and "month" in per[0].lower()
            else "year"
            if per or re.search(r"annual", before, re.IGNORECASE)
            else None
        )
        score = 0.9 if per else 0.55
        yield Candidate(
            "/payment/late_interest_percent",
            percent.value,
            Span(percent.span.start, percent.span.end + (per.end() if per else 0)),
            score,
            "payment",
        )
        if unit:
            yield Candidate(
                "/payment/late_interest_period",
                unit,
                Span(percent.span.start, percent.span.end + (per.end() if per else 0)),
                score,
                "payment",
            )
        break


def _frequency(text: str, sentence: Span) -> Iterator[Candidate]:
    words = text[sentence.start : sentence.end]
    for name, pattern in _FREQUENCY:
        for match in pattern.finditer(words):
            near = words[max(match.start() - 80, 0) : match.end() + 60]
            if not _BILLING.search(near) or _NOT_BILLING.search(near):
                continue
            invoice = bool(re.search(r"invoic|bill", near, re.IGNORECASE))
            score = (
                0.55 + 0.25 * invoice + 0.1 * bool(re.search(r"submit|send|shall|will", near, re.IGNORECASE))
            )
            yield Candidate(
                "/payment/billing_frequency",
                name,
                Span(sentence.start + max(match.start() - 40, 0), sentence.start + match.end()),
                score,
                "payment",
            )
            break


def _timing(text: str, sentence: Span) -> Iterator[Candidate]:
    words = text[sentence.start : sentence.end]
    for value, pattern in (("advance", _ADVANCE), ("arrears", _ARREARS)):
        match = pattern.search(words)
        if match and _BILLING.search(words[max(match.start() - 120, 0) : match.end() + 60]):
            yield Candidate("/payment/billing_timing", value, _at(sentence, match), 0.7, "payment")


def _dispute(text: str, sentence: Span) -> Iterator[Candidate]:
    for duration in find_durations(text, sentence.start, sentence.end):
        near = text[
            max(sentence.start, duration.span.start - 120) : min(sentence.end, duration.span.end + 110)
        ]
        if (
            duration.days is not None
            and duration.days <= 400
            and _DISPUTE.search(near)
            and re.search(r"within|period|days", near, re.IGNORECASE)
        ):
            yield Candidate("/payment/dispute_days", duration.days, duration.span, 0.7, "payment")
            break
