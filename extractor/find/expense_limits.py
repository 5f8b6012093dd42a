"""What expenses are limited to, what is added to them, and from which amount on a receipt is needed.

An amount in a sentence about expenses is a limit or the least that needs a receipt, by the cue nearest to it; a percent
is a markup where it is added to cost and not taken off, taxed or charged for late payment.

**Clause:** 'Aggregate out-of-pocket expenses are subject to a ceiling of $5,000. Expenses are billed at cost plus 5%.
Vouchers must be produced for expenditure above $75.'
**Value:** /expenses/cap 5000, markup_percent 5, receipts_over 75.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.candidates import Candidate
from extractor.segment import ContractText
from extractor.values.durations import find_percents
from extractor.values.money import MoneyMention, find_money
from models.document import Span
from models.shape import plain

_I = re.IGNORECASE
_EXPENSES = re.compile(
    r"\b(?:expens\w+|expenditures?|out[\s-]of[\s-]pocket|disbursements?|reimbursab\w+|outlays?|(?:travel\w*|direct|third[\s-]party|subsistence|incidental|actual|pass-?through)(?:\s\w+){0,2}\s(?:costs?|items)|"
    r"costs\s(?:for|of)\stravel|at\s(?:actual\s|direct\s)?cost\splus)\b",
    _I,
)
_RECEIPT = re.compile(
    r"\b(?:receipts?\b(?!\sof)|vouchers?|proofs?\sof\spayment|(?:supporting\s)?documentation|substantiat\w+)",
    _I,
)
_NEEDED = re.compile(
    r"\breceipts?\s(?:(?:is|are|will\sbe|shall\sbe)\s)?(?:needed|required)\b|\b(?:supported|accompanied)\sby\s(?:\w+\s){0,3}receipts?\b",
    _I,
)
_OVER = re.compile(
    r"\b(?:(?:more|greater|higher|larger)\sthan|over|above|exceed(?:s|ing)?|in\sexcess\sof|beyond|from)\s$|\b(?:of|at\sleast)\s$",
    _I,
)
_AT_LEAST = re.compile(r"\s(?:or\s(?:more|over|above)|and\s(?:over|above|up))\b", _I)
_LIMIT = re.compile(
    r"\b(?:exceed|exceeding|limited\sto|capp?(?:ed)?|limit\w*|maximum|ceiling|not\s(?:go\s)?(?:beyond|be\smore\sthan|surpass|pass)|no\smore\sthan|at\smost|up\sto|not-to-exceed|budget|upper)\b",
    _I,
)
_DENIED = re.compile(
    r"\b(?:not|never|no|at\smost|up\sto|maximum|capp?(?:ed)?|ceiling|limit\w*|upper|in\sno\sevent|budget)\b",
    _I,
)
_PARTLY = re.compile(
    r"\b(?:per|each|any|every|a|single|individual|one)\s(?:\w+\s){0,2}(?:item|expense|day|night|diem|trip|month|mile|person|meal|claim|purchase|quarter|week|year)\b|\bper\sdiem\b|\bitems?\s(?:over|above|exceed\w*)",
    _I,
)
_APPROVED = re.compile(r"\b(?:approv\w+|authori[sz]\w+|consent)\b", _I)
_OTHER = re.compile(
    r"\b(?:attorneys?|legal|indemnif\w+|litigation|enforc\w+|collection|insur\w+|arbitrat\w+|damages|courts?|defen[cs]e|marketing|operating|advertising|liabilit\w+|relocation)\b",
    _I,
)
_ADDED = re.compile(
    r"\b(?:mark-?up|uplift|plus|handling|administrati(?:ve|on)|surcharge|add(?:ed|s)?|overhead\scharge|service\scharge)\b",
    _I,
)
_NOT_ADDED = re.compile(
    r"\b(?:interest|late|overdue|per\smonth|per\sannum|VAT|tax\w*|discount|retention|retain\w*|without\s(?:any\s)?mark-?up|no\smark-?up|commission)\b",
    _I,
)
_OF_EXPENSES = re.compile(
    r"\s(?:of|for|in|on)\s(?:\w+\s){0,3}(?:expens|disbursement|reimbursable|outlay|out-of-pocket)", _I
)
_THOUSANDS = re.compile(r"(?:\s\d{3}){1,3}(?![\d.,]\d)")
_GROUP = 1_000
_MOST_MARKUP = 50
_MOST_RECEIPT = 2_000


def find_expense_limits(contract: ContractText) -> list[Candidate]:
    """Candidates for cap, markup_percent and receipts_over."""
    found: list[Candidate] = []
    about = False
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        own = _EXPENSES.search(words) is not None
        if (own or (about and _RECEIPT.search(words)) or _NEEDED.search(words)) and not _OTHER.search(words):
            found += _markup(sentence, words) if own else ()
            found += _amounts(sentence, words)
        about = own or (about and bool(_RECEIPT.search(words)))
    return found


def _markup(sentence: Span, words: str) -> Iterator[Candidate]:
    for percent in find_percents(words):
        near = words[max(percent.span.start - 80, 0) : percent.span.end + 70]
        if not _ADDED.search(near) or _NOT_ADDED.search(near) or percent.value > _MOST_MARKUP:
            continue
        where = Span(sentence.start + percent.span.start, sentence.start + percent.span.end)
        yield Candidate("/expenses/markup_percent", percent.value, where, 0.72, "expenses")
        return


def _amounts(sentence: Span, words: str) -> Iterator[Candidate]:
    receipt = _RECEIPT.search(words)
    for found in find_money(words):
        money = _whole(words, found)
        ahead = words[: money.span.start]
        where = Span(sentence.start + money.span.start, sentence.start + money.span.end)
        if (
            receipt
            and money.amount <= _MOST_RECEIPT
            and (_OVER.search(ahead) or _AT_LEAST.match(words, money.span.end))
        ):
            yield Candidate("/expenses/receipts_over", plain(money.amount), where, 0.75, "expenses")
        elif _limits(words, money):
            yield Candidate("/expenses/cap", plain(money.amount), where, 0.68, "expenses")


def _whole(words: str, money: MoneyMention) -> MoneyMention:
    """The amount with the thousands that a space sets apart: 'EUR 3 500'."""
    more = _THOUSANDS.match(words, money.span.end)
    if not more or money.currency is None or money.amount >= _GROUP or money.amount % 1:
        return money
    amount = Decimal(f"{money.amount}{more[0]}".replace(" ", ""))
    return replace(money, span=Span(money.span.start, more.end()), amount=amount)


def _limits(words: str, money: MoneyMention) -> bool:
    """Whether an amount is the most that all expenses may be, and not what one of them or a day may cost."""
    ahead, behind = words[max(money.span.start - 110, 0) : money.span.start], words[money.span.end :][:90]
    limit = _LIMIT.search(ahead)
    if not limit or not _DENIED.search(ahead) or not (_EXPENSES.search(ahead) or _OF_EXPENSES.match(behind)):
        return False
    if re.search(r"\b(?:services?|fees?|labou?r|work)\b", behind, _I):
        return False
    if (
        _PARTLY.search(ahead)
        or _PARTLY.match(behind.lstrip(" ,("))
        or re.match(r"\s(?:per|each|a)\b", behind)
    ):
        return False
    if re.search(r"\b(?:fees?|compensation|services|rates?|hours?|contract)\b", ahead, _I):
        return False
    return not (_APPROVED.search(ahead) and not re.search(r"\bnot\sexceed\b", ahead, _I))
