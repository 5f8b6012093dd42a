"""When invoices are sent, when they are due, and what a late or an early payment changes.

**Clause:** 'Invoices are issued monthly in arrears and are due within thirty (30) days of receipt; overdue amounts
bear interest at one and one-half percent (1.5%) per month.'
**Value:** /payment/net_days 30, due_basis invoice_receipt, billing_frequency monthly, billing_timing arrears,
late_interest_percent 1.5, late_interest_period month.
"""

from __future__ import annotations

import re

from extractor.candidates import Candidate, candidate_at
from extractor.find.payment_changes import DISPUTE, LATE, WITHIN, read_changes
from extractor.segment import Contract
from extractor.values.durations import NUMBER, find_durations, read_count
from extractor.values.openings import Worded

_I = re.IGNORECASE
_INVOICE = re.compile(r"\b(?:invoic\w*|bills?|billing|statements?)\b", _I)
_PAY = re.compile(r"\b(?:pay(?:s|able|ment|ments)?|paid|remit\w*|due|settles?|credit\speriod)\b", _I)
_NET = Worded(rf"\bnet\s?-?\s?(?P<number>{NUMBER})\b(?!\s?(?:%|percent|sales|revenue))", "net")
_AFTER = re.compile(r"^,?\s?(?:\w+\s){0,3}?(?:of|after|from|following|upon)\b[^.;]{0,90}", _I)
_NTH_DAY = re.compile(
    r"\b(?:on\sor\sbefore|by|not\slater\sthan|no\slater\sthan)\sthe\s\(?(?P<days>\d{1,3})(?:st|nd|rd|th)\)?\sday\s(?:after|following|from)\s(?:the\s)?(?:receiving|receipt|date|invoice|it\b|issue)",
    _I,
)
_PAID_WITHIN = re.compile(
    rf"\binvoices?\b[^.;]{{0,60}}\b(?:paid|payable|settled|due)\b[^.;]{{0,40}}\b(?:within|after)\s(?P<days>{NUMBER}\s(?:calendar\s|business\s)?days)\s?\.?$|"
    rf"\bsum\sis\s(?:otherwise\s)?due\s(?:within|after)\s(?P<rest>{NUMBER}\s(?:calendar\s)?days)",
    _I,
)
_MONTH_END = re.compile(r"\b(?:end\sof\s(?:the\s)?month|EOM)\s?(?:plus|\+)\s?(?P<days>\d{1,3})\b", _I)
_AHEAD = re.compile(r"\s?(?:before|prior\sto)\b", _I)
_SENT = re.compile(
    r"\b(?:submit|send|issue|render|furnish)s?\b(?:(?!\b(?:pay|due|remit))[^.;]){0,90}(?:,\s)?(?:within|not later than)\s$",
    _I,
)
_OTHER = re.compile(
    r"\b(?:terminat\w+|notice|audit|cure|breach|dispute\w*|object\w*|insur\w+|claim|deliver(?:y|ed)\sof\sthe\sproduct|reimburse\sall|credit|refund\w*|expiration)\b",
    _I,
)
_FREQUENCIES = (
    ("biweekly", Worded(r"\b(?:bi-?weekly|fortnightly|every\sfortnight|every\stwo\s(?:\(2\)\s)?weeks|every\sother\sweek)\b", "week", "fortnight")),
    ("semimonthly", Worded(r"\b(?:semi-?monthly|twice\s(?:a|each|per)\smonth|twice\smonthly)\b", "month", "twice")),
    ("semiannual", Worded(r"\b(?:semi-?annual(?:ly)?|every\ssix\s(?:\(6\)\s)?months|half-?yearly|one hundred-eighty \(180\) days)\b", "annual", "six", "half", "hundred")),
    ("weekly", Worded(r"\bweekly\b|\b(?:each|every|per)\sweek\b", "week")),
    ("monthly", Worded(r"\bmonthly\b|\b(?:each|every|per|of the|a)\s(?:calendar\s)?month\b|\bon\sa\smonth\b", "month")),
    ("quarterly", Worded(r"\bquarterly\b|\b(?:each|every|per|once\sper)\s(?:calendar\s|fiscal\s)?quarter\b", "quarter")),
    ("annual", Worded(r"\b(?:annually|yearly)\b|\b(?:each|every|per)\s(?:calendar\s|contract\s)?year\b", "annual", "year")),
    ("milestone", Worded(r"\b(?:completion|achievement|acceptance)\sof\s(?:each|the|project|a)?\s?(?:\w+\s)?milestones?\b|\bmilestone\spayments?\b|\bpayment\smilestones?\b", "milestone")),
    ("on_completion", Worded(r"\bupon\s(?:satisfactory\s|final\s|full\s)?completion\sof\s(?:the\s|all\s)?(?:work|services|project)\b", "completion")),
)  # fmt: skip
_BILL = Worded(
    r"\b(?:invoices?|invoiced|accounts?|in\sadvance|in\sarrears|bill|billed|billing|billings|pay|pays|paid|settles?|credit\speriod|payable|payments?|remit|fees?)\b",
    "invoice",
    "account",
    "advance",
    "arrears",
    "bill",
    "pay",
    "paid",
    "settle",
    "credit",
    "remit",
    "fee",
)
_ADVANCE = Worded(
    r"\b(?:in\sadvance|prepaid|pre-?pay\w*|advance\spayment)\b", "advance", "prepaid", "prepay", "pre-pay"
)
_ARREARS = Worded(
    r"\b(?:in\sarrears|arrears|for\s(?:the\s)?(?:services|work)\s(?:performed|rendered|provided|completed)|hours\sworked|(?:end|close)\sof\s(?:each|every|the|such|that)\s(?:\w+\s)?(?:month|quarter|period|week|year)|(?:previous|preceding|prior)\s(?:calendar\s)?(?:month|quarter))\b",
    "arrears",
    "performed",
    "rendered",
    "provided",
    "completed",
    "hours",
    "month",
    "quarter",
    "period",
    "week",
    "year",
)
_PO = Worded(
    r"\b(?:purchase\sorder|PO|P\.O\.)\s(?:number\s)?(?:is|shall\sbe|must\sbe)?\s?(?:required|referenced|issued)\b|\binvoices?\s(?:shall|must)\s(?:reference|include|state)[^.]{0,60}purchase\sorder|"
    r"\bpurchase\sorder\snumber\s(?:must|shall|will)\s(?:appear|be\s(?:stated|shown|quoted))",
    "purchase",
    "required",
    "referenced",
    "issued",
)


