"""Events of delivery: recorded once per source and id, however often they are sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Response

from api.refusals import MalformedBody, UnsupportedMediaType
from api.requests import (
    Id,
    TheOnce,
    TheSettings,
    TheStore,
    check_batch,
    json_response,
    problems,
)
from api.security import TheCaller, needs
from api.shapes import EventList, EventReceipt, EventReceipts
from api.strict_json import StrictRoute
from models.canonical import canonical_json
from models.errors import Conflict, IdempotencyMismatch, NotFound
from models.event import EVENT, Event
from workflows import events as journey
from workflows.events import Recorded
from workflows.stored import events_of

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
    store: TheStore,
    caller: TheCaller,
    settings: TheSettings,
    once: TheOnce,
    sent: Annotated[Event | list[Event], Body(examples=[EXAMPLE])],
) -> Response:
    """Records CloudEvents; `subject` names the contract. All of a batch are recorded, or none."""
    events = sent if isinstance(sent, list) else [sent]
    check_batch(len(events), most=settings.max_batch)

    def give() -> Response:
        recorded = journey.record_events(store, events, trail=caller.trail)
        return json_response(EventReceipts(events=tuple(map(_receipt, recorded))))

    body = canonical_json([EVENT.dump_python(event, mode="json") for event in events])
    return once.answer(body.encode(), give=give)


@routes.get(
    "/contracts/{contract_id}/events",
    response_model=EventList,
    dependencies=[needs("read")],
    operation_id="list_events",
    summary="List a contract's events",
    responses=problems(NotFound),
)
def list_events(contract_id: Id, store: TheStore) -> Response:
    """The events of a contract, in the order recorded."""
    return json_response(EventList(items=tuple(events_of(store, contract_id))))


def _receipt(recorded: Recorded) -> EventReceipt:
    event = recorded.event
    return EventReceipt(
        source=event.source, id=event.id, contract=recorded.contract_id, recorded=recorded.is_new
    )
