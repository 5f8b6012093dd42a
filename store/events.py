"""Events of delivery and disputes: an event counts once, whatever is sent how often."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlmodel import col, func, select

from models.errors import Conflict
from models.event import EVENT, Event
from store.audit import Trail
from store.clock import now
from store.database import Database
from store.tables import EventRow


class EventLog:
    """Events of delivery, each once by its source and id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, event: Event, *, trail: Trail) -> bool:
        """Store an event.

        Returns:
            Whether it is new.

        Raises:
            Conflict: Another event has its source and id.
        """
        with self._database.write() as session:
            sent = event.model_dump(mode="json", exclude_none=True)
            known = session.get(EventRow, (event.source, event.id))
            if known is not None:
                if _sent(known) != sent:
                    raise Conflict("another event has this source and id; send the change under a new id")
                return False
            last = session.exec(select(func.max(EventRow.number))).one()
            row = EventRow(
                source=event.source,
                id=event.id,
                number=(last or 0) + 1,
                subject=event.subject,
                type=event.type,
                time=sent["time"],
                received_at=now(),
                data=sent,
            )
            session.add(row)
            session.flush()
            trail.record(session, "event.recorded", event.subject, after=sent)
            return True

    def under(self, subjects: Collection[str]) -> list[Event]:
        """The events of a contract, under any of its names, in the order of arrival."""
        with self._database.read() as session:
            query = (
                select(EventRow)
                .where(col(EventRow.subject).in_(tuple(subjects)))
                .order_by(col(EventRow.number))
            )
            return [EVENT.validate_python(row.data, strict=False) for row in session.exec(query)]


def _sent(row: EventRow) -> dict[str, Any]:
    return row.data
