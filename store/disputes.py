"""Disputes in the queue: a message is tagged and stored once."""

from __future__ import annotations

from sqlmodel import col, select

from models.dispute import DisputeMessage, TaggedDispute
from models.errors import Conflict, NotFound
from store.audit import Trail
from store.clock import now
from store.database import Database
from store.records import ListPage, StoredDispute
from store.tables import DisputeRow


class DisputeQueue:
    """Tagged disputes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self, message: DisputeMessage, tagged: TaggedDispute, *, contract_id: str | None = None, trail: Trail
    ) -> StoredDispute:
        """Store a tagged dispute; the same message again gives the one that is there.

        Raises:
            Conflict: Another message has its id.
        """
        with self._database.write() as session:
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

    def load(self, identity: str) -> StoredDispute:
        """A dispute.

        Raises:
            NotFound: No such dispute.
        """
        with self._database.read() as session:
            row = session.get(DisputeRow, identity)
            if row is None:
                raise NotFound("no dispute is stored under this id")
            return stored_dispute(row)

    def page(self, *, after: str | None = None, limit: int = 50) -> ListPage[StoredDispute]:
        """Disputes by id."""
        with self._database.read() as session:
            query = select(DisputeRow).order_by(col(DisputeRow.id)).limit(limit + 1)
            if after is not None:
                query = query.where(col(DisputeRow.id) > after)
            rows = session.exec(query).all()
            cursor = rows[limit - 1].id if len(rows) > limit else None
            return ListPage(items=tuple(stored_dispute(row) for row in rows[:limit]), next_cursor=cursor)


def stored_dispute(row: DisputeRow) -> StoredDispute:
    """The dispute as it is handed out."""
    return StoredDispute.model_validate(row.model_dump())
