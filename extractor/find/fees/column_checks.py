"""What the figures of a table say about its columns: which hold the price, which are only reckoned from it.

**Clause:** 'Resource | Hours | Rate | Total' with '80 | $145 | $11,600'; 'Milestone | Amount | Retainage | Net'.
**Value:** hours, rate and amount, for 80 x 145 = 11,600; the amount before retainage is the price.

Columns that state what was agreed before, what has been paid, a running balance or a tax are no price.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from extractor.find.fees.columns import Column, cell_figure
from extractor.find.fees.units import unit_in_heading

_I = re.IGNORECASE
_RECKONED = re.compile(
    r"\b(?:cumulative|running|balance|remaining|to[- ]date|paid|invoiced to|retain\w*|retention|hold-?back|withh\w+|"
    r"(?:sales )?tax|vat|gst|variance|savings?)\b", _I)  # fmt: skip
_NET = re.compile(r"\bnet\b", _I)
_BEFORE = re.compile(r"\b(?:previous(?:ly)?|original|prior|former|old|existing|current|list|standard|regular|usual)\b", _I)  # fmt: skip
_AFTER = re.compile(r"\b(?:revised|new|amended|updated|replacement|contract(?:ed)? rate|discounted|negotiated|agreed|reduced)\b", _I)  # fmt: skip
_CHANGED = re.compile(r"^(?:net )?(?:change|increase|decrease|difference|adjustment)\b|\+/-", _I)
_OVERTIME = re.compile(r"\b(?:overtime|after[- ]hours|weekend|holiday|premium)\b", _I)
_MONEY: tuple[Column, ...] = ("amount", "rate")
_PER_YEAR = {"month": 12, "quarter": 4, "half_year": 2, "year": 1}
_TOLERANCE = Decimal("0.01")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Product:
    """Three columns of which the third is the product of the first two."""

    count: int
    price: int
    amount: int


def settle_columns(header: list[str], roles: list[Column], body: list[list[str]]) -> list[Column]:
    """The roles with what the figures and the other headers change: 'other' for what is no price.

    Args:
        header: One text per column.
        roles: What each column looks like by itself.
        body: The rows below, one text per column.
    """
    roles = _without(header, roles)
    figures = [[cell_figure(row[column]) for row in body] for column in range(len(header))]
    product = find_product(roles, figures)
    if product:
        count: Column = roles[product.count] if roles[product.count] in {"hours", "quantity"} else "quantity"
        roles = _with(roles, {product.count: count, product.price: "rate", product.amount: "amount"})
    return _shortest_period(header, roles, figures)


def _with(roles: Sequence[Column], changed: dict[int, Column]) -> list[Column]:
    return [changed.get(index, role) for index, role in enumerate(roles)]


def _without(header: list[str], roles: list[Column]) -> list[Column]:
    """Take out the columns that the others make superfluous, as long as one price is left."""
    money = [index for index, role in enumerate(roles) if role in _MONEY]
    reckoned = {i for i in money if _RECKONED.search(header[i])}
    if any(re.search(r"retain|retention|hold-?back|withh|tax|vat", header[i], _I) for i in reckoned):
        reckoned |= {i for i in money if _NET.search(header[i])}
    if any(_AFTER.search(header[i]) for i in money):
        reckoned |= {i for i in money if not _AFTER.search(header[i]) and (_BEFORE.search(header[i]) or _CHANGED.search(header[i]))}  # fmt: skip
    reckoned |= {i for i in money if _OVERTIME.search(header[i])}
    left = [i for i in money if i not in reckoned]
    return _with(roles, dict.fromkeys(reckoned, "other")) if left else roles


def find_product(roles: Sequence[Column], figures: Sequence[Sequence[Decimal | None]]) -> Product | None:
    """The columns of which one is the product of two others in most rows; None where there are none."""
    able = [i for i, cells in enumerate(figures) if sum(c is not None for c in cells) >= _LEAST]
    able = [i for i in able if roles[i] not in {"percent", "date", "number"}]
    best: tuple[int, Product] | None = None
    for count, price, amount in permutations(able, 3):
        if roles[count] in _MONEY or roles[amount] == "hours" or roles[price] in {"hours", "quantity"}:
            continue
        rows = [
            (a, b, c)
            for a, b, c in zip(figures[count], figures[price], figures[amount], strict=True)
            if a is not None and b is not None and c is not None
        ]
        held = sum(abs(a * b - c) <= _TOLERANCE for a, b, c in rows)
        if held >= _LEAST and held * 2 > len(rows) and (best is None or held > best[0]):
            best = (held, Product(count, price, amount))
    return best[1] if best else None


def _shortest_period(
    header: list[str], roles: list[Column], figures: Sequence[Sequence[Decimal | None]]
) -> list[Column]:
    """Of 'Monthly fee' and 'Annual fee', which are one price, the monthly one is billed."""
    units = {i: unit_in_heading(header[i]) for i, role in enumerate(roles) if role in _MONEY}
    periods = {i: _PER_YEAR[unit] for i, unit in units.items() if unit in _PER_YEAR}
    if len(periods) < _LEAST:
        return roles
    short = max(periods, key=lambda i: periods[i])
    longer: set[int] = set()
    for other, times in periods.items():
        pairs = [(a, b) for a, b in zip(figures[short], figures[other], strict=True) if a and b]
        ratio = Decimal(periods[short]) / times
        if times < periods[short] and pairs and all(abs(a * ratio - b) <= 1 for a, b in pairs):
            longer.add(other)
    return _with(roles, dict.fromkeys(longer, "other"))
