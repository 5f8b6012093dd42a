"""When invoices are sent, when they are due, and what a late or an early payment changes.

**Clause:** 'Invoices are issued monthly in arrears and are due within thirty (30) days of receipt; overdue amounts
bear interest at one and one-half percent (1.5%) per month.'
**Value:** /payment/net_days 30, due_basis invoice_receipt, billing_frequency monthly, billing_timing arrears,
late_interest_percent 1.5, late_interest_period month.
"""

from __future__ import annotations

import re

from extractor.candidates import Candidate, payment_at
from extractor.find.payment_changes import DISPUTE, LATE, WITHIN, read_changes
from extractor.find.payment_cues import PURPOSES, due_basis, purpose_at, read_cues
from extractor.find.payment_order import read_order
from extractor.segment import ContractText
from extractor.values.durations import NUMBER, find_durations, read_count
from extractor.values.openings import Worded
from models.document import Span

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
_OF_MONTH = r"(?:(?:end|close|last\sday)\sof\s(?:the\s|that\s|such\s)?(?:(?:calendar|same)\s)?month|EOM)"
_FROM_MONTH_END = re.compile(rf"\s(?:days\s)?(?:of|after|from|following)\sthe\s{_OF_MONTH}\b", _I)
_TO_MONTH_END = re.compile(
    rf"\s(?:from|after|of|following)\s[^.;,]{{3,40}},\s(?:to\s)?(?:the\s)?{_OF_MONTH}\b", _I
)
_BY_MONTH_END = re.compile(rf"(?:\sdays)?,?\s{_OF_MONTH}\b", _I)
_SHORT_MONTH_END = re.compile(r"\b(?:net\s(?P<before>\d{1,3})\s(?:days\s)?EOM|EOM\s(?P<after>\d{1,3}))\b", _I)
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
    ("semimonthly", Worded(r"\b(?:semi-?monthly|twice\s(?:a|each|per)\smonth|twice\smonthly|(?:1st|first)\sand\s(?:the\s)?(?:15th|16th|fifteenth|sixteenth|last)(?:\sday)?\sof\s(?:each|every|the))\b", "month", "twice", "first", "1st")),
    ("semiannual", Worded(r"\b(?:semi-?annual(?:ly)?|every\ssix\s(?:\(6\)\s)?months|half-?yearly|twice\s(?:a|each|per)\s(?:calendar\s|contract\s)?year|one hundred-eighty \(180\) days)\b", "annual", "six", "half", "hundred", "twice")),
    ("weekly", Worded(r"\bweekly\b|\b(?:each|every|per)\sweek\b", "week")),
    ("monthly", Worded(r"\bmonthly\b|\b(?:each|every|per|of the|a)\s(?:calendar\s)?month\b|\bfor\s(?:the\s)?(?:coming|next|following|ensuing)\smonth\b|\bon\sa\smonth\b", "month")),
    ("quarterly", Worded(r"\bquarterly\b|\b(?:each|every|per|once\sper|for\s(?:a|the\scoming|the\snext))\s(?:calendar\s|fiscal\s)?quarter\b", "quarter")),
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
_ADVANCE = re.compile(
    r"\b(?:in\sadvance|prepaid|pre-?pay\w*|advance\spayment|beforehand|ahead\sof\s(?:that|the|each|such)\s(?:\w+\s)?(?:month|quarter|year|period)|"
    r"before\s(?:the|each|that)\s(?:\w+\s)?(?:month|quarter|year|period)\s(?:to\swhich|in\swhich|begins|starts|concerned)|for\s(?:the|each)\s(?:coming|ensuing|next)\s(?:month|quarter|year|period)|"
    r"for\s(?:a|each|every|the)\s(?:month|quarter|year|period)\sat\s(?:its|the)\s(?:beginning|start)|first\sday\sof\s(?:each|every|the)\s(?:calendar\s)?(?:month|quarter)\sfor\s(?:that|such|the\ssame))\b",
    _I,
)
_ARREARS = re.compile(
    r"\b(?:in\sarrears?|arrears|after\s(?:the\s)?(?:end\sof\sthe\s)?(?:month|quarter|period|year)(?:\s(?:to\swhich|ends|concerned|has\sended|is\sover))|(?:month|quarter|period|week)(?:'s\send|\s(?:just|then)\sended)|(?:week|month|quarter)\sbefore\b(?!\s(?:the|that|its))|"
    r"for\s(?:the\s)?(?:services|work)\s(?:performed|rendered|provided|completed)|hours\sworked|(?:end|close)\sof\s(?:each|every|the|such|that)\s(?:\w+\s)?(?:month|quarter|period|week|year)|(?:previous|preceding|prior)\s(?:calendar\s)?(?:month|quarter))\b",
    _I,
)
_LABELLED = re.compile(r"(?<=[\s.|])[A-Z][^.;:|\n]{2,50}:\s?$")
_SHORT = 90
_AFTER_MONTH = re.compile(
    r"\bdays\s(?:after|of|from|following)\sthe\s(?:close|end|last\sday)\s(?:of\s)?$", _I
)
_OF_WORK = re.compile(r"\bhours\s$", _I)


def find_payment(contract: ContractText) -> list[Candidate]:
    """Candidates for the terms of invoicing and payment; what cues tell counts where no set wording does."""
    found: list[Candidate] = []
    told: list[Candidate] = []
    for sentence in contract.sentences:
        text = contract.flat[sentence.start : sentence.end]
        if (
            not _BILL.search(text)
            and not _INVOICE.search(text)
            and not LATE.search(text)
            and not _NET.search(text)
            and not DISPUTE.search(text)
            and not PURPOSES.search(text)
            and not _SHORT_MONTH_END.search(text)
        ):
            continue
        for placed in (_net_days, _frequency):
            found += placed(contract, sentence.start, text)
        for read in (_due, _timing, read_changes, read_order):
            found += read(sentence.start, text)
        headed = _with_label(contract.flat, sentence)
        told += read_cues(headed.start, contract.flat[headed.start : headed.end])
    stated = {candidate.pointer for candidate in found}
    return found + [candidate for candidate in told if candidate.pointer not in stated]


