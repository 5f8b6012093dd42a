"""The words around an amount: its sentence, and what they say against its being a fee."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.values.money import MoneyMention
from models.document import Span

REACH = 420
VAGUE = re.compile(
    r"(?:(?:the|monthly|annual|quarterly|fixed|flat|total|service|services|support|lump[- ]sum) ?|fees?|charges?|costs?|price|sum|amount|payment)+",
    re.IGNORECASE,
)
_START = re.compile(
    r"(?:\s(?=Upon\s)|\n\s*\n|[.;!?]\s{1,40}(?=[A-Z(●•])|[●•]|\n(?=\s{0,20}(?:\(?[a-z0-9]{1,3}[.)]|[-*^])\s))"
)
_END = re.compile(r"(?:\s(?=Upon\s)|\n\s*\n|[.;](?=\s)|[●•])")
_AGAINST = re.compile(
    r"\b(?:liabilit(?:y|ies)|liable|indemnif\w+|insurance|insured|coverage|per occurrence|aggregate limit|bodily|"
    r"(?<!non-)(?<!non- )deductible|damages|(?<!inventory )(?<!service )penalt(?:y|ies) of|fines?|exercise price|per share|par value|"
    r"shares?|stock|net worth|capital and surplus|examples?|illustration|illustrat\w+|fidelity|bond|"
    r"endorsement of|umbrella|audit\w*|pots?|sponsors?|winners?|benchmark|salary|"
    r"(?:early |early-)?(?:termination|cancellation) (?:fee|charge|payment)s?|(?:will|shall) credit|service credits?|liquidated|accrues?|late (?:fee|charge)s?|interest|working capital|trade receivables|capital expenditures?)\b",
    re.IGNORECASE,
)
_THRESHOLD_LEFT = re.compile(
    r"(?:in excess of|excess(?:es)? of|(?<!not )(?<!to )(?<!NOT )(?<!not\n)exceeds?(?: by)?(?: more than)?|exceeding|greater than|more than|less than|over|"
    r"above|under|up to|amounts (?:of|under|over)|first|reach(?:es|ing)?|sales of|revenues? of|value of|"
    r"denominations? of|limited to|between|around|worth|equal to or greater than|budget of)\s{1,20}(?:a total of )?$",
    re.IGNORECASE,
)
_WORDS_OPEN = re.compile(
    r"(?<=\s)(?:(?:[A-Z][a-z-]{2,12}(?:-[A-Z][a-z]{2,8})?|and)\s{1,4}){1,10}(?:Dollars|Euros|Pounds)\s{0,3}\(\s?$"
)
_FROM = re.compile(
    r"\bfrom\s{1,3}(?:the\s\w+\s(?:of|amount)\s)?(?:an?\s(?:total|amount)\sof\s)?$", re.IGNORECASE
)
_TO_AMOUNT = re.compile(
    r"\)?,?\s{0,3}(?:\([^()]{0,60}\)\s{0,2})?to\s{1,3}(?:an?\s(?:\w+\s){0,3}(?:of\s)?)?(?:[A-Za-z,-]{2,12}\s){0,12}\(?(?:[A-Z]{1,3}\.?\s?)?[$€£\d]",
    re.IGNORECASE,
)
_FORMERLY = re.compile(
    r"\b(?:formerly|previously|originally|instead\sof|in\s(?:place|lieu)\sof|rather\sthan|replac(?:es|ing)|supersed(?:es|ing)|no\slonger)\s{1,3}(?:the\s(?:\w+\s){1,4}of\s|an?\s(?:\w+\s){1,4}of\s|was\s|set\sat\s|stated\sas\s)?$",
    re.IGNORECASE,
)
_OLD_PRICE = re.compile(
    r"\b(?:original|previous|prior|existing|former|old|current)\s(?:\w+\s){0,4}(?:price|fees?|rates?|sum|amount|value|cap|limit|budget|total|compensation)\b[^.;$£€]{0,40}\b(?:was|were|of|is|stood at|provided for|:)\s{0,3}(?:[A-Z]{3}\s?)?$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had been|stood at|amounted to)\s{1,3}(?:an?\s(?:\w+\s){1,4}of\s)?(?:[A-Z]{3}\s?)?$",
    re.IGNORECASE,
)
_SUPERSEDED = re.compile(
    r"[^.;]{0,80}\b(?:(?:is|are|has been|have been|being)\s(?:hereby\s)?(?:superseded|withdrawn|deleted|void|no longer)|of no effect|for reference only|for information only)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s{0,2}(?:-|–|to|and)\s{0,2}(?:US)?\$\d", re.IGNORECASE)
_OLD = r"(?:[A-Z]{1,4}\.?\s?)?[$£€]?\s?[\d.,'’\u00a0\u202f]{1,20}\d(?:\s?(?:[A-Z]{3}|€|£))?"
_FROM_OLD = re.compile(rf"\sfrom\s{{1,3}}{_OLD}(?=\s{{1,3}}to\s)")
_FORMERLY_OLD = re.compile(rf",?\s?\(?(?:formerly|previously|originally|instead of)\s{{1,3}}{_OLD}\)?,?\s")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A money mention in its sentence.

    Attributes:
        mention: The amount.
        left: The sentence before it.
        right: The sentence behind it.
        start: Where the sentence begins in the text.
        heading: The nearest line above that reads like a heading, '' where there is none.
    """

    mention: MoneyMention
    left: str
    right: str
    start: int
    heading: str = ""

    @property
    def sentence(self) -> str:
        """The words on both sides, without the amount."""
        return f"{self.left} # {self.right}"

    @property
    def span(self) -> Span:
        """The sentence's place in the text."""
        return Span(self.start, self.mention.span.end + len(self.right))


