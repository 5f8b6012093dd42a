"""The review queue: people accept, correct or reject single values, and the terms follow."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, select

from models.errors import Conflict, InvalidTerms, NotFound, StaleVersion
from models.extraction import Evidence, Extraction
from models.pointer import apply_patch
from models.terms import Terms
from store.audit import Trail
from store.contracts import change, load_row, open_items, snapshot
from store.database import Database
from store.records import ListPage, ReviewItem, Verdict
from store.tables import ReviewItemRow

UNDECIDED = frozenset({"open", "claimed"})


class ReviewQueue:
    """The doubts that wait for people, and what they decided."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self,
        *,
        contract_id: str | None = None,
        status: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> ListPage[ReviewItem]:
        """Review items by id, which is by time of arrival."""
        with self._database.read() as session:
            query = select(ReviewItemRow).order_by(col(ReviewItemRow.id)).limit(limit + 1)
            if contract_id is not None:
                query = query.where(ReviewItemRow.contract_id == contract_id)
            if status is not None:
                query = query.where(ReviewItemRow.status == status)
            if after is not None:
                query = query.where(col(ReviewItemRow.id) > after)
            rows = session.exec(query).all()
            cursor = rows[limit - 1].id if len(rows) > limit else None
            return ListPage(items=tuple(review_item_of(row) for row in rows[:limit]), next_cursor=cursor)

    def load(self, identity: str) -> ReviewItem:
        """A review item; raises NotFound."""
        with self._database.read() as session:
            return review_item_of(load_review_row(session, identity))

    def claim(self, identity: str, *, version: int, trail: Trail) -> ReviewItem:
        """Take an open item; taking it again from oneself is fine.

        Raises:
            NotFound: No such item.
            StaleVersion: Somebody changed it first.
            Conflict: It is decided, or somebody else has it.
        """
        with self._database.write() as session:
            row = load_review_row(session, identity, version=version)
            if row.status not in UNDECIDED or row.assignee not in {None, trail.actor}:
                raise Conflict(f"the review item is {row.status} and not yours to claim")
            before = row.model_dump()
            row.status, row.assignee, row.version = "claimed", trail.actor, row.version + 1
            session.add(row)
            trail.record(session, "review.claimed", row.id, before=before, after=row.model_dump())
            return review_item_of(row)

    def decide(
        self, identity: str, *, verdict: Verdict, value: Any = None, version: int, trail: Trail
    ) -> ReviewItem:
        """Settle a doubt; an edit or rejection changes the contract's terms in the same transaction.

        Raises:
            NotFound: No such item.
            StaleVersion: Somebody changed it first.
            Conflict: It is decided, somebody else has it, or its contract is approved.
            InvalidTerms: The value does not fit the terms.
        """
        with self._database.write() as session:
            row = load_review_row(session, identity, version=version)
            if row.status not in UNDECIDED or row.assignee not in {None, trail.actor}:
                raise Conflict(f"the review item is {row.status} and not yours to decide")
            before = row.model_dump()
            row.status, row.assignee, row.version = verdict, trail.actor, row.version + 1
            if verdict == "edited":
                row.value = value
            session.add(row)
            session.flush()
            _settle_contract(session, row, verdict=verdict, trail=trail)
            trail.record(session, f"review.{verdict}", row.id, before=before, after=row.model_dump())
            return review_item_of(row)


def load_review_row(session: Session, identity: str, *, version: int | None = None) -> ReviewItemRow:
    """The item's row.

    Raises:
        NotFound: No such item.
        StaleVersion: It has another version.
    """
    row = session.get(ReviewItemRow, identity, with_for_update=version is not None)
    if row is None:
        raise NotFound(f"no review item {identity!r} is stored; list the queue to find its id")
    if version is not None and row.version != version:
        raise StaleVersion(
            f"the review item is at version {row.version}, not {version}; load it and try again"
        )
    return row


def review_item_of(row: ReviewItemRow) -> ReviewItem:
    """The item as it is handed out."""
    return ReviewItem.model_validate(row.model_dump())


def corrected(extraction: Extraction, pointer: str, *, value: Any, actor: str) -> Extraction:
    """The extraction with one value put by a person; None takes the value away.

    Raises:
        InvalidTerms: The value does not fit the terms.
    """
    patch = [{"op": "replace", "path": pointer, "value": value}]
    try:
        terms = Terms.model_validate(apply_patch(extraction.terms.model_dump(mode="json"), patch))
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False, include_context=False)[0]["msg"]
        raise InvalidTerms(f"the value does not fit {pointer}: {wrong}") from None
    inside = f"{pointer}/"
    evidence = {
        key: kept
        for key, kept in extraction.evidence.items()
        if key != pointer and not key.startswith(inside)
    }
    absent = {key: why for key, why in extraction.absent.items() if key != pointer}
    if value is None:
        absent[pointer] = "not_found"
    else:
        quote = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        human = Evidence(
            page=None, start=0, end=0, quote=quote, confidence=1, source="human", origin=f"review:{actor}"
        )
        evidence[pointer] = (human,)
    changed = {"terms": terms, "evidence": evidence, "absent": absent}
    return extraction.model_copy(update=changed)


def _settle_contract(session: Session, item: ReviewItemRow, *, verdict: Verdict, trail: Trail) -> None:
    contract = load_row(session, item.contract_id)
    if contract.status != "in_review":
        raise Conflict(f"the contract is {contract.status}; its terms no longer change by review")
    before = snapshot(contract)
    extraction = None
    if verdict != "accepted":
        if not item.pointer:
            raise Conflict("this doubt is about the whole contract; accept it, or edit the single values")
        current = Extraction.model_validate(contract.extraction)
        value = item.value if verdict == "edited" else None
        extraction = corrected(current, item.pointer, value=value, actor=trail.actor)
    settled = open_items(session, contract.id) == 0
    change(contract, status="extracted" if settled else None, extraction=extraction)
    session.add(contract)
    trail.record(session, "contract.reviewed", contract.id, before=before, after=snapshot(contract))
