"""The automatic checks, one file each, and which of them a code calls for."""

from __future__ import annotations

from collections.abc import Callable

from disputes.checks.acceptance import check_acceptance
from disputes.checks.adjustments import check_advance, check_retention
from disputes.checks.cap import check_cap
from disputes.checks.dates import check_due_date, check_too_early
from disputes.checks.duplicate import check_duplicate
from disputes.checks.expenses import check_expenses
from disputes.checks.facts import Facts
from disputes.checks.hours import check_hours
from disputes.checks.party import check_party
from disputes.checks.quality import check_quality
from disputes.checks.rates import check_rates
from disputes.checks.reference import check_reference
from disputes.checks.scope import check_scope
from disputes.checks.support import check_support
from disputes.checks.tax import check_currency
from models.dispute import ClaimCheck, Code

CHECKS: dict[Code, tuple[Callable[[Facts], ClaimCheck], ...]] = {
    "RATE": (check_rates,),
    "HOURS": (check_hours,),
    "SUPPORT": (check_support,),
    "SCOPE": (check_scope,),
    "ACCEPT": (check_acceptance,),
    "QUALITY": (check_quality,),
    "CAP": (check_cap,),
    "EXPENSE": (check_expenses,),
    "REFERENCE": (check_reference,),
    "PARTY": (check_party,),
    "TAXFX": (check_currency,),
    "TERMS": (check_due_date, check_too_early),
    "ADJUST": (check_retention, check_advance),
    "DUP": (check_duplicate,),
}


def run_checks(codes: tuple[Code, ...], facts: Facts) -> dict[Code, tuple[ClaimCheck, ...]]:
    """The outcome of each code's checks, in the order of the codes."""
    return {code: tuple(check(facts) for check in CHECKS.get(code, ())) for code in codes}
