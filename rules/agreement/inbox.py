"""The events of a contract as a set: order of arrival and repeats change nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

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
    time = event.time
    return time if time.utcoffset() else time.replace(tzinfo=UTC)


def _order(event: Event) -> tuple[datetime, str, str, str]:
    return instant(event), event.source, event.id, event.model_dump_json()


@dataclass(frozen=True)
class Inbox:
    """Events in the order they happened, each once."""

    events: tuple[Event, ...] = ()

    @classmethod
    def of(cls, events: Iterable[Event] | Inbox) -> Inbox:
        """The set of these events; source and id make an event one."""
        if isinstance(events, Inbox):
            return events
        unique: dict[tuple[str, str], Event] = {}
        for event in events:
            other = unique.setdefault((event.source, event.id), event)
            if other is not event and _order(other) < _order(event):
                unique[event.source, event.id] = event
        # Sorts are stable, and a sort by one key at a time is quicker than one by all of them.
        ordered = sorted(unique.values(), key=attrgetter("id"))
        ordered.sort(key=attrgetter("source"))
        ordered.sort(key=instant)
        return cls(tuple(ordered))

    def known_on(self, day: date | None) -> Inbox:
        """The events that had happened by the end of a day, in UTC; None asks for all."""
        if day is None:
            return self
        return Inbox(tuple(event for event in self.events if instant(event).astimezone(UTC).date() <= day))

    def all(self, kind: type[Kind]) -> list[Kind]:
        """The events of one kind."""
        return list(self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> dict[type[Any], list[Any]]:
        found: defaultdict[type[Any], list[Any]] = defaultdict(list)
        for event in self.events:
            found[type(event)].append(event)
        return found

    @cached_property
    def time_entries(self) -> tuple[TimeApproved, ...]:
        """Approved time by work date, then entry id; of several for one entry the latest stands."""
        latest = {event.data.entry_id: event for event in self.all(TimeApproved)}
        return tuple(sorted((latest[entry] for entry in sorted(latest)), key=lambda event: event.data.date))

    @cached_property
    def expense_items(self) -> tuple[ExpenseApproved, ...]:
        """Approved expenses by date, then id; of several for one expense the latest stands."""
        latest = {event.data.expense_id: event for event in self.all(ExpenseApproved)}
        return tuple(sorted(latest.values(), key=lambda event: (event.data.date, event.data.expense_id)))

    @cached_property
    def invoices(self) -> tuple[InvoicePosted, ...]:
        """Posted invoices by date; of several postings of one invoice_id the latest stands."""
        latest = {event.data.invoice_id: event for event in self.all(InvoicePosted)}
        return tuple(sorted(latest.values(), key=lambda event: (event.data.date, *_order(event))))

    def known_by(self, moment: datetime) -> Inbox:
        """The events that had happened by a moment."""
        return Inbox(tuple(event for event in self.events if instant(event) <= moment))

    def index_values(self, index: str) -> list[IndexPublished]:
        """The published values of one index, in the order of publication."""
        name = index.strip().casefold()
        return [event for event in self.all(IndexPublished) if event.data.index.strip().casefold() == name]
