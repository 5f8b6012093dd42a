"""Backfills: the files of a folder and how far each has come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlmodel import Session, col, func, select

from models.errors import NotFound
from store.clock import now
from store.database import Database
from store.records import BatchItem, OpenBatch
from store.tables import Batch, BatchItemRow


class Batches:
    """Backfills with their files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, folder: str) -> OpenBatch | None:
        """A folder's unfinished backfill, or None."""
        with self._database.read() as session:
            query = select(Batch).where(Batch.folder == folder, col(Batch.finished_at).is_(None))
            row = session.exec(query.order_by(col(Batch.created_at).desc()).limit(1)).first()
            return None if row is None else OpenBatch(id=row.id, as_of=row.as_of)

    def save(self, identity: str, *, folder: str, as_of: str, items: Sequence[BatchItem]) -> None:
        """Store a plan whole, once."""
        with self._database.write() as session:
            if session.get(Batch, identity) is not None:
                return
            session.add(Batch(id=identity, folder=folder, as_of=as_of, created_at=now()))
            session.flush()
            session.add_all(BatchItemRow(batch_id=identity, **item.model_dump()) for item in items)

    def items(self, identity: str, positions: Collection[int] | None = None) -> list[BatchItem]:
        """The files of a backfill in order, or some of them."""
        with self._database.read() as session:
            query = select(BatchItemRow).where(BatchItemRow.batch_id == identity)
            if positions is not None:
                query = query.where(col(BatchItemRow.position).in_(tuple(positions)))
            rows = session.exec(query.order_by(col(BatchItemRow.position)))
            return [BatchItem.model_validate(row.model_dump(exclude={"batch_id"})) for row in rows]

    def start_items(self, identity: str, positions: Collection[int]) -> None:
        """Count an attempt at planned files, before it is made."""
        with self._database.write() as session:
            for row in _rows(session, identity, positions):
                if row.status == "planned":
                    row.attempts += 1
                    session.add(row)

    def save_results(self, identity: str, results: Collection[BatchItem]) -> None:
        """Store outcomes; a file that has one keeps it."""
        with self._database.write() as session:
            by_position = {item.position: item for item in results}
            for row in _rows(session, identity, by_position):
                item = by_position[row.position]
                if row.status == "planned":
                    row.status, row.reason, row.row = item.status, item.reason, item.row
                    session.add(row)

    def finish(self, identity: str) -> None:
        """Close a backfill.

        Raises:
            NotFound: No such backfill.
        """
        with self._database.write() as session:
            row = session.get(Batch, identity)
            if row is None:
                raise NotFound("no backfill is stored under this id")
            row.finished_at = row.finished_at or now()
            session.add(row)

    def count_items(self, identity: str) -> Mapping[tuple[str, str | None], int]:
        """How many files have each status and reason."""
        with self._database.read() as session:
            query = (
                select(BatchItemRow.status, BatchItemRow.reason, func.count())
                .where(BatchItemRow.batch_id == identity)
                .group_by(col(BatchItemRow.status), col(BatchItemRow.reason))
            )
            return {(status, reason): count for status, reason, count in session.exec(query)}


def _rows(session: Session, identity: str, positions: Collection[int]) -> Sequence[BatchItemRow]:
    query = select(BatchItemRow).where(
        BatchItemRow.batch_id == identity, col(BatchItemRow.position).in_(tuple(positions))
    )
    return session.exec(query.order_by(col(BatchItemRow.position))).all()
