"""What invoices post of schedule lines: of each line, and of the deltas that correct it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import count

from models.event import InvoicePosted
from rules.agreement.contract import ContractHistory
from rules.agreement.inbox import instant
from rules.draft import Draft

SUFFIX = "-delta-"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Posting:
    """What one invoice posts of a schedule line."""

    amount: Decimal
    invoice: InvoicePosted

    @property
    def on(self) -> date:
        """The date of the invoice."""
        return self.invoice.data.date


Postings = Mapping[int, list[Posting]]
"""The postings of a line, by date, under the number of their delta; 0 is the line itself."""


@dataclass(frozen=True, slots=True)
class PostedLine:
    """An invoiced line: what it was, what it is, and what was invoiced of it.

    Attributes:
        base: The line as it was known when it was first invoiced; as it is now where it was not known then.
        current: The line as it comes out today; None where it no longer does.
        then: Its amount when it was first invoiced; None where it was not known.
        own: The postings that name the line itself, by date.
        later: The postings after the first, under the number of their delta.
    """

    base: Draft
    current: Draft | None
    then: Decimal | None
    own: list[Posting]
    later: Mapping[int, Posting]

    @property
    def posted(self) -> Decimal:
        """Everything invoiced of the line."""
        return sum((posting.amount for posting in self.later.values()), self.own[0].amount)

    @property
    def due(self) -> Decimal | None:
        """What the line comes to today; None where that is not known."""
        if self.current is None:
            return ZERO
        emptied = self.current.amount is None and not self.current.held and self.then is not None
        return ZERO if emptied else self.current.amount


def postings_of(contract: ContractHistory, ids: Collection[str]) -> dict[str, Postings]:
    """What was invoiced, by line: one posting for each invoice that names it."""
    found: defaultdict[str, defaultdict[int, list[Posting]]] = defaultdict(lambda: defaultdict(list))
    for invoice in contract.inbox.invoices:
        amounts: defaultdict[str, Decimal] = defaultdict(Decimal)
        for line in invoice.data.lines:
            amounts[line.schedule_line] += line.amount
        for name, amount in amounts.items():
            line_id, number = _named(name, ids)
            found[line_id][number].append(Posting(amount, invoice))
    return dict(found)


def _named(name: str, ids: Collection[str]) -> tuple[str, int]:
    """The line that an invoice means and the number of its delta; 0 is the line itself."""
    line_id, suffix, number = name.rpartition(SUFFIX)
    return (line_id, int(number)) if suffix and name not in ids and number.isdecimal() else (name, 0)


def numbered(name: str, mine: Postings, now: Mapping[str, Draft]) -> dict[int, Posting]:
    """The postings after the first: those of a delta under its number, repeated ones under new ones."""
    later = {number: postings[0] for number, postings in mine.items() if number}
    again = [posting for postings in mine.values() for posting in postings[1:]]
    for posting in sorted(again, key=lambda posting: (posting.on, posting.invoice.id)):
        later[int(delta_id(name, later, now).rpartition("-")[2])] = posting
    return dict(sorted(later.items()))


def delta_id(name: str, later: Collection[int], now: Mapping[str, Draft]) -> str:
    """The id of the next delta of a line."""
    ids = ((number, f"{name}{SUFFIX}{number}") for number in count(1))
    return next(found for number, found in ids if number not in later and found not in now)


def invoice_dates(drafts: tuple[Draft, ...], contract: ContractHistory) -> dict[str, date]:
    """The date of the first invoice of each line, what hangs on a fee line standing on the fee's."""
    first: dict[str, date] = {}
    for invoice in contract.inbox.invoices:
        for line in invoice.data.lines:
            first.setdefault(line.schedule_line, invoice.data.date)
    hanging = {draft.id: first[draft.fee] for draft in drafts if draft.fee and draft.fee in first}
    return {**hanging, **first}


def first_posted_at(name: str, contract: ContractHistory) -> datetime | None:
    """When the first invoice that names a line was posted; None where none does."""
    found = (
        instant(invoice)
        for invoice in contract.inbox.invoices
        if any(line.schedule_line == name for line in invoice.data.lines)
    )
    return min(found, default=None)
