"""Tag a dispute: its code, the checks of its claim against the contract as not yet invoiced, a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.dispute import DisputeMessage, TaggedDispute
from store import Store
from store.audit import Trail
from store.records import StoredDispute
from workflows.case import Case
from workflows.schedule import schedule
from workflows.stored import stored_case


def tag(message: DisputeMessage, case: Case | None) -> TaggedDispute:
    """The dispute with its code, checks and verdict; without a case nothing is checked."""
    from disputes import tag_dispute  # noqa: PLC0415 - loads the classifier

    if case is None:
        return tag_dispute(message)
    return tag_dispute(message, terms=case.terms, schedule=schedule(case.not_invoiced()))


def raise_disputes(
    store: Store, messages: Sequence[DisputeMessage], *, as_of: date, trail: Trail
) -> tuple[StoredDispute, ...]:
    """Each dispute tagged against the contract that it names, and queued; all of them, or none.

    Raises:
        NotFound: No such contract.
        Conflict: Another dispute has the id of one.
    """
    with store.transaction():
        return tuple(_raise(store, message, as_of=as_of, trail=trail) for message in messages)


def _raise(store: Store, message: DisputeMessage, *, as_of: date, trail: Trail) -> StoredDispute:
    case = stored_case(store, message.contract, as_of=as_of) if message.contract else None
    return store.disputes.save(message, tag(message, case), contract_id=message.contract, trail=trail)
