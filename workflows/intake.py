"""Intake: a contract file, or records alone, read and stored with the doubts that people must decide."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from models.extraction import Extraction
from models.problem import Problem
from models.record import RecordTerms
from store import Store
from store.audit import Trail
from store.records import StoredContract
from workflows.read import read_outcome, read_records
from workflows.review import doubts_of


def take_in(
    store: Store, data: bytes, filename: str, *, records: Sequence[RecordTerms] = (), trail: Trail
) -> tuple[StoredContract, bool]:
    """The contract of a file, and whether it is new: the same bytes are the same contract.

    A file that cannot be read is stored as refused, with the problem, and may be tried again.
    """
    known = store.contracts.find(sha256(data).hexdigest())
    if known is not None and known.status != "refused":
        return known, False
    return keep(store, data, filename, read_outcome(data, filename, records=records), trail=trail), True


def take_in_records(
    store: Store, data: bytes, filename: str, *, records: Sequence[RecordTerms], trail: Trail
) -> tuple[StoredContract, bool]:
    """The contract that records alone describe; its document is what the system gave."""
    known = store.contracts.find(sha256(data).hexdigest())
    if known is not None:
        return known, False
    return keep(store, data, filename, read_records(records, filename=filename, data=data), trail=trail), True


def keep(
    store: Store, data: bytes, filename: str, outcome: Extraction | Problem, *, trail: Trail
) -> StoredContract:
    """Store what was read of a file."""
    return store.contracts.save(data, filename, outcome=outcome, doubts=doubts_of(outcome), trail=trail)
