"""Disputes: each billing complaint comes back with its code, the checks of its claim, and a verdict."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from api.contracts import UNBUILDABLE
from api.events import check_batch
from api.refusals import MalformedBody, UnsupportedMediaType
from api.requests import (
    OnceKey,
    TheDesk,
    TheWindow,
    answer_once,
    caller_in,
    desk_of,
    fingerprint_of,
    json_response,
    problems,
)
from api.security import needs
from api.shapes import TaggedDisputes
from api.strict_json import StrictRoute
from models.canonical import canonical_json
from models.dispute import DisputeMessage
from models.errors import IdempotencyMismatch, ModelMissing, NotFound
from store.records import ListPage, StoredDispute

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
    request: Request,
    key: OnceKey,
    sent: Annotated[DisputeMessage | list[DisputeMessage], Body(examples=[EXAMPLE])],
) -> Response:
    """Each dispute gets a code with confidence, alternatives, checks against the contract, and a verdict."""
    messages = sent if isinstance(sent, list) else [sent]
    check_batch(request, len(messages))

    def give() -> Response:
        today = dt.datetime.now(tz=dt.UTC).date()
        tagged = desk_of(request).tag(messages, as_of=today, caller=caller_in(request))
        return json_response(TaggedDisputes(disputes=tuple(tagged)))

    body = canonical_json([message.model_dump(mode="json") for message in messages])
    return answer_once(request, key, fingerprint=fingerprint_of(body.encode()), give=give)


@routes.get(
    "",
    response_model=ListPage[StoredDispute],
    dependencies=[needs("read")],
    operation_id="list_disputes",
    summary="List disputes",
    responses=problems(),
)
def list_disputes(desk: TheDesk, window: TheWindow) -> Response:
    """The disputes as they came in and as they were tagged, by id."""
    return json_response(desk.disputes(window))
