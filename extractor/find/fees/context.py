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
    r"(?:will|shall) credit|service credits?|liquidated|accrues?|late (?:fee|charge)s?|interest|working capital|trade receivables|capital expenditures?)\b",
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
_RANGE = re.compile(r"\s{0,2}(?:-|–|to|and)\s{0,2}(?:US)?\$\d", re.IGNORECASE)


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
    return Surroundings(mention, left, right, start)


def speaks_against(around: Surroundings) -> bool:
    """Whether the sentence is about liability, insurance, thresholds, shares or examples, not about a fee."""
    near = f"{around.left[-220:]} # {around.right[:110]}"
    if _AGAINST.search(near):
        return True
    if _THRESHOLD_LEFT.search(around.left[-60:]):
        return True
    return bool(_RANGE.match(around.right)) or bool(
        re.search(r"\$[\d,.]{1,15}\s?(?:-|–|to)\s{0,2}(?:\$[\d,.]{1,15}\s{1,5})?$", around.left)
    )


def tidy(text: str) -> str:
    """A name as written, in one line, without bullets, numbers of the list and the joints to the amount."""
    text = " ".join(text.split())
    text = re.sub(r"^(?:[●•*\-–—^·▪]\s{0,2}|o\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)+", "", text)
    text = re.sub(r"[\s:;,.\-–—=(|*$@]+$", "", text)
    return re.sub(r"\s(?:at|is|of|for|-|in the amount)$", "", text).strip()
