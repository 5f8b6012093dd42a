"""Disputes: each billing complaint comes back with its code, the checks of its claim, and a verdict."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Response

from api.cases import UNBUILDABLE
from api.paging import TheWindow, sealed
from api.refusals import MalformedBody, UnsupportedMediaType
from api.requests import (
    Id,
    TheOnce,
    TheSettings,
    TheStore,
    check_batch,
    json_response,
    problems,
    today,
)
from api.security import TheCaller, needs
from api.shapes import TaggedDisputes
from api.strict_json import StrictRoute
from models.canonical import canonical_json
from models.dispute import DisputeMessage, TaggedDispute
from models.errors import IdempotencyMismatch, ModelMissing, NotFound
from store.records import ListPage, StoredDispute
from workflows.disputes import raise_disputes

routes = APIRouter(prefix="/v1/disputes", tags=["disputes"], route_class=StrictRoute)
EXAMPLE = {"id": "d-1", "text": "You billed 12 hours on 3 May, we approved 8.", "amount_claimed": "800.00"}


@routes.post(
    "",
    response_model=TaggedDisputes,
    dependencies=[needs("write")],
    operation_id="tag_disputes",
    summary="Tag one dispute or a batch",
    responses=problems(
        NotFound, *UNBUILDABLE, IdempotencyMismatch, ModelMissing, MalformedBody, UnsupportedMediaType
    ),
)
def tag_disputes(
    store: TheStore,
    caller: TheCaller,
    settings: TheSettings,
    once: TheOnce,
    sent: Annotated[DisputeMessage | list[DisputeMessage], Body(examples=[EXAMPLE])],
) -> Response:
    """Each dispute gets a code with confidence, alternatives, checks against the contract, and a verdict."""
    messages = sent if isinstance(sent, list) else [sent]
    check_batch(len(messages), most=settings.max_batch)

    def give() -> Response:
        stored = raise_disputes(store, messages, as_of=today(), trail=caller.trail)
        tagged = tuple(TaggedDispute.model_validate(dispute.tagged) for dispute in stored)
        return json_response(TaggedDisputes(disputes=tagged))

    body = canonical_json([message.model_dump(mode="json") for message in messages])
    return once.answer(body.encode(), give=give)


@routes.get(
    "",
    response_model=ListPage[StoredDispute],
    dependencies=[needs("read")],
    operation_id="list_disputes",
    summary="List disputes",
    responses=problems(),
)
def list_disputes(store: TheStore, window: TheWindow) -> Response:
    """The disputes as they came in and as they were tagged, by id."""
    return json_response(sealed(store.disputes.page(after=window.after, limit=window.limit)))


@routes.get(
    "/{dispute_id}",
    response_model=StoredDispute,
    dependencies=[needs("read")],
    operation_id="read_dispute",
    summary="Read a dispute",
    responses=problems(NotFound),
)
def read_dispute(dispute_id: Id, store: TheStore) -> Response:
    """The message as it came in and as it was tagged."""
    return json_response(store.disputes.load(dispute_id))
