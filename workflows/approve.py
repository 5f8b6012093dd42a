"""Approve: release a contract for billing, with the schedule that it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.schedule import Schedule
from store import Store
from store.audit import Trail
from store.records import StoredContract
from workflows.schedule import schedule
from workflows.stored import stored_case


@dataclass(frozen=True, slots=True)
class ApprovedContract:
    """An approved contract and its schedule on the day of approval."""

    contract: StoredContract
    schedule: Schedule


def approve(store: Store, contract_id: str, *, version: int, as_of: date, trail: Trail) -> ApprovedContract:
    """Release a contract and keep its schedule, both or neither.

    Raises:
        NotFound: No such contract.
        StaleVersion: Somebody changed it first.
        Conflict: It was refused or approved, or values wait for review.
    """
    with store.transaction():
        approved = store.contracts.approve(contract_id, version=version, trail=trail)
        made = schedule(stored_case(store, contract_id, as_of=as_of))
        store.schedules.save(contract_id, made, trail=trail)
    return ApprovedContract(approved, made)
