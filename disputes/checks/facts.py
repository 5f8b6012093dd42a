"""What a check may look at, and the three things it may say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from disputes.invoice import Invoice
from models.dispute import ClaimCheck, DisputeMessage
from models.money import to_minor_unit
from models.schedule import BillingLine, Schedule
from models.terms import Terms


@dataclass(frozen=True, slots=True)
class Facts:
    """The message, and what is known of its invoice and contract."""

    message: DisputeMessage
    invoice: Invoice | None = None
    terms: Terms | None = None
    schedule: Schedule | None = None

    @property
    def currency(self) -> str | None:
        """The contract's currency; the invoice's where the contract names none."""
        if self.terms is not None and self.terms.currency is not None:
            return self.terms.currency
        return self.invoice.currency if self.invoice is not None else None

    def scheduled(self, line_id: str | None) -> BillingLine | None:
        """The schedule's billing line of this id."""
        if self.schedule is None or line_id is None:
            return None
        return next((line for line in self.schedule.billing if line.id == line_id), None)

    def supported(self, check: str, delta: Decimal | None, detail: str) -> ClaimCheck:
        """The contract bears the customer out; delta is what was billed too much, where that is money."""
        money = None if delta is None else to_minor_unit(delta, self.currency)
        return ClaimCheck(check=check, outcome="supported", delta=money, detail=detail)


def refuted(check: str, detail: str) -> ClaimCheck:
    """The contract bears the invoice out."""
    return ClaimCheck(check=check, outcome="refuted", detail=detail)


def not_checkable(check: str, detail: str) -> ClaimCheck:
    """Something that the check needs is not known."""
    return ClaimCheck(check=check, outcome="not_checkable", detail=detail)
