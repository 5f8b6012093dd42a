"""Numbers written in words: 'One Hundred Forty-Five Thousand' is 145000."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.values.openings import lowered
from models.document import Span

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
"""The ordinals that are not the number with 'th' behind it."""
_SMALL = {word: number for number, word in enumerate(ONES)}
_SMALL |= {word: 10 * number for number, word in enumerate(TENS, 2)} | {"fourty": 40, "ninty": 90}
_BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "lakh": 10**5, "crore": 10**7}
_WORDS = sorted([*_SMALL, *_BIG, "hundred", "half", "quarter"], key=len, reverse=True)
_WORD = re.compile(rf"(?<![a-z])(?:{'|'.join(_WORDS)})(?![a-z])")
_GAP = re.compile(r"[\s.,-]{1,3}(?:(?:and|a)[\s-]{1,2}){0,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WordNumber:
    """A number in words and where it stands."""

    span: Span
    value: Decimal


def find_word_numbers(text: str) -> Iterator[WordNumber]:
    """The numbers written in words, in order; neighbouring number words are one number."""
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(lowered(text)):
        if run and not _GAP.fullmatch(text, run[-1].end(), match.start()):
            yield _number(run)
            run = []
        run.append(match)
    if run:
        yield _number(run)


def _number(run: list[re.Match[str]]) -> WordNumber:
    value = read_number_words([match[0] for match in run])
    return WordNumber(Span(run[0].start(), run[-1].end()), value)


def read_number_words(words: list[str]) -> Decimal:
    """The value of number words in order.

    >>> read_number_words("four half million".split())
    Decimal('4500000.0')
    """
    total, part, previous = Decimal(0), Decimal(0), ""
    for word in words:
        if word in _BIG:
            total += (part or Decimal(1)) * _BIG[word]
            part = Decimal(0)
        elif word == "hundred":
            part = (part or Decimal(1)) * 100
        elif word in {"half", "quarter"}:
            # 'four and one-half': the one before counts the halves.
            ones = 1 if previous == "one" and part > 1 else 0
            part += (Decimal("0.5") if word == "half" else Decimal("0.25")) - ones
        else:
            part += _SMALL[word]
        previous = word
    return total + part
