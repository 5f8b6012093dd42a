"""ADJUST: whether the retention and the advance that the contract agrees were taken off the invoice."""

from __future__ import annotations

import re
from decimal import Decimal

from disputes.checks.facts import Facts, not_checkable, refuted
from disputes.invoice import Invoice
from models.dispute import ClaimCheck

RETENTION = "retention taken off"
ADVANCE = "advance recouped"
RETENTION_WORDS = re.compile(r"retention|retainage|hold-?back", re.IGNORECASE)
ADVANCE_WORDS = re.compile(r"advance|recoup|down ?payment|mobili[sz]ation", re.IGNORECASE)


def check_retention(facts: Facts) -> ClaimCheck:
    """Supported where less was withheld than the contract's share of the fees."""
    percent = facts.terms.retention.percent if facts.terms and facts.terms.retention else None
    return _check_share(facts, RETENTION, percent, RETENTION_WORDS)


def check_advance(facts: Facts) -> ClaimCheck:
    """Supported where less of the advance was recouped than the contract's share of the fees.

    Recoupment of the net, or only past a share of the work, depends on more than one invoice.
    """
    advance = facts.terms.advance if facts.terms else None
    if (
        advance is None
        or advance.recoup_after_percent is not None
        or advance.recoup_basis == "net_of_retention"
    ):
        return not_checkable(ADVANCE, "needs an advance that each invoice recoups by a share of its gross")
    return _check_share(facts, ADVANCE, advance.recoup_percent, ADVANCE_WORDS)


def _check_share(facts: Facts, name: str, percent: Decimal | None, words: re.Pattern[str]) -> ClaimCheck:
    gross = _gross(facts.invoice) if facts.invoice is not None else Decimal(0)
    if percent is None or facts.invoice is None or gross <= 0:
        return not_checkable(name, "needs the agreed percent and the invoice's lines")
    owed = gross * percent / 100
    taken = -sum(
        (
            line.charged
            for line in facts.invoice.lines
            if line.charged is not None
            and line.charged < 0
            and words.search(f"{line.kind} {line.description}")
        ),
        Decimal(0),
    )
    detail = f"{percent}% of {gross}; {taken} was taken off"
    return facts.supported(name, owed - taken, detail) if owed > taken else refuted(name, detail)


def _gross(invoice: Invoice) -> Decimal:
    return sum((line.charged for line in invoice.lines if line.charged and line.charged > 0), Decimal(0))
