"""Contracts: received once, extracted, reviewed, approved or refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from models.errors import Conflict, NotFound, StaleVersion
from models.extraction import Extraction
from models.problem import Problem
from models.terms import Terms
from store.audit import Trail
from store.clock import now
from store.database import Database
from store.documents import Documents
from store.identity import new_id
from store.records import ListPage, ReviewDoubt, StoredContract
from store.tables import ContractRow, ReviewItemRow

SHOWN = (*StoredContract.model_fields,)


def contract_id(sha256: str) -> str:
    """The id of the contract with this content: the same on every machine."""
    return f"con_{sha256[:32]}"


class Contracts:
    """Contract files with what was read of them; the same content is one contract."""

    def __init__(self, database: Database, documents: Documents) -> None:
        self._database = database
        self._documents = documents

    def save(
        self,
        data: bytes,
        filename: str,
        *,
        outcome: Extraction | Problem,
        doubts: Sequence[ReviewDoubt] = (),
        trail: Trail,
    ) -> StoredContract:
        """Store a file's outcome; the same content again gives the contract that is there.

        A refused file may be tried again: a later extraction takes the refusal's place.
        """
        sha256 = self._documents.save(data)
        with self._database.write() as session:
            row = session.get(ContractRow, contract_id(sha256), with_for_update=True)
            if row is not None and (row.status != "refused" or isinstance(outcome, Problem)):
                return stored_contract(row)
            before = None if row is None else snapshot(row)
            at = now()
            if row is None:
                row = ContractRow(
                    id=contract_id(sha256),
                    sha256=sha256,
                    filename=filename,
                    status="received",
                    created_at=at,
                    updated_at=at,
                )
            else:
                row.version += 1
            _put_outcome(row, outcome, in_review=bool(doubts))
            row.updated_at = at
            session.add(row)
            session.flush()
            session.add_all(_open_item(row.id, doubt) for doubt in doubts)
            trail.record(session, f"contract.{row.status}", row.id, before=before, after=snapshot(row))
            return stored_contract(row)

    def load(self, identity: str) -> StoredContract:
        """A contract; raises NotFound."""
        with self._database.read() as session:
            return stored_contract(load_row(session, identity))

    def load_document(self, identity: str) -> bytes:
        """The file as it was received; raises NotFound."""
        return self._documents.load(self.load(identity).sha256)

    def find(self, sha256: str) -> StoredContract | None:
        """The contract with this content, or None."""
        with self._database.read() as session:
            row = session.get(ContractRow, contract_id(sha256))
            return None if row is None else stored_contract(row)

    def load_extraction(self, identity: str) -> Extraction:
        """The extraction with every correction that people made.

        Raises:
            NotFound: No such contract.
            Conflict: The file was refused.
        """
        with self._database.read() as session:
            row = load_row(session, identity)
            if row.extraction is None:
                raise Conflict("the file was refused, so it has no terms; upload a readable one")
            return Extraction.model_validate(row.extraction)

    def page(
        self, *, status: str | None = None, after: str | None = None, limit: int = 50
    ) -> ListPage[StoredContract]:
        """Contracts by time of arrival."""
        with self._database.read() as session:
            query = (
                select(ContractRow)
                .order_by(col(ContractRow.created_at), col(ContractRow.id))
                .limit(limit + 1)
            )
            if status is not None:
                query = query.where(ContractRow.status == status)
            if after is not None:
                at, _, identity = after.partition("~")
                later = (col(ContractRow.created_at) == at) & (col(ContractRow.id) > identity)
                query = query.where((col(ContractRow.created_at) > at) | later)
            rows = session.exec(query).all()
            more = len(rows) > limit
            kept = rows[:limit]
            cursor = f"{kept[-1].created_at}~{kept[-1].id}" if more else None
            return ListPage(items=tuple(stored_contract(row) for row in kept), next_cursor=cursor)

    def find_by_reference(self, reference: str) -> tuple[StoredContract, ...]:
        """The contracts that bear a reference, by time of arrival."""
        with self._database.read() as session:
            query = select(ContractRow).where(ContractRow.reference == reference)
            rows = session.exec(query.order_by(col(ContractRow.created_at), col(ContractRow.id))).all()
            return tuple(stored_contract(row) for row in rows)

    def approve(self, identity: str, *, version: int, trail: Trail) -> StoredContract:
        """Release a contract for billing.

        Raises:
            NotFound: No such contract.
            StaleVersion: Somebody changed it first.
            Conflict: It was refused or approved, or values wait for review.
        """
        with self._database.write() as session:
            row = load_row(session, identity, version=version)
            if row.status not in {"extracted", "in_review"}:
                raise Conflict(f"a contract that is {row.status} cannot be approved")
            if waiting := open_items(session, identity):
                raise Conflict(f"{waiting} values wait for review; decide them first")
            before = snapshot(row)
            change(row, status="approved")
            session.add(row)
            trail.record(session, "contract.approved", row.id, before=before, after=snapshot(row))
            return stored_contract(row)


def load_row(session: Session, identity: str, *, version: int | None = None) -> ContractRow:
    """The contract's row, locked for a change where the transaction is one.

    Raises:
        NotFound: No such contract.
        StaleVersion: It has another version.
    """
    row = session.get(ContractRow, identity, with_for_update=version is not None)
    if row is None:
        raise NotFound(f"no contract {identity!r} is stored; list the contracts to find its id")
    if version is not None and row.version != version:
        raise StaleVersion(f"the contract is at version {row.version}, not {version}; load it and try again")
    return row


def open_items(session: Session, identity: str) -> int:
    """How many values of a contract wait for a person."""
    waiting = col(ReviewItemRow.status).in_(("open", "claimed"))
    return session.exec(
        select(func.count()).select_from(ReviewItemRow).where(ReviewItemRow.contract_id == identity, waiting)
    ).one()


def change(row: ContractRow, *, status: str | None = None, extraction: Extraction | None = None) -> None:
    """Change a contract and count its version up."""
    row.version += 1
    row.updated_at = now()
    row.status = status or row.status
    if extraction is not None:
        row.extraction = extraction.model_dump(mode="json")
        _name(row, extraction.terms)


def snapshot(row: ContractRow) -> dict[str, Any]:
    """What the audit trail hashes of a contract."""
    return row.model_dump(exclude={"updated_at", "created_at"})


def stored_contract(row: ContractRow) -> StoredContract:
    """The contract without its extraction."""
    return StoredContract.model_validate({name: getattr(row, name) for name in SHOWN})


def _put_outcome(row: ContractRow, outcome: Extraction | Problem, *, in_review: bool) -> None:
    if isinstance(outcome, Problem):
        row.status, row.problem = "refused", outcome.model_dump(mode="json")
        return
    row.status, row.problem = ("in_review" if in_review else "extracted"), None
    row.extraction = outcome.model_dump(mode="json")
    _name(row, outcome.terms)


def _name(row: ContractRow, terms: Terms) -> None:
    row.title, row.reference = terms.title, terms.reference
    row.customer = next((party.name for party in terms.parties if party.role == "customer"), None)


def _open_item(identity: str, doubt: ReviewDoubt) -> ReviewItemRow:
    return ReviewItemRow(
        id=new_id("rev"),
        contract_id=identity,
        pointer=doubt.pointer,
        value=doubt.value,
        evidence=list(doubt.evidence),
        confidence_per_mille=doubt.confidence_per_mille,
        reason=doubt.reason,
    )
