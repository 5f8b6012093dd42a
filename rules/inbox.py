"""The events of a contract as a set: order of arrival and repeats change nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

from models.event import (
    Event,
    ExpenseApproved,
    IndexPublished,
    InvoicePosted,
    TimeApproved,
)

Kind = TypeVar("Kind", bound=Event)


def instant(event: Event) -> datetime:
    """When the event happened; a time without an offset is UTC."""
    return event.time if event.time.tzinfo else event.time.replace(tzinfo=UTC)


def _when(event: Event) -> tuple[datetime, str, str]:
    return instant(event), event.source, event.id


def _order(event: Event) -> tuple[datetime, str, str, str]:
    return instant(event), event.source, event.id, event.model_dump_json()


@dataclass(frozen=True, slots=True)
class Inbox:
    """Events in the order they happened, each once."""

    events: tuple[Event, ...] = ()

    @classmethod
    def of(cls, events: Iterable[Event]) -> Inbox:
        """The set of these events; source and id make an event one."""
        unique: dict[tuple[str, str], Event] = {}
        for event in events:
            other = unique.setdefault((event.source, event.id), event)
            if other is not event and _order(other) < _order(event):
                unique[event.source, event.id] = event
        return cls(tuple(sorted(unique.values(), key=_when)))

    def known_on(self, day: date | None) -> Inbox:
        """The events that had happened by the end of a day, in UTC; None asks for all."""
        if day is None:
            return self
        return Inbox(tuple(event for event in self.events if instant(event).astimezone(UTC).date() <= day))

    def all(self, kind: type[Kind]) -> list[Kind]:
        """The events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]

    def time_entries(self) -> list[TimeApproved]:
        """Approved time by work date, then entry id; of several for one entry the latest stands."""
        latest = {event.data.entry_id: event for event in self.all(TimeApproved)}
        return sorted(latest.values(), key=lambda event: (event.data.date, event.data.entry_id))

    def expense_items(self) -> list[ExpenseApproved]:
        """Approved expenses by date, then id; of several for one expense the latest stands."""
        latest = {event.data.expense_id: event for event in self.all(ExpenseApproved)}
        return sorted(latest.values(), key=lambda event: (event.data.date, event.data.expense_id))

    def invoices(self) -> list[InvoicePosted]:
        """Posted invoices by date; of several postings of one invoice_id the latest stands."""
        latest = {event.data.invoice_id: event for event in self.all(InvoicePosted)}
        return sorted(latest.values(), key=lambda event: (event.data.date, *_order(event)))

    def known_by(self, moment: datetime) -> Inbox:
        """The events that had happened by a moment."""
        return Inbox(tuple(event for event in self.events if instant(event) <= moment))

    def index_values(self, index: str) -> list[IndexPublished]:
        """The published values of one index, in the order of publication."""
        name = index.strip().casefold()
        return [event for event in self.all(IndexPublished) if event.data.index.strip().casefold() == name]
