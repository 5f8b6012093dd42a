"""How the customer pays where the document states the way but not the amount.

**Clause:** 'The Services are provided on a time and materials basis at the rates of Exhibit C.'
**Value:** a time_and_materials line without rates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.find.expenses import find_expenses
from extractor.find.fees.found import FoundLine
from extractor.segment import ContractText
from extractor.values.openings import Opened
from models.document import Span
from models.terms import BillingMethod

_I = re.IGNORECASE
_CUES: tuple[tuple[BillingMethod, int, Opened], ...] = (
    ("time_and_materials", 3, Opened(r"\btime[\s-]{1,3}(?:and|&)[\s-]{1,3}ma[a-z]{3,8}s?\b|\bT&M\b", "time", "t&m")),
    ("time_and_materials", 3, Opened(r"\b(?:on an? hourly|hourly fee|hourly) basis\b|\bat (?:its |the |an? |their )?(?:then[- ]current )?hourly (?:billing )?rates?\b", "on a", "hourly", "at ")),
    ("time_and_materials", 3, Opened(r"\b(?:day rate|daily rate|hourly rates?|time charges|billing rates|hourly fees?)\b", "day rate", "daily rate", "hourly", "time charges", "billing rates")),
    ("time_and_materials", 2, Opened(r"\bnumber of hours (?:spent|worked|of work)\b|\bhours spent by\b|\btime ?sheets?\b|\brates and charges identified\b", "number of hours", "hours spent", "time sheet", "timesheet", "rates and charges")),
    ("percentage", 3, Opened(r"\b(?:royalty|commission) (?:rate )?(?:of|equal to|on|at)\b|\bpay (?:\w+ )?(?:an? )?(?:royalt|commission)\w*|\brevenue shar(?:e|ing)\b", "royalty", "commission", "pay", "revenue shar")),
    ("percentage", 3, Opened(r"\bpay\b[^.;]{0,60}\bpercent(?:age)?\b[^.;]{0,25}\bof\s(?:[\w'’]+\s){0,3}(?:net|gross)\s(?:\w+\s)?(?:sales|revenues?|receipts|proceeds|income)\b", "pay")),
    ("milestone", 3, Opened(r"\b(?:project )?payment milestones?\b|\bmilestone payments?\b|\bpaid on a milestone basis\b|\bfee is due upon completion\b", "project payment", "payment milestone", "milestone payment", "paid on a milestone", "fee is due upon")),
    ("recurring", 3, Opened(r"\bmonthly (?:base |service |services |subscription |maintenance |recurring )?fees?\b|\b(?:annual|quarterly) (?:maintenance|subscription|support|service) fees?\b", "monthly", "annual", "quarterly")),
    ("cost_plus", 3, Opened(r"\bcost[- ]plus\b|\breimburs\w+ (?:\w+ ){0,4}for (?:all |the )?(?:\w+ ){0,4}(?:salar|employee|personnel|labor) costs?\b", "cost", "reimburs")),
    ("unit_price", 3, Opened(r"\bper[- ](?:transaction|unit|item|user|account|statement|call|order) (?:fee|charge|price)s?\b|\bunit prices?\b|\bpurchase price (?:of|for) (?:the |each )?products?\b", "per ", "per-", "unit price", "purchase price")),
)  # fmt: skip
_EXPENSES = re.compile(r"\b(?:expenses?|travel|materials?|out[- ]of[- ]pocket)\b", _I)
_SECRET = re.compile(
    r"\b(?:confidential information|trade secrets?|proprietary|marketing strateg\w+|know-how)\b[^;]{0,200}$",
    _I,
)
_DENIED = re.compile(r"\b(?:no|not|without|other than|rather than)\s(?:any\s|on\s|an?\s)?$", _I)


@dataclass(frozen=True, slots=True)
class MethodCue:
    """Words that name a billing method, and how often the document has such words."""

    method: BillingMethod
    span: Span
    weight: int


def find_methods(text: str) -> list[MethodCue]:
    """The billing methods that the words name, each with its first cue and the weight of all."""
    first: dict[BillingMethod, Span] = {}
    weight: dict[BillingMethod, int] = {}
    for method, points, pattern in _CUES:
        for match in pattern.finditer(text):
            if (
                _DENIED.search(text[max(match.start() - 20, 0) : match.start()])
                or _is_secret(text, match)
                or (
                    method == "cost_plus"
                    and _EXPENSES.search(text[max(match.start() - 120, 0) : match.end() + 40])
                )
            ):
                continue
            first.setdefault(method, Span(*match.span()))
            weight[method] = weight.get(method, 0) + points
    return [MethodCue(method, span, weight[method]) for method, span in first.items()]


def _is_secret(text: str, match: re.Match[str]) -> bool:
    """Whether the words only list what is confidential."""
    return bool(_SECRET.search(text[max(match.start() - 240, 0) : match.start()]))


def expenses_line(contract: ContractText) -> list[FoundLine]:
    """The line that approved expenses are billed on, where the contract says that they are reimbursed."""
    policy = [c for c in find_expenses(contract) if c.pointer == "/expenses/reimbursable"]
    best = max(policy, key=lambda candidate: candidate.score, default=None)
    if best is None or not best.value:
        return []
    where = contract.span(best.span.start, best.span.end)
    values = {"name": "Expenses", "billing_method": "expenses"}
    return [FoundLine(values, {"/billing_method": (where,), "/name": (where,)}, best.score)]
