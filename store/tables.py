"""The tables. Money is integer minor units beside its currency; instants are UTC texts of fixed width."""

from __future__ import annotations

# SQLModel reads the annotations at class creation: PEP 604 unions and no quoted names.
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING


class ContractRow(SQLModel, table=True):
    """A contract file and what was extracted; the same bytes are one contract."""

    __tablename__ = "contract"
    id: str = Field(primary_key=True)
    sha256: str = Field(unique=True)
    filename: str
    status: str = Field(index=True)
    version: int = 1
    created_at: str
    updated_at: str
    title: str | None = None
    customer: str | None = None
    reference: str | None = Field(default=None, index=True)
    extraction: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    problem: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class ReviewItemRow(SQLModel, table=True):
    """A value in the review queue."""

    __tablename__ = "review_item"
    id: str = Field(primary_key=True)
    contract_id: str = Field(foreign_key="contract.id", index=True)
    pointer: str
    value: Any = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    evidence: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    confidence_per_mille: int | None = None
    reason: str
    status: str = Field(default="open", index=True)
    assignee: str | None = None
    version: int = 1


class ScheduleVersion(SQLModel, table=True):
    """A schedule as it was built on a day."""

    __tablename__ = "schedule_version"
    __table_args__ = (UniqueConstraint("contract_id", "number"),)
    id: str = Field(primary_key=True)
    contract_id: str = Field(foreign_key="contract.id")
    number: int
    as_of: str
    terms_sha256: str
    created_at: str
    schedule: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class BillingRow(SQLModel, table=True):
    """One billing line of a schedule version, for sums and queues."""

    __tablename__ = "billing_line"
    schedule_id: str = Field(foreign_key="schedule_version.id", primary_key=True)
    line_id: str = Field(primary_key=True)
    contract_id: str = Field(foreign_key="contract.id", index=True)
    kind: str
    status: str
    description: str
    bill_on: str | None = Field(default=None, index=True)
    due_on: str | None = None
    currency: str | None = None
    amount_minor: int | None = Field(default=None, sa_column=Column(BigInteger))
    estimate_minor: int | None = Field(default=None, sa_column=Column(BigInteger))
    proof: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class EventRow(SQLModel, table=True):
    """An event of delivery; source and id make it one."""

    __tablename__ = "event"
    source: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    subject: str = Field(index=True)
    type: str
    time: str
    received_at: str
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class DisputeRow(SQLModel, table=True):
    """A tagged dispute."""

    __tablename__ = "dispute"
    id: str = Field(primary_key=True)
    contract_id: str | None = Field(default=None, foreign_key="contract.id", index=True)
    created_at: str
    message: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    tagged: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class PolicyRow(SQLModel, table=True):
    """A version of the firm's policy, as the file that it was put in."""

    __tablename__ = "policy"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    sha256: str
    filename: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    created_at: str


class KeyRow(SQLModel, table=True):
    """An API key: only its HMAC, never the key."""

    __tablename__ = "api_key"
    id: str = Field(primary_key=True)
    digest: str = Field(unique=True)
    label: str
    mode: str
    scopes: list[str] = Field(sa_column=Column(JSON, nullable=False))
    created_at: str
    revoked_at: str | None = None


class IdempotencyRow(SQLModel, table=True):
    """The answer given under an idempotency key."""

    __tablename__ = "idempotency_key"
    scope: str = Field(primary_key=True)
    operation: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: str
    status: int
    body: str
    created_at: str


class AuditRow(SQLModel, table=True):
    """One entry of the audit chain."""

    __tablename__ = "audit"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: str
    actor: str
    action: str
    subject: str = Field(index=True)
    before: str | None = None
    after: str | None = None
    request_id: str | None = None
    previous: str
    hash: str = Field(unique=True)


class Batch(SQLModel, table=True):
    """A backfill of one folder."""

    __tablename__ = "backfill_batch"
    id: str = Field(primary_key=True)
    folder: str = Field(index=True)
    as_of: str
    created_at: str
    finished_at: str | None = None


class BatchItemRow(SQLModel, table=True):
    """One file of a backfill."""

    __tablename__ = "backfill_item"
    __table_args__ = (Index("ix_backfill_item_batch_id_status", "batch_id", "status"),)
    batch_id: str = Field(foreign_key="backfill_batch.id", primary_key=True)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    path: str
    sha256: str
    status: str = "planned"
    reason: str | None = None
    attempts: int = 0
    row: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
