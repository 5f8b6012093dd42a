"""Limits against what they limit: L04 cap below the fixed parts, L05 minimum above the cap, L13, L14.

**Clause:** Total fees shall not exceed USD 90.00. The fixed fee is USD 100.00, due on June 30, 2026.

**Terms:** {"currency": "USD", "not_to_exceed": "90.00", "lines": [{"id": "1", "billing_method":
"fixed_price", "amount": "100.00", "end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 90.00
    2026-06-30 write_down 10.00

**Source:** lints L04, L05, L13 and L14.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from models.extraction import Finding
from models.finding_kind import FindingCode
from models.pointer import join
from models.terms import Terms
from rules.agreement.contract import LineVersion

FIXED = frozenset({"fixed_price", "milestone", "progress"})


def check_limits(terms: Terms) -> list[Finding]:
    """L04, L05, L13 and L14."""
    findings = [*_fixed_parts(terms), *_line_caps(terms), *_minimum(terms), *_advance(terms)]
    return [*findings, *(finding for index in range(len(terms.lines)) for finding in _tiers(terms, index))]


def _fixed_parts(terms: Terms) -> Iterator[Finding]:
    versions = [LineVersion(date.min, date.max, index, line, terms) for index, line in enumerate(terms.lines)]
    fixed = [version for version in versions if version.line.billing_method in FIXED]
    total = sum((version.total or Decimal(0) for version in fixed), Decimal(0))
    if terms.not_to_exceed is not None and total > terms.not_to_exceed:
        pointers = ("/not_to_exceed", *(version.total_pointer() for version in fixed))
        yield _finding(
            "L04", f"the fixed fees sum to {total}, above the limit of {terms.not_to_exceed}", *pointers
        )


def _line_caps(terms: Terms) -> Iterator[Finding]:
    for index, line in enumerate(terms.lines):
        version = LineVersion(date.min, date.max, index, line, terms)
        total = version.total if line.billing_method in FIXED else None
        for at, cap in enumerate(line.caps):
            hard = cap.behaviour == "hard" and cap.scope in {"line", None} and cap.role is None
            if hard and cap.amount is not None and total is not None and total > cap.amount:
                message = f"the line's fixed fee of {total} is above its limit of {cap.amount}"
                yield _finding("L04", message, version.pointer("caps", at, "amount"), version.total_pointer())


def _minimum(terms: Terms) -> Iterator[Finding]:
    least = terms.minimum_commitment.amount if terms.minimum_commitment else None
    if least is not None and terms.not_to_exceed is not None and least > terms.not_to_exceed:
        message = f"the minimum of {least} is above the limit of {terms.not_to_exceed}"
        yield _finding("L05", message, "/minimum_commitment/amount", "/not_to_exceed")


def _advance(terms: Terms) -> Iterator[Finding]:
    advance, value = terms.advance, terms.contract_value
    if advance is None or advance.amount is None or value is None:
        return
    recouped = value * (advance.recoup_percent or Decimal(100)) / 100
    if advance.recoup_basis == "net_of_retention" and terms.retention and terms.retention.percent:
        recouped = recouped * (100 - terms.retention.percent) / 100
    if advance.amount > recouped:
        message = (
            f"the advance of {advance.amount} is above the {recouped} that can be recouped from the contract"
        )
        yield _finding("L13", message, "/advance/amount", "/advance/recoup_percent")


def _tiers(terms: Terms, index: int) -> Iterator[Finding]:
    tiers, mode = terms.lines[index].tiers, terms.lines[index].tier_mode
    ends = [tier.up_to for tier in tiers]
    known = [end for end in ends if end is not None]
    pointer = join("lines", index, "tiers")
    if None in ends[:-1] or known != sorted(set(known)):
        yield _finding("L14", "the tiers do not rise, or one before the last has no end", pointer)
    elif mode == "volume" and any(_drops(lower, upper, end) for lower, upper, end in _steps(terms, index)):
        yield _finding(
            "L14", "with volume prices a higher quantity costs less in all at a tier's end", pointer
        )


def _steps(terms: Terms, index: int) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    tiers = terms.lines[index].tiers
    for lower, upper in pairwise(tiers):
        yield lower.unit_amount, upper.unit_amount, lower.up_to or Decimal(0)


def _drops(lower: Decimal, upper: Decimal, end: Decimal) -> bool:
    return upper * (end + 1) < lower * end


def _finding(code: FindingCode, message: str, *pointers: str) -> Finding:
    return Finding(
        code=code, severity="warning", message=f"{message}; correct one of them", pointers=pointers
    )
