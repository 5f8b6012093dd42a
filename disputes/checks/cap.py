"""CAP: the cap ledgers again, with the invoiced amounts in place of the scheduled ones."""

from __future__ import annotations

from decimal import Decimal

from disputes.checks.facts import Facts, not_checkable, refuted
from models.dispute import ClaimCheck
from models.schedule import LedgerEntry

NAME = "replay the cap ledger"


def check_cap(facts: Facts) -> ClaimCheck:
    """Supported where a cap is passed; delta is the largest excess over one cap."""
    excesses = _ledger_excesses(facts) or _limit_excess(facts)
    if not excesses:
        return not_checkable(NAME, "needs a cap in the contract and amounts on the invoice")
    account, excess = max(excesses.items(), key=lambda item: (item[1], item[0]))
    if excess > 0:
        return facts.supported(NAME, excess, f"above {account}")
    return refuted(NAME, f"within {account}")


def _ledger_excesses(facts: Facts) -> dict[str, Decimal]:
    invoiced: dict[str | None, Decimal] = {}
    for line in facts.invoice.lines if facts.invoice is not None else ():
        if line.charged is not None:
            invoiced[line.schedule_line] = invoiced.get(line.schedule_line, Decimal(0)) + line.charged
    entries = facts.schedule.ledgers.caps if facts.schedule is not None else ()
    excesses: dict[str, Decimal] = {}
    for entry in entries:
        excess = _excess(entry, invoiced.get(entry.schedule_line))
        if excess is not None:
            excesses[entry.account] = max(excess, excesses.get(entry.account, excess))
    return excesses


def _excess(entry: LedgerEntry, invoiced: Decimal | None) -> Decimal | None:
    if invoiced is None or entry.limit is None or entry.unit != "money":
        return None
    return entry.balance - entry.delta + invoiced - entry.limit


def _limit_excess(facts: Facts) -> dict[str, Decimal]:
    """The invoice alone against the not-to-exceed limit: below it, earlier invoices could still matter."""
    limit = facts.terms.not_to_exceed if facts.terms is not None else None
    total = facts.invoice.total if facts.invoice is not None else None
    if limit is None or total is None or total <= limit:
        return {}
    return {"the not-to-exceed limit": total - limit}
