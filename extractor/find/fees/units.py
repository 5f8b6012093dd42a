"""What an amount is per: an hour, a month, a statement printed.

**Clause:** '$175 per hour', '$1,400 a day', '$100 per person / per hour', 'a monthly fee of $500'.
**Value:** hour, day, hour, month.
"""

from __future__ import annotations

import re

_TIME = {
    "hour": "hour", "hr": "hour", "hrs": "hour", "hours": "hour", "day": "day", "diem": "day", "week": "week",
    "month": "month", "mo": "month", "quarter": "quarter", "half-year": "half_year", "year": "year", "yr": "year",
    "annum": "year",
}  # fmt: skip
_ADVERBS = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "semi-annual": "half_year", "semiannual": "half_year", "half-yearly": "half_year", "annual": "year",
    "annually": "year", "yearly": "year",
}  # fmt: skip
_PER = r"(?:per|an?|each|every|/|for each|for every|p\.)"
_AFTER = re.compile(
    r"[\])]?[.\s–-]{0,4}(?:USD|EUR|GBP|CAD)?\s{0,2}(?:\([^()]{0,40}\)\s{0,2})?(?:\(?US\$?\)?\s)?"
    r"(?:(?:per|/)\s?(?:person|consultant|resource|engineer|employee|individual|man|fte)s?\s?[/,-]?\s?)?"
    rf"{_PER}\s?(?:calendar |working |business |man[- ]?|person[- ]?|work )?"
    rf"(?P<unit>{'|'.join(sorted(_TIME, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_AFTER_ADVERB = re.compile(
    rf"\)?,?\s{{0,2}}(?:to be |shall be |is |are )?(?:(?:paid|payable|billed|invoiced|charged)\s)?(?P<unit>{'|'.join(_ADVERBS)})\b",
    re.IGNORECASE,
)
_AFTER_PAYABLE = re.compile(
    r"\)?,?\s{0,2}(?:shall be\s|is\s|are\s|will be\s|to be\s)?(?:due and\s)?(?:due|paid|payable|billed|invoiced|charged)\s(?:in (?:advance|arrears)\s)?"
    r"(?:(?:for|on the (?:first|last|1st) (?:\w{1,8} )?day of|at the (?:start|end|beginning) of|in)\s)?(?:each and every|each|every|per)\s(?:calendar\s|contract\s)?"
    r"(?P<unit>week|month|quarter|year)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b(?P<unit>{'|'.join(_ADVERBS)})\b(?P<what>[^.;$]{{0,60}})$", re.IGNORECASE)
_EACH = re.compile(
    r"\)?\s{0,3}(?:USD\s)?(?:per|for each|for every|each time|each|/)\s{1,20}(?:an? )?"
    r"(?P<unit>[A-Za-z][\w-]{1,20}(?:\s{1,20}[A-Za-z][\w-]{1,20}){0,2})"
)
_UNIT_END = re.compile(
    r"\s(?:and|or|for|of|in|as|to|is|are|that|which|shall|will|plus|up|with|sold|with(?:in)?|on|at|by|such|"
    r"over|under|used|fee|thereafter|the|if|used|destruction|described|due|payable|from)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_COLUMN = re.compile(
    r"\b(?:monthly|quarterly|annual|weekly|hourly|daily)\s(?:fees?|charges?|rates?)\s{1,3}\((?:USD|US\$|\$|EUR|GBP|CAD|€|£)\)",
    re.IGNORECASE,
)
_FEE_NOUN = re.compile(r"\b(?:rate|fee|charge|price|payment|retainer|licen[cs]e|subscription|amount|cost|support|maintenance|rent)")  # fmt: skip


def unit_after(text: str) -> str | None:
    """The unit of time that stands behind an amount."""
    match = _AFTER.match(text)
    if match:
        return _TIME[match["unit"].lower()]
    match = _AFTER_PAYABLE.match(text)
    if match:
        return match["unit"].lower()
    match = _AFTER_ADVERB.match(text)
    return _ADVERBS[match["unit"].lower()] if match else None


def unit_before(text: str) -> str | None:
    """The unit of time that stands before an amount: 'an hourly rate of', 'Monthly Fee:'."""
    match = _BEFORE.search(text[-90:])
    if match and _FEE_NOUN.search(match["what"].lower()):
        return _ADVERBS[match["unit"].lower()]
    return None


def thing_after(text: str) -> str | None:
    """The thing that a price is per: 'statement', 'returned ACH Debit'."""
    match = _EACH.match(text)
    if not match:
        return None
    thing = " ".join(_UNIT_END.sub("", match["unit"]).split())
    return thing or None


def unit_in_heading(text: str) -> str | None:
    """The unit of time that a table's heading names: 'Hourly Rates', 'Rate per day', 'Monthly Fee (USD)'."""
    lowered = text.lower()
    for word, unit in _ADVERBS.items():
        if re.search(rf"\b{word}\b", lowered):
            return unit
    if re.search(r"\bday[\s-]rates?\b", lowered):
        return "day"
    match = re.search(r"(?:per|/)\s?(hour|hr|day|week|month|quarter|year|annum)\b", lowered)
    return _TIME[match[1]] if match else None


def unit_of_cell(text: str) -> str | None:
    """The unit of time that a cell of a column 'Unit' holds: 'hr', 'per day', 'Hours'."""
    word = re.sub(r"^(?:per|/|each|an?)\s?", "", text.strip().lower()).rstrip(".s")
    return _TIME.get(word)


def unit_of_column(text: str) -> str | None:
    """The unit that the last column heading of a text names, as 'Monthly Fee (USD)'."""
    headings = _COLUMN.findall(text)
    return unit_in_heading(headings[-1]) if headings else None