def _with_label(flat: str, sentence: Span) -> Span:
    """A short sentence with the label before it: 'Payment of invoices: Thirty days net.'."""
    label = _LABELLED.search(flat, max(sentence.start - 60, 0), sentence.start)
    return Span(label.start(), sentence.end) if label and sentence.end - sentence.start < _SHORT else sentence


def _net_days(contract: ContractText, offset: int, text: str) -> list[Candidate]:
    found = []
    net = _NET.search(text)
    if net and (_PAY.search(text) or _INVOICE.search(text) or len(text) < 80):
        days, _ = read_count(net["number"])
        if 5 <= days <= 120:
            found.append(payment_at("/payment/net_days", days, offset, net.span(), 0.85))
    if not _PAY.search(text):
        return found
    for mention in find_durations(text):
        left, right = text[max(mention.span.start - 40, 0) : mention.span.start], text[mention.span.end :]
        after = None if _AHEAD.match(right) else _AFTER.match(right)
        disputed = purpose_at(text, mention.span.start, mention.span.end) == "dispute"
        unfit = disputed or mention.unit not in {"day", "week"} or mention.days > 180
        if not WITHIN.search(left) or not after or unfit:
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
            payment_at(
                "/payment/net_days",
                mention.days,
                offset,
                where,
                score,
                "L08" if mention.disagrees else None,
            )
        )
        ending = (mention.span.start, mention.span.end + len(after[0]))
        found.append(payment_at("/payment/due_basis", basis, offset, ending, score))
    return found


def _due(offset: int, text: str) -> list[Candidate]:
    """The days of a payment that are told without what they count from, by a day's number, or from a month's end."""
    found = []
    ordinal = _NTH_DAY.search(text) if _PAY.search(text) else None
    if ordinal:
        found.append(payment_at("/payment/net_days", int(ordinal["days"]), offset, ordinal.span(), 0.8))
    settled = _PAID_WITHIN.search(text)
    if settled:
        days = find_durations(text, settled.start("days" if settled["days"] else "rest"))[0].days
        found.append(payment_at("/payment/net_days", days, offset, settled.span(), 0.8))
    month_end = _MONTH_END.search(text)
    if month_end:
        found.append(payment_at("/payment/net_days", int(month_end["days"]), offset, month_end.span(), 0.8))
        found.append(payment_at("/payment/month_end", "then_days", offset, month_end.span(), 0.8))
    return found or _month_end(offset, text)


def _month_end(offset: int, text: str) -> list[Candidate]:
    """Days that are counted from the end of a month, or up to it, or one cannot tell which."""
    short = _SHORT_MONTH_END.search(text)
    if short:
        days = int(short["before"] or short["after"])
        return [
            payment_at("/payment/net_days", days, offset, short.span(), 0.8),
            payment_at("/payment/month_end", "unclear", offset, short.span(), 0.8),
        ]
    paying = PURPOSES.search(text)
    ways = (("then_days", _FROM_MONTH_END), ("days_then", _TO_MONTH_END), ("unclear", _BY_MONTH_END))
    for mention in find_durations(text):
        for value, pattern in ways:
            match = pattern.match(text, mention.span.end)
            if (
                match
                and mention.unit == "day"
                and ((paying and paying.lastgroup == "pay") or _INVOICE.search(text))
            ):
                where = (mention.span.start, match.end())
                return [
                    payment_at("/payment/net_days", mention.days, offset, where, 0.7),
                    payment_at("/payment/month_end", value, offset, where, 0.7),
                ]
    return []


def _basis(after: str) -> str:
    basis = due_basis(after)
    if basis is None:
        return "invoice_date" if _INVOICE.search(after) else "other"
    unnamed = basis == "invoice_receipt" and not re.search(r"receipt|presentation|getting", after, _I)
    return "other" if unnamed and not _INVOICE.search(after) else basis


def _frequency(contract: ContractText, offset: int, text: str) -> list[Candidate]:
    for value, pattern in _FREQUENCIES:
        match = pattern.search(text)
        if not match:
            continue
        ahead = text[: match.start()]
        if _AFTER_MONTH.search(ahead) or _OF_WORK.search(ahead):
            continue
        near = text[max(match.start() - 120, 0) : match.end() + 120]
        invoice = re.search(
            r"\binvoic\w+|\bbill(?:ed|ing|s)?\b|\bstatements?\sof\s(?:account|hours|time|fees|charges)\b|\brenders?\san\saccount\b",
            near,
            _I,
        ) or re.match(r",?\sin\s(?:advance|arrears)\b", text[match.end() :], _I)
        pay = re.search(r"\b(?:shall|will|agrees to) (?:pay|remit)|paid|payable|payments?\b", near, _I)
        if re.search(
            r"percent|%", text[match.start() - 12 if match.start() > 12 else 0 : match.start()]
        ) or LATE.search(near):
            continue
        if invoice or pay:
            priced = 0.05 * bool(re.search(r"\d\s$", ahead))
            score = (0.85 if invoice else 0.65) - priced - 0.1 * offset / (len(contract.flat) + 1)
            return [payment_at("/payment/billing_frequency", value, offset, match.span(), score)]
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
            found.append(payment_at("/payment/billing_timing", value, offset, match.span(), 0.75))
    return found
