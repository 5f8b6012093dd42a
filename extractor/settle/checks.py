"""Check what only the words can say: sums of table rows, words against figures, caps that are estimates, taxes.

**Clause:** 'Senior Engineer | 40 hours | $150.00 | $6,500.00', 'thirty (60) days', 'Fees are estimated at and
shall not exceed $90,000', 'exclusive of sales tax' under English law.
**Value:** findings L07, L08, L24 and L25, each with the words that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.find.fees.columns import CellText, cell_amount, column_roles, grid_texts
from extractor.segment import ContractText
from extractor.values.durations import find_durations
from extractor.values.money import find_money
from extractor.values.openings import Opened, Worded
from models.document import Span, Table
from models.extraction import Finding
from models.finding_kind import FindingCode, Severity
from models.places import SALES_TAX_LAW, VALUE_ADDED_TAX_LAW
from models.terms import Terms

_TIMES = re.compile(
    r"(?P<hours>\d[\d,]{0,6}(?:\.\d{1,2})?) (?:hours|hrs\.?|days)(?: of work)? ?(?:x|×|@|at|multiplied by) ?(?P<rate>[^\s\d]{0,4}\d[\d,]{0,9}(?:\.\d{2})?)"
    r"(?: ?(?:/|per|an?) ?(?:hour|hr|day))?,? ?(?:=|for a total of|totall?ing|equals|or a total of) ?(?P<total>[^\s\d]{0,4}\d[\d,]{0,12}(?:\.\d{2})?)",
    re.IGNORECASE,
)  # fmt: skip
_ESTIMATE = Worded(r"\bestimate[ds]?\b", "estimate")
_LIMIT = re.compile(
    r"\b(?:not(?: to)? exceed|not-to-exceed|NTE|no more than|maximum of|capped at)\b", re.IGNORECASE
)
_SALES_TAX = Opened(r"\bsales(?:,)? (?:and |and/or |or |& )?(?:use )?tax(?:es)?\b", "sales")
_VALUE_ADDED = Opened(
    r"\bVAT\b|\bvalue[- ]added tax|\bGST\b|\bgoods and services tax", "vat", "value", "gst", "goods"
)
_AMERICAN = re.compile(rf"\b(?:{'|'.join(SALES_TAX_LAW)})\b")
_EUROPEAN = re.compile(rf"\b(?:{'|'.join(VALUE_ADDED_TAX_LAW)})\b")
_EUROPEAN_MONEY = frozenset({"EUR", "GBP", "SEK", "DKK", "PLN"})
# Half a number is no doubt: 'one-hundred-and-eighty (180)', 'three (3) million', '47 millions'.
_BEFORE = re.compile(r"(?:[\w\u00ad-]|\b(?:hundred|thousand)(?:[\s-]and)?[\s-])$", re.IGNORECASE)
_SCALE = re.compile(
    r"^(?:million|billion|thousand|hundred|lakh|crore)|(?:illion|thousand|crore)s\b", re.IGNORECASE
)
_TOTAL = re.compile(r"\btotals?\b|\bsub-?total", re.IGNORECASE)
_HUNDREDTH = Decimal("0.01")


def check_words(contract: ContractText, terms: Terms, *, known: Iterable[Finding] = ()) -> list[Finding]:
    """L07, L08, L24 and L25 in the text of a contract; `known` are findings that stand already."""
    quoted = {quote for finding in known for quote in finding.quotes}
    found = [
        *(finding for table in contract.document.tables for finding in _rows(contract, table)),
        *_products(contract),
        *_words_and_figures(contract),
        *_estimated_limits(contract, terms),
        *_tax_wording(contract, terms),
    ]
    return [finding for finding in dict.fromkeys(found) if not quoted & set(finding.quotes)]


def _rows(contract: ContractText, table: Table) -> Iterator[Finding]:
    """L07 for each row of a table whose hours, or quantity, at the rate are not its subtotal.

    Where most rows disagree the columns are not what they seem, and none is told.
    """
    grid = grid_texts(contract.document, table)
    header = [cell.text if cell else "" for cell in grid[0]]
    body = [[cell.text if cell else "" for cell in row] for row in grid[1:]]
    roles = ["hours" if role == "quantity" else role for role in column_roles(header, body)]
    if any(roles.count(role) != 1 for role in ("hours", "rate", "amount")) or "percent" in roles:
        return
    places = [roles.index(role) for role in ("hours", "rate", "amount")]
    rows = [[row[place] for place in places] for row in grid[1:] if not _is_total(row)]
    read = [cells for row in rows if (cells := _figures(row))]
    wrong = [cells for cells in read if not _multiplies(*(value for _, value in cells))]
    if len(wrong) * 2 >= len(read) and len(read) > 1:
        return
    for cells in wrong:
        (hours, rate, total) = (value for _, value in cells)
        quotes = tuple(contract.document.quote(cell.cell.span) for cell, _ in cells)
        yield _finding("L07", f"{hours} at {rate} make {hours * rate}, the row states {total}", quotes)


def _is_total(row: list[CellText | None]) -> bool:
    return any(cell is not None and _TOTAL.search(cell.text) for cell in row)


def _figures(row: list[CellText | None]) -> list[tuple[CellText, Decimal]]:
    """The three cells with their figures; nothing where one is empty or no figure."""
    read = [(cell, cell_amount(cell.text, bare=True)) for cell in row if cell]
    known = [(cell, value) for cell, value in read if value]
    return known if len(known) == len(row) else []


def _multiplies(hours: Decimal, rate: Decimal, total: Decimal) -> bool:
    """Whether the subtotal is the product, to the cent, or to the unit where it has no cents."""
    off = abs(hours * rate - total)
    return off <= _HUNDREDTH or (total == total.to_integral_value() and off < 1)


def _products(contract: ContractText) -> Iterator[Finding]:
    """L07 for '40 hours at $150.00 = $6,500.00' in running text."""
    for match in _TIMES.finditer(contract.flat):
        values = [cell_amount(match[name], bare=True) for name in ("hours", "rate", "total")]
        hours, rate, total = (value or Decimal(0) for value in values)
        if all(values) and not _multiplies(hours, rate, total):
            message = f"{hours} at {rate} make {hours * rate}, the text states {total}"
            yield _finding("L07", message, (_quote(contract, Span(*match.span())),))


def _words_and_figures(contract: ContractText) -> Iterator[Finding]:
    """L08 for a duration or an amount whose words say another number than its figures."""
    spans = [duration.span for duration in find_durations(contract.flat) if duration.disagrees]
    spans += [money.span for money in find_money(contract.flat) if money.words_amount is not None]
    for span in spans:
        before = contract.flat[max(span.start - 16, 0) : span.start]
        if not _BEFORE.search(before) and not _SCALE.search(contract.flat[span.start : span.end]):
            told = "words and figures disagree; choose one in review"
            yield _finding("L08", told, (_quote(contract, span),))


def _estimated_limits(contract: ContractText, terms: Terms) -> Iterator[Finding]:
    """L24 for one amount that the same sentence calls an estimate and a limit; two amounts may be both."""
    pointers = ("/not_to_exceed",) if terms.not_to_exceed is not None else ()
    for sentence in contract.sentences:
        text = contract.flat[sentence.start : sentence.end]
        if not _ESTIMATE.search(text) or not _LIMIT.search(text):
            continue
        if len({money.amount for money in find_money(text)}) == 1:
            message = "one amount is called an estimate and a limit; settle whether more may be billed"
            yield _finding("L24", message, (_quote(contract, sentence),), pointers)


def _tax_wording(contract: ContractText, terms: Terms) -> Iterator[Finding]:
    """L25 where only the tax of another region is named: sales tax in Europe, VAT within the United States."""
    law = (terms.governing_law or "").casefold()
    sales, added = _SALES_TAX.search(contract.flat), _VALUE_ADDED.search(contract.flat)
    if sales and not added and _EUROPEAN.search(law) and terms.currency in _EUROPEAN_MONEY:
        foreign, message = sales, "sales tax is named where value added tax applies"
    elif added and not sales and _AMERICAN.search(law) and _AMERICAN.search(_place(terms)):
        foreign, message = added, "value added tax is named where sales tax applies"
    else:
        return
    quotes = (_quote(contract, Span(*foreign.span())),)
    yield _finding("L25", f"{message}; settle which tax is meant", quotes, ("/governing_law", "/currency"))


def _place(terms: Terms) -> str:
    """Where the goods or services go to; only a delivery at home says that a foreign tax is out of place."""
    return (terms.ship_to_country or "").casefold()


def _quote(contract: ContractText, flat: Span) -> str:
    return contract.document.quote(contract.span(flat.start, flat.end))


def _finding(
    code: FindingCode, message: str, quotes: tuple[str, ...], pointers: tuple[str, ...] = ()
) -> Finding:
    severity: Severity = "info" if code == "L25" else "warning"
    return Finding(code=code, severity=severity, message=message, pointers=pointers, quotes=quotes)
