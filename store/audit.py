"""Who changed what: a chain of entries, each with the hash of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from models.canonical import canonical_sha256
from store.clock import now
from store.database import Database
from store.records import AuditEntry, AuditReport
from store.tables import AuditRow

GENESIS = "0" * 64
HASHED = ("number", "at", "actor", "action", "subject", "before", "after", "request_id", "previous")


def digest(value: Any) -> str | None:
    """The SHA-256 of a value's canonical JSON; None for nothing."""
    return None if value is None else canonical_sha256(value)


@dataclass(frozen=True, slots=True)
class Trail:
    """Who acts, and on which request."""

    actor: str
    request_id: str | None = None

    def record(self, session: Session, action: str, subject: str, *, before: Any = None, after: Any) -> None:
        """Append an entry in the transaction of the change itself."""
        last = session.exec(select(AuditRow).order_by(col(AuditRow.number).desc()).limit(1)).first()
        row = AuditRow(
            number=last.number + 1 if last else 1,
            at=now(),
            actor=self.actor,
            action=action,
            subject=subject,
            before=digest(before),
            after=digest(after),
            request_id=self.request_id,
            previous=last.hash if last else GENESIS,
            hash="",
        )
        row.hash = _hash(row)
        session.add(row)
        session.flush()


class AuditChain:
    """The chain of who changed what."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self, *, subject: str | None = None, after: int = 0, limit: int = 50) -> list[AuditEntry]:
        """Entries in order, after a number."""
        with self._database.read() as session:
            query = (
                select(AuditRow).where(AuditRow.number > after).order_by(col(AuditRow.number)).limit(limit)
            )
            if subject is not None:
                query = query.where(AuditRow.subject == subject)
            return [AuditEntry(**row.model_dump()) for row in session.exec(query)]

    def verify(self, *, head: str | None = None) -> AuditReport:
        """Check every entry against the one before, and the chain against a head kept elsewhere."""
        with self._database.read() as session:
            previous, count, kept = GENESIS, 0, head is None or head == GENESIS
            for row in session.exec(select(AuditRow).order_by(col(AuditRow.number))):
                count += 1
                if row.number != count or row.previous != previous or row.hash != _hash(row):
                    return AuditReport(entries=count, broken_at=count, head=previous)
                previous = row.hash
                kept = kept or previous == head
            return AuditReport(entries=count, broken_at=None if kept else count + 1, head=previous)


def _hash(row: AuditRow) -> str:
    return canonical_sha256({name: getattr(row, name) for name in HASHED})
