"""How a document writes its figures: decimal comma or decimal point, thousands parted by point, comma or space.

**Clause:** '9.100 EUR per month' in a contract whose other amounts read '1.250,50 EUR'.
**Value:** 9100 a month, and no 9.100: one figure alone does not tell, the document does.

`plain_notation` writes such figures with commas for the thousands and a point for the decimals. It changes
single characters only, so offsets hold, and only in figures that stand with a currency, a percent sign or a
unit of time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PARTED = re.compile(r"(?<![\d.,/'’-])\d{1,9}(?:[.,]\d{1,6})+(?!\d|[.,/]\d)")
_SPACED = re.compile(r"(?<![\d.,/-])(?<!\d )[1-9]\d{0,2}(?: \d{3}){1,4}(?:[.,]\d{2})?(?!\d|[.,/ ]\d)")
_MARK = r"(?:EUR|CHF|USD|GBP|SEK|NOK|DKK|PLN|CZK|HUF|RON|TRY|BRL|ZAR|CAD|AUD|INR|JPY|[Ee]uros?|[€£$¥₹]|S?Fr\.?|Rs\.?|kr\.?|zł)"
_BEFORE = re.compile(rf"{_MARK}\s?$")
_AFTER = re.compile(rf"(?:,-)?\s?{_MARK}(?![A-Za-z])")
_MEASURE = re.compile(r"\s?(?:%|per\s?cent\b|hours?\b|hrs?\b|h\b|days?\b|man-days\b)")
_REFERENCE = re.compile(r"(?:[Ss]ections?|[Cc]lauses?|[Aa]rticles?|§{1,2}|[Nn]o\.|version)\s{0,2}$")
_COMMA_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+,\d{1,2}|0,\d{1,4}|\d{1,3}(?:\.\d{3}){2,}")
_POINT_DECIMAL = re.compile(r"[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}(?:\.\d{1,4})?|\d+\.(?:\d{1,2}|\d{4})")
_ONE_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_OF_COMMAS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?|\d+,\d{1,4}")
_SWAP = str.maketrans(".,", ",.")
_ENOUGH = 2  # figures of the form '9.100' that tell alone


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """The notation of a document's figures.

    Attributes:
        decimal_comma: '1.234,50' is 1234.50, and '9.100' is 9100.
        spaced: Plain spaces part the thousands of amounts: 'EUR 961 000'.
    """

    decimal_comma: bool = False
    spaced: bool = False


@lru_cache(maxsize=16)
def number_style(text: str) -> NumberStyle:
    """The style that the figures of a whole document tell together; points and commas as in English in doubt."""
    commas = points = single = grouped = spaced = 0
    for match in _PARTED.finditer(text):
        figure = match[0]
        money = _is_money(text, match)
        if not money and not _MEASURE.match(text, match.end()):
            continue
        if _REFERENCE.search(text[max(match.start() - 12, 0) : match.start()]):
            continue
        if _COMMA_DECIMAL.fullmatch(figure):
            commas += 1
        elif _POINT_DECIMAL.fullmatch(figure):
            points += 1
        elif money and _ONE_POINT.fullmatch(figure) and not _is_dollar(text, match):
            single += 1
        grouped += money and len(re.split("[.,]", figure)[-1]) == len("000")
    for match in _SPACED.finditer(text):
        before = _BEFORE.search(text[max(match.start() - 6, 0) : match.start()])
        spaced += 2 if before or re.search(r"[.,]", match[0]) else bool(_AFTER.match(text, match.end()))
    decimal_comma = commas > points or (not commas and not points and single >= _ENOUGH)
    return NumberStyle(decimal_comma, not grouped and spaced >= _ENOUGH)


def plain_notation(text: str, style: NumberStyle, *, alone: bool = False) -> str:
    """The text with its figures in English notation, as long as before.

    Args:
        text: Text of the document, or of one of its cells.
        style: The document's.
        alone: Whether a figure that fills the text counts without a currency or a unit, as in a table's cell.
    """
    if style.decimal_comma:
        text = _PARTED.sub(lambda match: _swapped(match, alone=alone), text)
    if style.spaced:
        text = _SPACED.sub(lambda match: _joined(match, alone=alone), text)
    return text


def _is_money(text: str, match: re.Match[str]) -> bool:
    return bool(
        _BEFORE.search(text[max(match.start() - 6, 0) : match.start()]) or _AFTER.match(text, match.end())
    )


def _is_dollar(text: str, match: re.Match[str]) -> bool:
    return text[max(match.start() - 2, 0) : match.start()].rstrip().endswith("$")


def _counts(match: re.Match[str], *, alone: bool) -> bool:
    text = match.string
    fills = alone and len(text.strip()) == len(match[0])
    return fills or _is_money(text, match) or bool(_MEASURE.match(text, match.end()))


def _swapped(match: re.Match[str], *, alone: bool) -> str:
    figure = match[0]
    return figure.translate(_SWAP) if _OF_COMMAS.fullmatch(figure) and _counts(match, alone=alone) else figure


def _joined(match: re.Match[str], *, alone: bool) -> str:
    return match[0].replace(" ", "\u00a0") if _counts(match, alone=alone) else match[0]
