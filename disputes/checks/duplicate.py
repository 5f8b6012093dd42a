"""DUP: lines of the invoice that repeat each other."""

from __future__ import annotations

from decimal import Decimal

from disputes.checks.facts import Facts, not_checkable
from disputes.invoice import InvoiceLine
from models.dispute import ClaimCheck

NAME = "match lines by day, resource and amount"


def check_duplicate(facts: Facts) -> ClaimCheck:
    """Supported for repeated lines; delta is what the repeats charge.

    Without repeats nothing is refuted: the first of the two may stand on another invoice.
    """
    seen: set[InvoiceLine] = set()
    delta = Decimal(0)
    for line in facts.invoice.lines if facts.invoice is not None else ():
        if line.charged is None or (line.on is None and line.schedule_line is None):
            continue
        delta += line.charged if line in seen else 0
        seen.add(line)
    if delta > 0:
        return facts.supported(NAME, delta, "lines repeat each other")
    return not_checkable(NAME, "no line repeats; earlier invoices and payments are not known here")
