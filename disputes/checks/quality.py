"""QUALITY: a defect or a missed service level, which no term or schedule can show."""

from __future__ import annotations

from disputes.checks.facts import Facts, not_checkable
from models.dispute import ClaimCheck


def check_quality(_facts: Facts) -> ClaimCheck:
    """Never checkable from the contract alone: somebody has to look at the work."""
    return not_checkable("service credit", "needs the defect report or the service level measured")
