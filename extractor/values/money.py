"""Amounts of money in a text, in every currency and notation that contracts use.

**Clause:** 'EUR 1.234.567,89', "USD 2'500'000", 'Rs. 12,50,000', '$5k', 'ten thousand dollars ($10,000)'.
**Value:** 1234567.89 EUR, 2500000 USD, 1250000 INR, 5000, 10000 (written twice, and the two agree).

A redacted amount ('[***]', '$____') is not an amount. A bare '$' has no currency here: `dollar_currency`
says which dollars a document means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.values.number_words import WordNumber, find_word_numbers
from extractor.values.openings import Opened
from models.document import Span

_SYMBOLS = {
    "US$": "USD", "U.S.$": "USD", "U.S. $": "USD", "US $": "USD", "C$": "CAD", "CA$": "CAD", "CDN$": "CAD",
    "CAD$": "CAD", "A$": "AUD", "AU$": "AUD", "AUD$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
    "NT$": "TWD", "R$": "BRL", "MX$": "MXN", "USD$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR",
    "Rs.": "INR", "Rs": "INR", "₩": "KRW", "₪": "ILS", "₱": "PHP", "zł": "PLN", "SFr.": "CHF", "SFr": "CHF", "Fr.": "CHF", "RMB": "CNY",
}  # fmt: skip
_CODES = [
    "USD",
    "EUR",
    "GBP",
    "CHF",
    "JPY",
    "CAD",
    "AUD",
    "NZD",
    "INR",
    "CNY",
    "SGD",
    "HKD",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "ILS",
    "ZAR",
    "BRL",
    "MXN",
    "AED",
    "SAR",
    "KRW",
    "TWD",
    "THB",
    "MYR",
    "IDR",
    "PHP",
    "TRY",
    "KWD",
    "BHD",
]
_WORDS = {
    "us dollars": "USD", "u.s. dollars": "USD", "united states dollars": "USD", "canadian dollars": "CAD",
    "australian dollars": "AUD", "singapore dollars": "SGD", "new zealand dollars": "NZD",
    "hong kong dollars": "HKD", "dollars": "$", "dollar": "$", "euros": "EUR", "euro": "EUR",
    "pounds sterling": "GBP", "pounds": "GBP", "swiss francs": "CHF", "yen": "JPY", "indian rupees": "INR",
    "rupees": "INR",
}  # fmt: skip
_SCALES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mm": 10**6, "m": 10**6, "mn": 10**6, "mio": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7,
}  # fmt: skip


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Grouped by comma (also 12,50,000), point, apostrophe or hard space; or plain.
NUMBER = (
    r"(?:\d{1,3}(?:,\d{2,3}){0,5},\d{3}(?:\.\d{1,4}|,\d{2})?(?!\d)|\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,2})?(?!\d)"
    r"|\d{1,3}(?:['’]\d{3}){1,6}(?:[.,]\d{1,2})?|\d{1,3}(?: \d{3}){1,4},\d{2}|\d{1,3}(?:[\u00a0\u202f]\d{3}){1,6}(?:[.,]\d{1,2})?"
    r"|\d{1,15}(?:[.,]\d{1,4})?|\.\d{1,4})(?![\d])"
)
# A letter alone scales in its own line and not a grouped figure: 'USD 15,000' above 'M2' is no 15,000 million.
_SCALE = (
    r"(?:(?:\s?(?=thousand|million|billion|lakh|crore)|[ \u00a0]?)(?!(?<=,\d{3}[ \u00a0])[kmb](?![a-z]))"
    rf"(?P<scale>{_either(_SCALES)})(?![a-z\d]))?"
)
_SYMBOL = rf"(?:(?<![A-Za-z])(?:{_either([*(s for s in _SYMBOLS if s[0].isalpha()), *_CODES])})|{_either(s for s in _SYMBOLS if not s[0].isalpha())}|\$)"
_PREFIXED = re.compile(
    rf"(?P<symbol>{_SYMBOL})\s?\$?\s{{0,2}}\[?(?P<number>{NUMBER}){_SCALE}(?P<after>\s?(?:{'|'.join(_CODES)})\b(?!\s?\d)|/-)?",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(rf"{_SYMBOL}\s?\$?\s{{0,2}}\[?\.?\Z", re.IGNORECASE)
_LONGEST_BEFORE = 12
_PADDING = " \t\n\r\f\v\u00a0\u202f$[."
_SYMBOL_ENDS = frozenset(
    "s\u017f\u212a" + "".join(s[-1] + s[-1].lower() + s[-1].upper() for s in (*_SYMBOLS, *_CODES))
)
_SUFFIXED = re.compile(
    rf"(?<![\d.,$£€¥A-Za-z])(?P<number>{NUMBER}){_SCALE}\s?(?P<symbol>(?:{'|'.join(_CODES)})\b|€|£|(?:{_either(_WORDS)})\b)",
    re.IGNORECASE,
)
_BEHIND_NUMBER = re.compile(
    rf"{_SCALE}\s?(?:(?:{'|'.join(_CODES)})\b|€|£|(?:{_either(_WORDS)})\b)", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_GROUPED = ".,'’ \u00a0\u202f"
_SLIPPED = re.compile(r"S(?<![A-Za-z]S)\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{2})?)(?!\d)")
_AFTER_WORDS = re.compile(
    rf"(?:\s{{0,2}}(?:and|&)\s{{1,2}}(?:\d{{2}}|no|xx|zero)[a-z\d]{{0,2}}\s?/{{1,2}}\s?100s?)?\s{{0,2}}(?P<symbol>(?:{_either(_WORDS)})\b)?", re.IGNORECASE
)  # fmt: skip
_TO_FIGURES = re.compile(r"[\sA-Za-z/\d.,]{0,40}\(\s?")
_TO_WORDS = re.compile(r"\s{0,2}\(\s?(?:in words:?\s)?(?:US dollars\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """An amount as the text states it.

    Attributes:
        span: From the first word or symbol to the last; words and figures in brackets are one mention.
        amount: In the major unit, as stated.
        currency: ISO 4217; None for a bare '$'.
        words_amount: What the words say where they disagree with the figures.
        doubtful: Read through a misprint: 'S' for '$', a point for the comma of the thousands.
    """

    span: Span
    amount: Decimal
    currency: str | None = None
    words_amount: Decimal | None = None
    doubtful: bool = False


def read_number(text: str, *, decimal_thousands: bool = False) -> Decimal:
    """The value of a figure in any grouping.

    Args:
        text: Digits with their separators, as one of the notations has them.
        decimal_thousands: Whether one point before three digits is a decimal point ('1.125').
    """
    text = re.sub(r"['’\s\u00a0\u202f]", "", text)
    one_point = (
        text.count(".") == 1 and "," not in text
    )  # '1.125' is doubtful, '1.125,00' and '1.125.000' are not
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", text) and not (
        one_point and (decimal_thousands or text[0] == "0")
    ):
        return Decimal(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+,\d{1,2}|\d{1,3}(?:,\d{3})+,\d{2}", text):
        whole, _, cents = text.rpartition(",")
        return Decimal(f"{whole.replace(',', '')}.{cents}")
    return Decimal(text.replace(",", ""))


def find_money(text: str) -> list[MoneyMention]:
    """The amounts of money in a text, in order, not overlapping."""
    figures = _figures(text)
    words = [number for number in find_word_numbers(text) if number.value > 0]
    return _join(text, figures, words)


def _figures(text: str) -> list[MoneyMention]:
    runs = [match.span() for match in _DIGITS.finditer(text)]
    if not runs:
        return []
    found = [_mention(text, match) for match in _prefixed(text, runs)]
    found += [_mention(text, match) for match in _suffixed(text, runs)]
    found += [
        MoneyMention(Span(*match.span()), read_number(match["number"]), doubtful=True)
        for match in _SLIPPED.finditer(text)
    ]
    return _apart(found)


def _prefixed(text: str, runs: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """What `_PREFIXED` finds, looked for only before runs of digits that stand behind the end of a symbol."""
    end = 0
    for start, _ in runs:
        if start < end:
            continue
        before = text[max(start - 7, 0) : start]
        rest = before.rstrip(_PADDING)
        if "$" not in before and rest[-1:] not in _SYMBOL_ENDS:
            continue
        led = _BEFORE_NUMBER.search(text, max(start - _LONGEST_BEFORE, end), start)
        while led:
            match = _PREFIXED.match(text, led.start())
            if match:
                end = match.end()
                yield match
                break
            led = _BEFORE_NUMBER.search(text, led.start() + 1, start)


def _suffixed(text: str, runs: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """What `_SUFFIXED` finds, looked for only where a run of digits stands before a symbol."""
    end = 0
    for index, (_, last) in enumerate(runs):
        after = text[last : last + 2].lstrip()[:1]
        if (
            last <= end
            or not (after.isalpha() or after in {"€", "£"})
            or not _BEHIND_NUMBER.match(text, last)
        ):
            continue
        first = index
        while first and runs[first][0] - runs[first - 1][1] == 1 and text[runs[first][0] - 1] in _GROUPED:
            first -= 1
        starts = [at - point for at, _ in runs[first : index + 1] for point in (1, 0)]
        tried = (_SUFFIXED.match(text, at) for at in starts if at >= end)
        match = next((match for match in tried if match), None)
        if match:
            end = match.end()
            yield match


def _mention(text: str, match: re.Match[str]) -> MoneyMention:
    symbol = match["symbol"]
    number = match["number"]
    per = re.match(r"\s?(?:per|/|each)", text[match.end() : match.end() + 6])
    amount = read_number(number, decimal_thousands=bool(per))
    misprint = r"\d{1,3}(?:,\d{3})+,\d{2}" if per else r"\d{1,3}(?:,\d{3})+,\d{2}|[1-9]\d{0,2}\.\d{3}"
    doubtful = symbol == "$" and bool(re.fullmatch(misprint, number))
    scale = match["scale"]
    if scale:
        amount *= _SCALES[scale.lower()]
    after = (match.groupdict().get("after") or "").strip(" /-").upper()
    currency = after or _currency(symbol)
    return MoneyMention(Span(*match.span()), amount, currency, doubtful=doubtful)


def _currency(symbol: str) -> str | None:
    written = _WORDS.get(symbol.lower())
    if written:
        return None if written == "$" else written
    for known, code in _SYMBOLS.items():
        if known.upper() == symbol.upper():
            return code
    return symbol.upper() if symbol.upper() in _CODES else None


def _join(text: str, figures: list[MoneyMention], words: list[WordNumber]) -> list[MoneyMention]:
    joined, used = [], set()
    starts = {figure.span.start: figure for figure in figures}
    bridges = [(_TO_WORDS.match(text, figure.span.end), figure) for figure in figures]
    repeated = {bridge.end(): figure for bridge, figure in bridges if bridge}
    for number in words:
        tail = _AFTER_WORDS.match(text, number.span.end)
        bridge = _TO_FIGURES.match(text, number.span.end)
        figure = starts.get(bridge.end()) if bridge else None
        partner = figure or repeated.get(number.span.start)
        if partner:
            used.add(partner.span)
            joined.append(_both(text, partner, number))
        elif tail and tail["symbol"]:
            span = Span(number.span.start, tail.end())
            joined.append(MoneyMention(span, number.value, _currency(tail["symbol"])))
    joined += [figure for figure in figures if figure.span not in used]
    return _apart(joined)


def _both(text: str, figure: MoneyMention, number: WordNumber) -> MoneyMention:
    span = Span(min(figure.span.start, number.span.start), max(figure.span.end, number.span.end))
    if text[span.end : span.end + 1] == ")":
        span = Span(span.start, span.end + 1)
    agree = figure.amount == number.value or int(figure.amount) == number.value
    cents = number.value * Decimal("0.01") == figure.amount
    return replace(
        figure,
        span=span,
        words_amount=None if agree or cents else number.value,
        doubtful=figure.doubtful and not agree,
    )


def _apart(mentions: list[MoneyMention]) -> list[MoneyMention]:
    kept: list[MoneyMention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -len(m.span))):
        if not kept or not kept[-1].span.overlaps(mention.span):
            kept.append(mention)
    return kept


_DOLLARS = (
    ("USD", Opened(r"\bUSD\b|\bUS\s?\$|\bU\.S\.\s?\$|(?:United States|U\.?S\.?)\s(?:dollars|currency)", "us", "u.s", "united states")),
    ("CAD", Opened(r"\bCAD\b|\bC\$|\bCDN\s?\$|Canadian (?:dollars|funds|currency)", "cad", "c$", "cdn", "canadian")),
    ("AUD", Opened(r"\bAUD\b|\bAU?\$|Australian dollars", "aud", "a$", "au$", "australian")),
    ("SGD", Opened(r"\bSGD\b|Singapore dollars", "sgd", "singapore")),
    ("NZD", Opened(r"\bNZD\b|\bNZ\$|New Zealand dollars", "nzd", "nz$", "new zealand")),
    ("HKD", Opened(r"\bHKD\b|\bHK\$|Hong Kong dollars", "hkd", "hk$", "hong kong")),
)  # fmt: skip
_COUNTRIES = (
    ("CAD", re.compile(r"laws of (?:the )?(?:Province of|Canada|Ontario|Quebec|Alberta|British Columbia)")),
    ("AUD", re.compile(r"laws of (?:the )?(?:State of )?(?:Australia|New South Wales|Victoria|Queensland)")),
    ("SGD", re.compile(r"laws of (?:the )?(?:Republic of )?Singapore")),
    ("NZD", re.compile(r"laws of New Zealand")),
    ("HKD", re.compile(r"laws of (?:the )?Hong Kong")),
)


def dollar_currency(text: str) -> str:
    """Which dollars a bare '$' means: as the text says elsewhere, else by the governing law, else USD."""
    counts = [(sum(1 for _ in pattern.finditer(text)), code) for code, pattern in _DOLLARS]
    most, code = max(counts, key=lambda pair: pair[0])
    if most:
        return code
    return next((code for code, pattern in _COUNTRIES if pattern.search(text)), "USD")
