"""What is known of the disputed invoice: read from any JSON, tolerant of whatever is missing.

Shape: number, date, due_on, currency, po_number, bill_to, total, attachments (file names), and lines of
schedule_line, description, role, hours, rate, amount, date, kind. A field that cannot be read is as good
as missing: it makes a check not checkable, never an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line of the invoice."""

    schedule_line: str | None = None
    description: str | None = None
    role: str | None = None
    hours: Decimal | None = None
    rate: Decimal | None = None
    amount: Decimal | None = None
    on: date | None = None
    kind: str | None = None

    @property
    def charged(self) -> Decimal | None:
        """The line's amount; hours x rate where it is not stated."""
        if self.amount is not None:
            return self.amount
        if self.hours is None or self.rate is None:
            return None
        return self.hours * self.rate


@dataclass(frozen=True, slots=True)
class Invoice:
    """The invoice that the customer disputes."""

    number: str | None = None
    on: date | None = None
    due_on: date | None = None
    currency: str | None = None
    po_number: str | None = None
    bill_to: str | None = None
    stated_total: Decimal | None = None
    attachments: tuple[str, ...] | None = None
    lines: tuple[InvoiceLine, ...] = ()

    @property
    def total(self) -> Decimal | None:
        """The stated total, or the sum of the lines where each has an amount."""
        if self.stated_total is not None:
            return self.stated_total
        amounts = [line.charged for line in self.lines]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def read_invoice(data: dict[str, Any] | None) -> Invoice | None:
    """The invoice that the JSON describes; None where there is none."""
    if not data:
        return None
    lines, attachments = data.get("lines"), data.get("attachments")
    return Invoice(
        number=_words(data.get("number")),
        on=_day(data.get("date")),
        due_on=_day(data.get("due_on")),
        currency=_words(data.get("currency")),
        po_number=_words(data.get("po_number")),
        bill_to=_words(data.get("bill_to")),
        stated_total=_number(data.get("total")),
        attachments=tuple(str(name) for name in attachments) if isinstance(attachments, list) else None,
        lines=tuple(_line(line) for line in lines if isinstance(line, dict))
        if isinstance(lines, list)
        else (),
    )


def _line(data: dict[str, Any]) -> InvoiceLine:
    return InvoiceLine(
        schedule_line=_words(data.get("schedule_line")),
        description=_words(data.get("description")),
        role=_words(data.get("role")),
        hours=_number(data.get("hours")),
        rate=_number(data.get("rate")),
        amount=_number(data.get("amount")),
        on=_day(data.get("date")),
        kind=_words(data.get("kind")),
    )


def _words(value: object) -> str | None:
    return (str(value).strip() or None) if isinstance(value, str | int) else None


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 15 else None


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
