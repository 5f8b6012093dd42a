"""The firm's policy: each version as it was put, the newest in force."""

from __future__ import annotations

from hashlib import sha256

from sqlmodel import Session, col, select

from store.audit import Trail
from store.clock import now
from store.database import Database
from store.records import StoredPolicy
from store.tables import PolicyRow


class Policies:
    """The files of the firm's decision tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, data: bytes, filename: str, *, trail: Trail) -> StoredPolicy:
        """Put a policy in force; the one that is in force again changes nothing."""
        digest = sha256(data).hexdigest()
        with self._database.write() as session:
            last = _newest(session)
            if last is not None and (last.sha256, last.filename) == (digest, filename):
                return _stored_policy(last)
            row = PolicyRow(
                number=last.number + 1 if last else 1,
                sha256=digest,
                filename=filename,
                content=data,
                created_at=now(),
            )
            session.add(row)
            session.flush()
            trail.record(
                session,
                "policy.saved",
                f"policy.{row.number}",
                before={"sha256": last.sha256} if last else None,
                after={"sha256": digest},
            )
            return _stored_policy(row)

    def newest(self) -> StoredPolicy | None:
        """The policy in force, or None where the firm has put none."""
        with self._database.read() as session:
            row = _newest(session)
            return None if row is None else _stored_policy(row)


def _newest(session: Session) -> PolicyRow | None:
    return session.exec(select(PolicyRow).order_by(col(PolicyRow.number).desc()).limit(1)).first()


def _stored_policy(row: PolicyRow) -> StoredPolicy:
    return StoredPolicy.model_validate(row.model_dump())