def find_payment(contract: Contract) -> list[Candidate]:
    """Candidates for the terms of invoicing and payment."""
    found: list[Candidate] = []
    for sentence in contract.sentences:
        text = contract.flat[sentence.start : sentence.end]
        if (
            not _BILL.search(text)
            and not LATE.search(text)
            and not _NET.search(text)
            and not DISPUTE.search(text)
        ):
            continue
        offset = sentence.start
        for placed in (_net_days, _frequency):
            found += placed(contract, offset, text)
        for read in (_due, _timing, read_changes):
            found += read(offset, text)
        order = _PO.search(text)
        if order:
            where = (offset + order.start(), offset + order.end())
            found.append(candidate_at("/payment/purchase_order_required", True, where, 0.8, "payment"))  # noqa: FBT003 - the value itself
    return found


def _net_days(contract: Contract, offset: int, text: str) -> list[Candidate]:
    found = []
    net = _NET.search(text)
    if net and (_PAY.search(text) or _INVOICE.search(text) or len(text) < 80):
        days, _ = read_count(net["number"])
        if 5 <= days <= 120:
            found.append(_at("/payment/net_days", days, offset, net.span(), 0.85))
    if not _PAY.search(text):
        return found
    for mention in find_durations(text):
        left, right = text[max(mention.span.start - 40, 0) : mention.span.start], text[mention.span.end :]
        after = None if _AHEAD.match(right) else _AFTER.match(right)
        if not WITHIN.search(left) or not after or mention.unit not in {"day", "week"} or mention.days > 180:
            continue
        near = text[max(mention.span.start - 150, 0) : mention.span.end] + after[0]
        if re.search(
            r"\bdiscount\b|\b(?:are|is)\sreduced\sby\b", near, _I
        ):  # the days of an early payment, not those of the due date
            continue
        basis = _basis(after[0])
        score = (
            0.9 if basis in {"invoice_date", "invoice_receipt"} else 0.75 if basis == "period_end" else 0.5
        )
        score -= 0.3 if _OTHER.search(near) else 0
        score -= 0.5 if _SENT.search(text[: mention.span.start]) else 0
        score -= (
            0 if re.search(r"\b(?:pay|paid|payable|due|payments?|remit|settle|credit)\b", near, _I) else 0.2
        )
        if score < 0.5:
            continue
        score -= 0.05 * offset / (len(contract.flat) + 1)
        where = (mention.span.start, mention.span.end)
        found.append(
            _at(
                "/payment/net_days",
                mention.days,
                offset,
                where,
                score,
                "L08" if mention.disagrees else "",
            )
        )
        ending = (mention.span.start, mention.span.end + len(after[0]))
        found.append(_at("/payment/due_basis", basis, offset, ending, score))
    return found


