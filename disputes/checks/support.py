"""SUPPORT: whether lines for time come with anything attached."""

from __future__ import annotations

from disputes.checks.facts import Facts, not_checkable, refuted
from models.dispute import ClaimCheck

NAME = "look for attached backup"


def check_support(facts: Facts) -> ClaimCheck:
    """Supported where nothing is attached; that is no money, only a reason to send it."""
    if facts.invoice is None or facts.invoice.attachments is None:
        return not_checkable(NAME, "needs the list of what was attached to the invoice")
    if not facts.invoice.attachments:
        return facts.supported(NAME, None, "nothing is attached")
    if any("time" in name.lower() or "receipt" in name.lower() for name in facts.invoice.attachments):
        return refuted(NAME, f"{len(facts.invoice.attachments)} files are attached")
    return not_checkable(NAME, "files are attached; their names do not say what they are")
