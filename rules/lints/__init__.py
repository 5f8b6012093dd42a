"""The arithmetic checks L01 to L25 that the terms alone decide; each finding names the terms in question."""

from __future__ import annotations

from models.extraction import Finding
from models.terms import Terms
from rules.lints.coverage import check_coverage
from rules.lints.dates import check_dates
from rules.lints.limits import check_limits
from rules.lints.sums import check_sums


def check_terms(terms: Terms) -> tuple[Finding, ...]:
    """Every doubt that the terms raise on their own."""
    return (*check_sums(terms), *check_dates(terms), *check_limits(terms), *check_coverage(terms))
