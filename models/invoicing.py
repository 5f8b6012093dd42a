"""What an invoice adds to billing lines: tax, who pays which share, and the currency of the invoice."""

from __future__ import annotations

from models.shape import Amount, CurrencyCode, DecimalString, Shape
from models.working import Working


class TaxedAmount(Shape):
    """The tax on a billing line.

    Attributes:
        schedule_line: The id of the billing line.
        net: What is invoiced without tax; above the line's amount where the price is grossed up.
        tax: What is added to it.
        withheld: What the customer keeps back and pays to its own authority.
        payable: What the provider receives.
        working: How the tax comes about.
    """

    schedule_line: str
    net: Amount
    tax: Amount
    withheld: Amount
    payable: Amount
    working: Working


class PartyAmount(Shape):
    """What one party pays of a billing line.

    Attributes:
        rule: The place of the funding rule that it pays by; None where its own share decides.
    """

    schedule_line: str
    party: str
    amount: Amount
    rule: int | None = None


class ConvertedAmount(Shape):
    """A billing line in the currency of the invoice.

    Attributes:
        rate: Units of it for one of the contract's, at most twelve digits after the point.
        events: The publications that the rate comes from; none where the contract states it.
    """

    schedule_line: str
    currency: CurrencyCode
    amount: Amount
    rate: DecimalString
    events: tuple[str, ...] = ()
    working: Working
