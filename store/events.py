"""Events of delivery and disputes: an event counts once, whatever is sent how often."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, func, select

from models.dispute import DisputeMessage, TaggedDispute
from models.errors import Conflict, NotFound
from models.event import EVENT, Event
from store.audit import Trail
from store.clock import now
from store.records import ListPage, StoredDispute
from store.tables import DisputeRow, EventRow


def save_event(session: Session, event: Event, *, trail: Trail) -> bool:
    """Store an event.

    Returns:
        Whether it is new.

    Raises:
        Conflict: Another event has its source and id.
    """
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


def list_events(session: Session, subjects: Collection[str]) -> list[Event]:
    """The events of a contract, under any of its names, in the order of arrival."""
    query = select(EventRow).where(col(EventRow.subject).in_(tuple(subjects))).order_by(col(EventRow.number))
    return [EVENT.validate_python(row.data, strict=False) for row in session.exec(query)]


def save_dispute(
    session: Session, message: DisputeMessage, tagged: TaggedDispute, *, contract_id: str | None, trail: Trail
) -> StoredDispute:
    """Store a tagged dispute; the same message again gives the one that is there.

    Raises:
        Conflict: Another message has its id.
    """
    sent = message.model_dump(mode="json")
    row = session.get(DisputeRow, message.id)
    if row is not None:
        if row.message != sent:
            raise Conflict("another dispute has this id; send it under a new one")
        return stored_dispute(row)
    row = DisputeRow(
        id=message.id,
        contract_id=contract_id,
        created_at=now(),
        message=sent,
        tagged=tagged.model_dump(mode="json"),
    )
    session.add(row)
    session.flush()
    trail.record(session, "dispute.raised", row.id, after=row.model_dump())
    return stored_dispute(row)


def load_dispute(session: Session, identity: str) -> StoredDispute:
    """A dispute.

    Raises:
        NotFound: No such dispute.
    """
    row = session.get(DisputeRow, identity)
    if row is None:
        raise NotFound("no dispute is stored under this id")
    return stored_dispute(row)


def list_disputes(session: Session, *, after: str | None, limit: int) -> ListPage[StoredDispute]:
    """Disputes by id."""
    query = select(DisputeRow).order_by(col(DisputeRow.id)).limit(limit + 1)
    if after is not None:
        query = query.where(col(DisputeRow.id) > after)
    rows = session.exec(query).all()
    cursor = rows[limit - 1].id if len(rows) > limit else None
    return ListPage(items=tuple(stored_dispute(row) for row in rows[:limit]), next_cursor=cursor)


def stored_dispute(row: DisputeRow) -> StoredDispute:
    """The dispute as it is handed out."""
    return StoredDispute.model_validate(row.model_dump())


def _sent(row: EventRow) -> dict[str, Any]:
    return row.data
