"""Events of delivery: recorded once per source and id, however often they are sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from api.refusals import InvalidRequest, MalformedBody, TooLarge, UnsupportedMediaType
from api.requests import (
    Id,
    OnceKey,
    TheDesk,
    answer_once,
    caller_in,
    desk_of,
    fingerprint_of,
    json_response,
    problems,
)
from api.security import needs
from api.shapes import EventList, EventReceipts
from api.strict_json import StrictRoute
from models.canonical import canonical_json
from models.errors import Conflict, IdempotencyMismatch, NotFound
from models.event import EVENT, Event

routes = APIRouter(prefix="/v1", tags=["events"], route_class=StrictRoute)
EXAMPLE = {
    "specversion": "1.0",
    "id": "8d1b",
    "source": "psa",
    "type": "engross.milestone.accepted",
    "subject": "c_01",
    "time": "2026-02-15T09:00:00Z",
    "data": {"milestone": "M1", "date": "2026-02-15"},
}


@routes.post(
    "/events",
    response_model=EventReceipts,
    dependencies=[needs("write")],
    operation_id="record_events",
    summary="Record one event or a batch",
    responses=problems(Conflict, IdempotencyMismatch, MalformedBody, UnsupportedMediaType),
)
def record_events(
    request: Request,
    key: OnceKey,
    sent: Annotated[Event | list[Event], Body(examples=[EXAMPLE])],
) -> Response:
    """Records CloudEvents; `subject` names the contract. All of a batch are recorded, or none."""
    events = sent if isinstance(sent, list) else [sent]
    check_batch(request, len(events))

    def give() -> Response:
        receipts = desk_of(request).record_events(events, caller=caller_in(request))
        return json_response(EventReceipts(events=receipts))

    body = canonical_json([EVENT.dump_python(event, mode="json") for event in events])
    return answer_once(request, key, fingerprint=fingerprint_of(body.encode()), give=give)


@routes.get(
    "/contracts/{contract_id}/events",
    response_model=EventList,
    dependencies=[needs("read")],
    operation_id="list_events",
    summary="List a contract's events",
    responses=problems(NotFound),
)
def list_events(contract_id: Id, desk: TheDesk) -> Response:
    """The events of a contract, in the order recorded."""
    return json_response(EventList(items=tuple(desk.events(contract_id))))


def check_batch(request: Request, size: int) -> None:
    """Refuse a batch that is empty or larger than one request may be."""
    most = request.app.state.settings.max_batch
    if size > most:
        raise TooLarge(f"Send at most {most} at a time.")
    if size == 0:
        raise InvalidRequest("The list is empty; send at least one.")
