"""Store: everything that is kept, behind one door. Row, audit entry and event commit together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from models.dispute import DisputeMessage, TaggedDispute
from models.event import Event
from models.extraction import Extraction
from models.problem import Problem
from models.schedule import Schedule
from store import audit, batches, contracts, events, keys, review, schedules
from store.audit import Trail
from store.database import Database
from store.documents import Documents
from store.records import (
    ApiKey,
    AuditEntry,
    AuditReport,
    BatchItem,
    ListPage,
    NewApiKey,
    OpenBatch,
    ReviewDoubt,
    ReviewItem,
    StoredContract,
    StoredDispute,
    StoredResponse,
    StoredSchedule,
    Verdict,
)
from store.upgrade import upgrade


class Store:
    """What is kept in one database and one folder.

    The constructor brings the database to the newest tables. Methods may be called from several threads
    and processes; those within `with store.transaction():` commit together.
    """

    def __init__(self, url: str, folder: Path, *, pepper: bytes | None = None, migrate: bool = True) -> None:
        if migrate:
            upgrade(url)
        self.documents = Documents(Path(folder) / "documents")
        self._pepper = keys.load_pepper(Path(folder)) if pepper is None else pepper
        self._database = Database(url)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is saved within."""
        with self._database.write():
            yield

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def save_contract(
        self,
        data: bytes,
        filename: str,
        *,
        outcome: Extraction | Problem,
        doubts: Sequence[ReviewDoubt] = (),
        actor: str,
        request_id: str | None = None,
    ) -> StoredContract:
        """Store a file and its outcome; the same bytes again give the contract that is there."""
        sha256 = self.documents.save(data)
        with self._database.write() as session:
            return contracts.save_contract(
                session,
                sha256,
                filename=filename,
                outcome=outcome,
                doubts=doubts,
                trail=Trail(actor, request_id),
            )

    def load_contract(self, contract_id: str) -> StoredContract:
        """A contract; raises NotFound."""
        with self._database.read() as session:
            return contracts.stored_contract(contracts.load_row(session, contract_id))

    def find_contract(self, sha256: str) -> StoredContract | None:
        """The contract with this content, or None."""
        with self._database.read() as session:
            return contracts.find_contract(session, sha256)

    def load_extraction(self, contract_id: str) -> Extraction:
        """The terms, evidence and findings, with every correction; raises NotFound, Conflict (refused)."""
        with self._database.read() as session:
            return contracts.load_extraction(session, contract_id)

    def load_document(self, contract_id: str) -> bytes:
        """The file as it was received; raises NotFound."""
        return self.documents.load(self.load_contract(contract_id).sha256)

    def list_contracts(
        self, *, status: str | None = None, after: str | None = None, limit: int = 50
    ) -> ListPage[StoredContract]:
        """Contracts by time of arrival, a page at a time."""
        with self._database.read() as session:
            return contracts.list_contracts(session, status=status, after=after, limit=limit)

    def approve_contract(
        self, contract_id: str, *, version: int, actor: str, request_id: str | None = None
    ) -> StoredContract:
        """Release for billing; raises NotFound, StaleVersion, Conflict."""
        with self._database.write() as session:
            return contracts.approve_contract(
                session, contract_id, version=version, trail=Trail(actor, request_id)
            )

    def list_review_items(
        self,
        *,
        contract_id: str | None = None,
        status: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> ListPage[ReviewItem]:
        """The review queue, a page at a time."""
        with self._database.read() as session:
            return review.list_review_items(
                session, contract_id=contract_id, status=status, after=after, limit=limit
            )

    def load_review_item(self, item_id: str) -> ReviewItem:
        """A review item; raises NotFound."""
        with self._database.read() as session:
            return review.review_item_of(review.load_review_row(session, item_id))

    def claim_review_item(
        self, item_id: str, *, version: int, actor: str, request_id: str | None = None
    ) -> ReviewItem:
        """Take an item; raises NotFound, StaleVersion, Conflict."""
        with self._database.write() as session:
            return review.claim_review_item(session, item_id, version=version, trail=Trail(actor, request_id))

    def decide_review_item(
        self,
        item_id: str,
        *,
        verdict: Verdict,
        value: Any = None,
        version: int,
        actor: str,
        request_id: str | None = None,
    ) -> ReviewItem:
        """Settle a doubt and the terms with it; raises NotFound, StaleVersion, Conflict, InvalidTerms."""
        with self._database.write() as session:
            return review.decide_review_item(
                session,
                item_id,
                verdict=verdict,
                value=value,
                version=version,
                trail=Trail(actor, request_id),
            )

    def save_schedule(
        self, contract_id: str, schedule: Schedule, *, actor: str, request_id: str | None = None
    ) -> StoredSchedule:
        """Store a schedule as the next version; the same again adds none."""
        with self._database.write() as session:
            return schedules.save_schedule(session, contract_id, schedule, trail=Trail(actor, request_id))

    def load_schedule(self, contract_id: str) -> StoredSchedule:
        """The newest schedule; raises NotFound."""
        with self._database.read() as session:
            return schedules.load_schedule(session, contract_id)

    def save_event(self, event: Event, *, actor: str, request_id: str | None = None) -> bool:
        """Store an event; whether it is new. Raises Conflict where its source and id say something else."""
        with self._database.write() as session:
            return events.save_event(session, event, trail=Trail(actor, request_id))

    def list_events(self, subjects: Collection[str]) -> list[Event]:
        """The events under any of these subjects, in the order of arrival."""
        with self._database.read() as session:
            return events.list_events(session, subjects)

    def save_dispute(
        self,
        message: DisputeMessage,
        tagged: TaggedDispute,
        *,
        contract_id: str | None = None,
        actor: str,
        request_id: str | None = None,
    ) -> StoredDispute:
        """Store a tagged dispute once; raises Conflict where its id says something else."""
        with self._database.write() as session:
            return events.save_dispute(
                session, message, tagged, contract_id=contract_id, trail=Trail(actor, request_id)
            )

    def load_dispute(self, dispute_id: str) -> StoredDispute:
        """A dispute; raises NotFound."""
        with self._database.read() as session:
            return events.load_dispute(session, dispute_id)

    def list_disputes(self, *, after: str | None = None, limit: int = 50) -> ListPage[StoredDispute]:
        """Disputes, a page at a time."""
        with self._database.read() as session:
            return events.list_disputes(session, after=after, limit=limit)

    def create_api_key(
        self, label: str, *, mode: Literal["live", "test"], scopes: Sequence[str], actor: str
    ) -> NewApiKey:
        """Make a key and show its secret this once."""
        with self._database.write() as session:
            return keys.create_api_key(
                session, label, mode=mode, scopes=scopes, pepper=self._pepper, trail=Trail(actor)
            )

    def authenticate(self, secret: str) -> ApiKey | None:
        """The live key with this secret, or None."""
        with self._database.read() as session:
            return keys.authenticate(session, secret, pepper=self._pepper)

    def revoke_api_key(self, key_id: str, *, actor: str) -> ApiKey:
        """End a key; raises NotFound."""
        with self._database.write() as session:
            return keys.revoke_api_key(session, key_id, trail=Trail(actor))

    def list_api_keys(self) -> list[ApiKey]:
        """All keys, without secrets."""
        with self._database.read() as session:
            return keys.list_api_keys(session)

    def load_response(
        self, key: str, *, operation: str, scope: str, fingerprint: str
    ) -> StoredResponse | None:
        """The answer given under an idempotency key; raises IdempotencyMismatch where it was another's."""
        with self._database.read() as session:
            return keys.load_response(session, key, operation=operation, scope=scope, fingerprint=fingerprint)

    def save_response(
        self, key: str, response: StoredResponse, *, operation: str, scope: str, fingerprint: str
    ) -> None:
        """Keep an answer; call it in the `transaction` of the change."""
        with self._database.write() as session:
            keys.save_response(
                session, key, response, operation=operation, scope=scope, fingerprint=fingerprint
            )

    def list_audit(self, *, subject: str | None = None, after: int = 0, limit: int = 50) -> list[AuditEntry]:
        """Audit entries in order, after a number."""
        with self._database.read() as session:
            return audit.list_audit(session, subject=subject, after=after, limit=limit)

    def verify_audit(self, *, head: str | None = None) -> AuditReport:
        """Check the chain, and that it still contains a head kept elsewhere."""
        with self._database.read() as session:
            return audit.verify_audit(session, head=head)

    def open_batch(self, folder: str) -> OpenBatch | None:
        """The unfinished backfill of a folder, or None."""
        with self._database.read() as session:
            return batches.open_batch(session, folder)

    def save_batch(self, batch_id: str, *, folder: str, as_of: str, items: Sequence[BatchItem]) -> None:
        """Store a backfill's plan, once."""
        with self._database.write() as session:
            batches.save_batch(session, batch_id, folder=folder, as_of=as_of, items=items)

    def list_batch_items(self, batch_id: str, positions: Collection[int] | None = None) -> list[BatchItem]:
        """The files of a backfill in order, or some of them."""
        with self._database.read() as session:
            return batches.list_batch_items(session, batch_id, positions)

    def start_items(self, batch_id: str, positions: Collection[int]) -> None:
        """Count an attempt at planned files, before it is made."""
        with self._database.write() as session:
            batches.start_items(session, batch_id, positions)

    def save_results(self, batch_id: str, results: Collection[BatchItem]) -> None:
        """Store outcomes of files; the first one stands."""
        with self._database.write() as session:
            batches.save_results(session, batch_id, results)

    def finish_batch(self, batch_id: str) -> None:
        """Close a backfill."""
        with self._database.write() as session:
            batches.finish_batch(session, batch_id)

    def count_batch_items(self, batch_id: str) -> Mapping[tuple[str, str | None], int]:
        """How many files have each status and reason."""
        with self._database.read() as session:
            return batches.count_batch_items(session, batch_id)