def _due(offset: int, text: str) -> list[Candidate]:
    """The days of a payment that are told without what they count from, by a day's number, or from a month's end."""
    found = []
    ordinal = _NTH_DAY.search(text) if _PAY.search(text) else None
    if ordinal:
        found.append(_at("/payment/net_days", int(ordinal["days"]), offset, ordinal.span(), 0.8))
    settled = _PAID_WITHIN.search(text)
    if settled:
        days = find_durations(text, settled.start("days" if settled["days"] else "rest"))[0].days
        found.append(_at("/payment/net_days", days, offset, settled.span(), 0.8))
    month_end = _MONTH_END.search(text)
    if month_end:
        found.append(_at("/payment/net_days", int(month_end["days"]), offset, month_end.span(), 0.8))
        found.append(_at("/payment/month_end", "then_days", offset, month_end.span(), 0.8))
    return found


def _basis(after: str) -> str:
    if re.search(r"\breceipt|receiv|receiving\b", after, _I):
        return "invoice_receipt" if _INVOICE.search(after) or re.search(r"receipt", after, _I) else "other"
    if _INVOICE.search(after):
        return "invoice_date"
    if re.search(r"\baccept", after, _I):
        return "acceptance"
    return (
        "period_end"
        if re.search(r"\b(?:end|close|last day)\b[^.;]{0,40}\b(?:month|quarter|year|period|week)", after, _I)
        else "other"
    )


def _frequency(contract: Contract, offset: int, text: str) -> list[Candidate]:
    for value, pattern in _FREQUENCIES:
        match = pattern.search(text)
        if not match:
            continue
        near = text[max(match.start() - 120, 0) : match.end() + 120]
        invoice = re.search(
            r"\binvoic\w+|\bbill(?:ed|ing|s)?\b|\bstatements?\sof\saccount\b|\brenders?\san\saccount\b",
            near,
            _I,
        ) or re.match(r",?\sin\s(?:advance|arrears)\b", text[match.end() :], _I)
        pay = re.search(r"\b(?:shall|will|agrees to) (?:pay|remit)|paid|payable|payments?\b", near, _I)
        if re.search(
            r"percent|%", text[match.start() - 12 if match.start() > 12 else 0 : match.start()]
        ) or LATE.search(near):
            continue
        if invoice or pay:
            score = (0.85 if invoice else 0.65) - 0.1 * offset / (len(contract.flat) + 1)
            return [_at("/payment/billing_frequency", value, offset, match.span(), score)]
    return []


def _timing(offset: int, text: str) -> list[Candidate]:
    found = []
    for value, pattern in (("advance", _ADVANCE), ("arrears", _ARREARS)):
        match = pattern.search(text)
        if (
            match
            and _BILL.search(text[max(match.start() - 150, 0) : match.end() + 100])
            and not re.search(r"notice", text[max(match.start() - 40, 0) : match.end()], _I)
        ):
            found.append(_at("/payment/billing_timing", value, offset, match.span(), 0.75))
    return found


def _at(
    pointer: str,
    value: object,
    offset: int,
    where: tuple[int, int],
    score: float,
    note: str = "",
) -> Candidate:
    return candidate_at(pointer, value, (offset + where[0], offset + where[1]), score, "payment", note)
