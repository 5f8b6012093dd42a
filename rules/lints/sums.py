"""Parts that do not make the whole: L01 amounts, L02 percents.

**Clause:** The fee of USD 100.00 is payable 33.3% on May 1, 33.3% on June 1 and 33.3% on July 1, 2026.

**Terms:** {"currency": "USD", "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "100.00",
"milestones": [{"id": "a", "percent": "33.3", "due_date": "2026-05-01"}, {"id": "b", "percent": "33.3",
"due_date": "2026-06-01"}, {"id": "c", "percent": "33.3", "due_date": "2026-07-01"}]}]}

**Schedule:**
    2026-05-01 instalment null
    2026-06-01 instalment null
    2026-07-01 instalment null

**Source:** R01, lints L01 and L02.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.extraction import Finding
from models.pointer import join
from models.terms import Terms
from rules.agreement.contract import LineVersion
from rules.methods.milestone import check_parts

FIXED = frozenset({"fixed_price", "milestone", "progress"})


def check_sums(terms: Terms) -> list[Finding]:
    """L01 and L02 for every line, for the lines against the contract's value, and for retention releases."""
    versions = [LineVersion(date.min, date.max, index, line, terms) for index, line in enumerate(terms.lines)]
    findings = [
        finding for version in versions if version.line.milestones for finding in check_parts(version)
    ]
    return [*findings, *_lines_against_value(terms), *_releases(terms)]


def _lines_against_value(terms: Terms) -> list[Finding]:
    amounts = [line.amount for line in terms.lines if line.billing_method in FIXED]
    known = [amount for amount in amounts if amount is not None]
    if terms.contract_value is None or len(known) != len(terms.lines) or not known:
        return []
    if sum(known, Decimal(0)) == terms.contract_value:
        return []
    message = (
        f"the lines sum to {sum(known)}, the contract's value is {terms.contract_value}; correct one of them"
    )
    places = tuple(join("lines", index, "amount") for index in range(len(known)))
    return [Finding(code="L01", severity="warning", message=message, pointers=(*places, "/contract_value"))]


def _releases(terms: Terms) -> list[Finding]:
    releases = terms.retention.releases if terms.retention else ()
    percents = [release.percent for release in releases if release.percent is not None]
    if not percents or len(percents) != len(releases) or sum(percents) == 100:
        return []
    message = (
        f"the releases of the retention sum to {sum(percents)}%, not to 100%; correct the share that is wrong"
    )
    return [Finding(code="L02", severity="warning", message=message, pointers=("/retention/releases",))]
