"""The review queue: what a person must decide before a contract is billed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.paging import TheWindow, sealed
from api.refusals import MalformedBody, PreconditionRequired, UnsupportedMediaType
from api.requests import Id, TheStore, Version, json_response, problems
from api.security import Caller, TheCaller, needs
from api.shapes import Edit
from api.strict_json import StrictRoute
from models.errors import Conflict, InvalidTerms, NotFound, StaleVersion
from store import Store
from store.records import ListPage, ReviewItem, ReviewStatus
from workflows.review import Decision, decide

routes = APIRouter(prefix="/v1/review-items", tags=["review"], route_class=StrictRoute)
UNDECIDABLE = (NotFound, Conflict, StaleVersion, PreconditionRequired)


@routes.get(
    "",
    response_model=ListPage[ReviewItem],
    dependencies=[needs("read")],
    operation_id="list_review_items",
    summary="List review items",
    responses=problems(),
)
def list_review_items(
    store: TheStore,
    window: TheWindow,
    contract: Annotated[str | None, Query(max_length=100)] = None,
    status: Annotated[ReviewStatus | None, Query()] = None,
) -> Response:
    """The review queue, oldest first; by contract and status where asked."""
    page = store.review.page(contract_id=contract, status=status, after=window.after, limit=window.limit)
    return json_response(sealed(page))


@routes.get(
    "/{item_id}",
    response_model=ReviewItem,
    dependencies=[needs("read")],
    operation_id="read_review_item",
    summary="Read a review item",
    responses=problems(NotFound),
)
def read_review_item(item_id: Id, store: TheStore) -> Response:
    """One review item with the ETag that a decision must name."""
    item = store.review.load(item_id)
    return json_response(item, etag=item.version)


@routes.post(
    "/{item_id}/claim",
    response_model=ReviewItem,
    dependencies=[needs("review")],
    operation_id="claim_review_item",
    summary="Claim a review item",
    responses=problems(*UNDECIDABLE),
)
def claim_review_item(store: TheStore, caller: TheCaller, item_id: Id, version: Version) -> Response:
    """Takes the item, so that nobody else works on it."""
    return _decided(store, caller, item_id, "claim", version=version)


@routes.post(
    "/{item_id}/accept",
    response_model=ReviewItem,
    dependencies=[needs("review")],
    operation_id="accept_review_item",
    summary="Accept what was found",
    responses=problems(*UNDECIDABLE),
)
def accept_review_item(store: TheStore, caller: TheCaller, item_id: Id, version: Version) -> Response:
    """The terms are right as they stand."""
    return _decided(store, caller, item_id, "accept", version=version)


@routes.post(
    "/{item_id}/edit",
    response_model=ReviewItem,
    dependencies=[needs("review")],
    operation_id="edit_review_item",
    summary="Set the right value",
    responses=problems(*UNDECIDABLE, InvalidTerms, MalformedBody, UnsupportedMediaType),
)
def edit_review_item(
    store: TheStore, caller: TheCaller, item_id: Id, version: Version, edit: Edit
) -> Response:
    """Sets a term to the value that the reviewer read; its evidence names the reviewer."""
    return _decided(store, caller, item_id, "edit", version=version, value=edit.value)


@routes.post(
    "/{item_id}/reject",
    response_model=ReviewItem,
    dependencies=[needs("review")],
    operation_id="reject_review_item",
    summary="Reject what was found",
    responses=problems(*UNDECIDABLE, InvalidTerms),
)
def reject_review_item(store: TheStore, caller: TheCaller, item_id: Id, version: Version) -> Response:
    """The contract does not say what was found; the term becomes null."""
    return _decided(store, caller, item_id, "reject", version=version)


def _decided(
    store: Store, caller: Caller, item_id: str, decision: Decision, *, version: int, value: Any = None
) -> Response:
    item = decide(store, item_id, decision, value=value, version=version, trail=caller.trail)
    return json_response(item, etag=item.version)
