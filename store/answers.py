"""The answers given under idempotency keys, so that a repeated request gets the first one again."""

from __future__ import annotations

import hmac

from models.errors import IdempotencyMismatch
from store.clock import now
from store.database import Database
from store.records import StoredResponse
from store.tables import IdempotencyRow


class Answers:
    """What was answered under which idempotency key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, key: str, *, operation: str, scope: str, fingerprint: str) -> StoredResponse | None:
        """The answer that was given under a key, or None.

        Raises:
            IdempotencyMismatch: The key was used for another request.
        """
        with self._database.read() as session:
            row = session.get(IdempotencyRow, (scope, operation, key))
            if row is None:
                return None
            if not hmac.compare_digest(row.fingerprint, fingerprint):
                raise IdempotencyMismatch("this idempotency key was used for another request; use a new key")
            return StoredResponse(status=row.status, body=row.body)

    def save(
        self, key: str, response: StoredResponse, *, operation: str, scope: str, fingerprint: str
    ) -> None:
        """Keep the answer, in the transaction of the change that it answers."""
        with self._database.write() as session:
            row = IdempotencyRow(
                scope=scope,
                operation=operation,
                key=key,
                fingerprint=fingerprint,
                status=response.status,
                body=response.body,
                created_at=now(),
            )
            session.add(row)
            session.flush()
