"""The desk: everything the routes ask of the rest of Engross, in one place.

Routes know HTTP and nothing of storage. Methods block and run in the thread pool; errors are those of
`models.errors`. A page's cursor leaves in base64, so that clients do not read meaning into it.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from api.refusals import InvalidRequest
from api.settings import Settings
from api.shapes import Approval, ContractResult, Decision, EventReceipt
from models.dispute import DisputeMessage, TaggedDispute
from models.errors import NotFound
from models.event import Event
from models.extraction import Extraction
from models.record import RecordTerms
from models.schedule import Schedule
from models.simulation import Simulation
from models.terms import Terms
from rules import Variant, simulate
from rules.readings.expected_payments import Conduct
from store.facade import Store
from store.records import ApiKey, ListPage, ReviewItem, StoredContract, StoredDispute, StoredResponse, Verdict
from workflows import contract as journeys

T = TypeVar("T")
VERDICTS: dict[Decision, Verdict] = {"accept": "accepted", "edit": "edited", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class Window:
    """Which items a list shows: at most `limit`, after the one that `cursor` names."""

    limit: int
    cursor: str | None = None

    @property
    def after(self) -> str | None:
        """The store's own cursor; InvalidRequest where the client made one up."""
        if self.cursor is None:
            return None
        try:
            return base64.urlsafe_b64decode(self.cursor.encode()).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise InvalidRequest("The cursor is not one that a list gave.") from None


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose key it is, and the request that it came with, for the audit trail."""

    actor: str
    request_id: str


def open_desk(settings: Settings) -> Desk:
    """The desk on the store that the settings name."""
    pepper = settings.pepper.get_secret_value().encode() if settings.pepper else None
    return Desk(Store(settings.database_url, settings.data, pepper=pepper))


class Desk:
    """What the API can ask for."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def authenticate(self, key: str) -> ApiKey | None:
        """The live API key with this secret."""
        return self.store.authenticate(key)

    def is_ready(self) -> bool:
        """Whether the database answers."""
        try:
            self.store.list_contracts(limit=1)
        except SQLAlchemyError:
            return False
        return True

    def take_in(
        self, data: bytes, filename: str, *, record: RecordTerms | None, caller: Caller
    ) -> tuple[ContractResult, bool]:
        """The contract of a file, and whether it is new; the same bytes are the same contract."""
        known = self.store.find_contract(hashlib.sha256(data).hexdigest())
        if known is not None and known.status != "refused":
            return self._result(known), False
        stored = journeys.intake(
            self.store,
            data,
            filename,
            records=() if record is None else (record,),
            actor=caller.actor,
            request_id=caller.request_id,
        )
        return self._result(stored), True

    def contracts(self, window: Window, *, status: str | None = None) -> ListPage[StoredContract]:
        """The contracts, oldest first."""
        return _page(self.store.list_contracts(status=status, after=window.after, limit=window.limit))

    def contract(self, contract_id: str) -> ContractResult:
        """A contract with its extraction as it stands after review."""
        return self._result(self.store.load_contract(contract_id))

    def extraction(self, contract_id: str) -> Extraction:
        """The extraction as it stands after review; a Conflict where the file was refused."""
        return self.store.load_extraction(contract_id)

    def document(self, contract_id: str) -> tuple[StoredContract, bytes]:
        """A contract and its file."""
        return self.store.load_contract(contract_id), self.store.load_document(contract_id)

    def review_items(
        self, window: Window, *, contract_id: str | None = None, status: str | None = None
    ) -> ListPage[ReviewItem]:
        """The review queue, oldest first."""
        return _page(
            self.store.list_review_items(
                contract_id=contract_id, status=status, after=window.after, limit=window.limit
            )
        )

    def decide(
        self, item_id: str, decision: Decision, *, value: Any = None, version: int, caller: Caller
    ) -> ReviewItem:
        """A review item after a claim, an acceptance, an edit or a rejection."""
        who = {"actor": caller.actor, "request_id": caller.request_id}
        if decision == "claim":
            return self.store.claim_review_item(item_id, version=version, **who)
        verdict = VERDICTS[decision]
        return self.store.decide_review_item(item_id, verdict=verdict, value=value, version=version, **who)

    def approve(self, contract_id: str, *, version: int, as_of: dt.date, caller: Caller) -> Approval:
        """The approved contract with what is still open; a Conflict while values wait for review."""
        who = {"actor": caller.actor, "request_id": caller.request_id}
        with self.store.transaction():
            approved = journeys.approve(self.store, contract_id, version=version, **who)
            schedule = self.schedule(contract_id, as_of=as_of)
            self.store.save_schedule(contract_id, schedule, **who)
        held = tuple(line.id for line in schedule.billing if line.status == "held")
        return Approval(contract=approved, readings=schedule.readings, held_lines=held)

    def schedule(self, contract_id: str, *, as_of: dt.date) -> Schedule:
        """The schedule that the terms and the events recorded so far come to."""
        return journeys.preview_schedule(self.store, contract_id, as_of=as_of)

    def simulate(
        self,
        contract_id: str,
        base: Terms,
        variants: Sequence[Variant],
        *,
        events: Sequence[Event],
        as_of: dt.date,
        conduct: Conduct,
    ) -> Simulation:
        """The base and its variants under recorded and supposed events; nothing is stored."""
        happened = [*self.events(contract_id), *events]
        return simulate(base, variants, happened, as_of=as_of, conduct=conduct)

    def record_events(self, events: Sequence[Event], *, caller: Caller) -> tuple[EventReceipt, ...]:
        """What became of each event; all are recorded, or none."""
        with self.store.transaction():
            return tuple(self._record(event, caller) for event in events)

    def events(self, contract_id: str) -> list[Event]:
        """The events of a contract, in the order recorded."""
        return journeys.events_of(self.store, contract_id)

    def tag(
        self, messages: Sequence[DisputeMessage], *, as_of: dt.date, caller: Caller
    ) -> list[TaggedDispute]:
        """Each dispute with its code, checks and verdict, stored for review; all of them, or none."""
        with self.store.transaction():
            stored = [
                journeys.raise_dispute(
                    self.store,
                    message,
                    contract_id=message.contract,
                    as_of=as_of,
                    actor=caller.actor,
                    request_id=caller.request_id,
                )
                for message in messages
            ]
        return [TaggedDispute.model_validate(dispute.tagged) for dispute in stored]

    def disputes(self, window: Window) -> ListPage[StoredDispute]:
        """The disputes, by id."""
        return _page(self.store.list_disputes(after=window.after, limit=window.limit))

    def give_once(
        self, give: Callable[[], StoredResponse], *, key: str, operation: str, scope: str, fingerprint: str
    ) -> tuple[StoredResponse, bool]:
        """The answer under an idempotency key, and whether it had been given before.

        Raises:
            IdempotencyMismatch: The key was used for another request.
        """
        names = {"operation": operation, "scope": scope, "fingerprint": fingerprint}
        if (kept := self.store.load_response(key, **names)) is not None:
            return kept, True
        with self.store.transaction():
            # Whoever came second waited for this transaction and finds the first answer.
            if (kept := self.store.load_response(key, **names)) is not None:
                return kept, True
            given = give()
            self.store.save_response(key, given, **names)
            return given, False

    def _result(self, stored: StoredContract) -> ContractResult:
        extraction = None if stored.status == "refused" else self.store.load_extraction(stored.id)
        return ContractResult(contract=stored, extraction=extraction)

    def _record(self, event: Event, caller: Caller) -> EventReceipt:
        recorded = journeys.record_event(self.store, event, actor=caller.actor, request_id=caller.request_id)
        return EventReceipt(
            source=event.source, id=event.id, contract=self._contract_of(event.subject), recorded=recorded
        )

    def _contract_of(self, subject: str) -> str | None:
        try:
            return self.store.load_contract(subject).id
        except NotFound:
            return None


def _page(page: ListPage[T]) -> ListPage[T]:
    if page.next_cursor is None:
        return page
    shown = base64.urlsafe_b64encode(page.next_cursor.encode()).decode()
    return page.model_copy(update={"next_cursor": shown})
