"""Record events: what happened in delivery, once per source and id, however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import NotFound
from models.event import Event
from store import Store
from store.audit import Trail


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of an event.

    Attributes:
        contract_id: The contract whose id its subject is; None while it waits for one with that reference.
        is_new: Whether it was recorded now.
    """

    event: Event
    contract_id: str | None
    is_new: bool


def record_events(store: Store, events: Sequence[Event], *, trail: Trail) -> tuple[Recorded, ...]:
    """What became of each event; all are recorded, or none.

    Raises:
        Conflict: Another event has the source and id of one.
    """
    with store.transaction():
        return tuple(
            Recorded(event, _contract_of(store, event.subject), store.events.save(event, trail=trail))
            for event in events
        )


def _contract_of(store: Store, subject: str) -> str | None:
    try:
        return store.contracts.load(subject).id
    except NotFound:
        return None
