"""What the store hands out: stored things with their ids, states and versions."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from models.problem import Problem
from models.shape import Shape

ContractStatus = Literal["received", "extracted", "in_review", "approved", "refused"]
ReviewStatus = Literal["open", "claimed", "accepted", "edited", "rejected"]
Verdict = Literal["accepted", "edited", "rejected"]
ItemStatus = Literal["planned", "extracted", "in_review", "approved", "refused", "duplicate"]
T = TypeVar("T")


class ListPage(Shape, Generic[T]):
    """Some of a list, and the cursor of the rest; None at the end."""

    items: tuple[T, ...]
    next_cursor: str | None = None


class StoredContract(Shape):
    """A contract as it is stored; `version` is its ETag."""

    id: str
    sha256: str
    filename: str
    status: ContractStatus
    version: int
    created_at: str
    updated_at: str
    title: str | None = None
    customer: str | None = None
    problem: Problem | None = None


class ReviewDoubt(Shape):
    """A value that a person should look at, before it has an id."""

    pointer: str
    value: Any = None
    evidence: tuple[dict[str, Any], ...] = ()
    confidence_per_mille: int | None = None
    reason: str


class ReviewItem(ReviewDoubt):
    """A doubt in the review queue; `version` is its ETag."""

    id: str
    contract_id: str
    status: ReviewStatus
    assignee: str | None = None
    version: int


class StoredSchedule(Shape):
    """One version of a contract's schedule, as JSON."""

    contract_id: str
    number: int
    as_of: str
    terms_sha256: str
    schedule: dict[str, Any]


class StoredDispute(Shape):
    """A tagged dispute in the queue."""

    id: str
    contract_id: str | None
    message: dict[str, Any]
    tagged: dict[str, Any]
    created_at: str


class StoredPolicy(Shape):
    """A version of the firm's policy; `number` is its ETag."""

    number: int
    sha256: str
    filename: str
    content: bytes
    created_at: str


class ApiKey(Shape):
    """An API key without its secret."""

    id: str
    label: str
    mode: Literal["live", "test"]
    scopes: tuple[str, ...]
    created_at: str
    revoked_at: str | None = None


class NewApiKey(Shape):
    """A key just made; `secret` is shown this once and stored nowhere."""

    key: ApiKey
    secret: str


class StoredResponse(Shape):
    """The answer that a repeated request gets again."""

    status: int
    body: str


class AuditEntry(Shape):
    """Who changed what, chained to the entry before."""

    number: int
    at: str
    actor: str
    action: str
    subject: str
    before: str | None
    after: str | None
    request_id: str | None
    previous: str
    hash: str


class AuditReport(Shape):
    """What a check of the audit chain found.

    Attributes:
        broken_at: The first entry that does not fit; None where all fit.
        head: The hash of the last entry. Keep it elsewhere: only against a kept head is it seen that the
            newest entries were cut off.
    """

    entries: int
    broken_at: int | None
    head: str

    @property
    def is_valid(self) -> bool:
        """Whether every entry fits the one before."""
        return self.broken_at is None


class OpenBatch(Shape):
    """A backfill that is not finished: its id, and the day its schedules are built as of."""

    id: str
    as_of: str


class BatchItem(Shape):
    """One file of a backfill."""

    position: int
    path: str
    sha256: str
    status: ItemStatus
    reason: str | None = None
    attempts: int = 0
    row: dict[str, Any] | None = None