def surroundings(text: str, mention: MoneyMention) -> Surroundings:
    """The sentence around an amount, at most some 400 characters to each side."""
    window = max(mention.span.start - REACH, 0)
    start = window
    for match in _START.finditer(text, window, mention.span.start):
        start = match.end()
    end = min(mention.span.end + REACH, len(text))
    stop = _END.search(text, mention.span.end, end)
    right = text[mention.span.end : stop.start() if stop else end]
    left = _WORDS_OPEN.sub("", text[start : mention.span.start])
    left = _without_old(left)
    return Surroundings(mention, left, right, start)


def _without_old(left: str) -> str:
    """The words before an amount without the amount that it replaces: 'rises from $80 to', 'formerly $80, becomes'."""
    for pattern in (_FROM_OLD, _FORMERLY_OLD):
        left = pattern.sub(" ", left)
    return left


def is_superseded(around: Surroundings) -> bool:
    """Whether the sentence says that another amount has taken this one's place."""
    left, right = around.left[-140:], around.right[:160]
    if _FROM.search(left) and _TO_AMOUNT.match(right):
        return True
    if _FORMERLY.search(left) or _OLD_PRICE.search(left) or _SUPERSEDED.match(right):
        return True
    return bool(_PAST.search(left)) and not re.search(r"\b(?:receiv|paid in full)", right)


def speaks_against(around: Surroundings) -> bool:
    """Whether the sentence is about liability, insurance, thresholds, shares or examples, not about a fee."""
    return is_of_something_else(around) or is_threshold(around)


def is_of_something_else(around: Surroundings) -> bool:
    """Whether the words are about liability, insurance, shares, examples and the like."""
    return bool(_AGAINST.search(f"{around.left[-220:]} # {around.right[:110]}"))


def is_threshold(around: Surroundings) -> bool:
    """Whether the amount is a bound of something, or one end of a range."""
    if _THRESHOLD_LEFT.search(around.left[-60:]) or _RANGE.match(around.right):
        return True
    return bool(re.search(r"\$[\d,.]{1,15}\s?(?:-|–|to)\s{0,2}(?:\$[\d,.]{1,15}\s{1,5})?$", around.left))


def tidy(text: str) -> str:
    """A name as written, in one line, without bullets, numbers of the list and the joints to the amount."""
    text = " ".join(text.split())
    text = re.sub(r"^(?:[●•*\-–—^·▪]\s{0,2}|o\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)+", "", text)
    text = re.sub(r"[\s:;,.\-–—=(|*$@]+$", "", text)
    return re.sub(r"\s(?:at|is|of|for|-|in the amount)$", "", text).strip()
