"""What the API shows of stored things. Only what stands here leaves; unknown fields never come in."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from models.dispute import TaggedDispute
from models.event import Event
from models.extraction import Absence, DocumentInfo, Evidence, Extraction, Finding
from models.schedule import Reading
from models.shape import Shape
from models.terms import Terms
from store.records import StoredContract


class ContractResult(Shape):
    """A contract with its extraction result; null where the file could not be read."""

    contract: StoredContract
    extraction: Extraction | None


class TermsWithEvidence(Shape):
    """The terms as they stand after review, with the words behind each."""

    document: DocumentInfo
    terms: Terms
    evidence: dict[str, tuple[Evidence, ...]]
    absent: dict[str, Absence]
    findings: tuple[Finding, ...]


class Edit(Shape):
    """The value that a reviewer sets in place of what was found."""

    value: Any = Field(examples=[30])


class Approval(Shape):
    """An approved contract, with what is still open beside it."""

    contract: StoredContract
    readings: tuple[Reading, ...]
    held_lines: tuple[str, ...]


class EventReceipt(Shape):
    """What became of an event: recorded now, or known already by its source and id.

    `contract` is null while no contract has the event's subject as its id: the event waits for a contract
    whose reference that is, or that comes later.
    """

    source: str
    id: str
    contract: str | None
    recorded: bool


class EventReceipts(Shape):
    """What became of each event, in the order sent."""

    events: tuple[EventReceipt, ...]


class TaggedDisputes(Shape):
    """The tagged disputes, in the order sent."""

    disputes: tuple[TaggedDispute, ...]


class EventList(Shape):
    """All events of a contract, in the order recorded."""

    items: tuple[Event, ...]
