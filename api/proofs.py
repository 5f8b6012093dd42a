"""Proofs: one amount down to its clauses, the certificate of a schedule, and verifying one again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Response
from pydantic import Field

from api.cases import UNBUILDABLE, TheCase
from api.refusals import MalformedBody, UnsupportedMediaType
from api.requests import Id, TheStore, json_response, problems
from api.security import needs
from api.strict_json import StrictRoute
from models.certificate import Certificate, Verification
from models.errors import InvalidEvent, InvalidPolicy, InvalidTerms, NotFound
from models.event import Event
from models.extraction import Evidence
from models.schedule import BillingLine, Schedule
from models.shape import Shape
from models.terms import Terms
from workflows.proofs import certify, line_of, verify
from workflows.schedule import schedule
from workflows.stored import firm_policy

MOST_EVENTS = 10_000
routes = APIRouter(prefix="/v1/contracts/{contract_id}", tags=["schedule"], dependencies=[needs("read")])
verify_routes = APIRouter(
    prefix="/v1", tags=["schedule"], dependencies=[needs("read")], route_class=StrictRoute
)


class ExplainedLine(Shape):
    """A billing line with its proof, and the quoted words of each term that it rests on."""

    line: BillingLine
    evidence: dict[str, tuple[Evidence, ...]]


class VerificationRequest(Shape):
    """What to verify, and what it was made from; without terms the schedule is checked by itself."""

    schedule: Schedule
    terms: Terms | None = None
    events: Annotated[tuple[Event, ...], Field(max_length=MOST_EVENTS)] = ()
    certificate: Certificate | None = None


@routes.get(
    "/schedule/lines/{line_id}",
    response_model=ExplainedLine,
    operation_id="explain_line",
    summary="Explain one amount",
    responses=problems(NotFound, *UNBUILDABLE),
)
def explain_line(line_id: Id, case: TheCase) -> Response:
    """A billing line with its working as a tree, and the clauses behind its terms."""
    line = line_of(schedule(case), line_id)
    known = case.extraction.evidence if case.extraction else {}
    evidence = {pointer: known[pointer] for pointer in line.proof.pointers if pointer in known}
    return json_response(ExplainedLine(line=line, evidence=evidence))


@routes.get(
    "/certificate",
    response_model=Certificate,
    operation_id="read_certificate",
    summary="Certify a contract's schedule",
    responses=problems(NotFound, *UNBUILDABLE),
)
def read_certificate(case: TheCase) -> Response:
    """What the schedule was made from, by hashes, and which invariants hold."""
    return json_response(certify(case))


@verify_routes.post(
    "/verify",
    response_model=Verification,
    operation_id="verify_schedule",
    summary="Verify a schedule",
    responses=problems(InvalidTerms, InvalidEvent, InvalidPolicy, MalformedBody, UnsupportedMediaType),
)
def verify_schedule(store: TheStore, sent: Annotated[VerificationRequest, Body()]) -> Response:
    """Checks proofs, invariants and hashes, and makes the schedule anew where terms are given."""
    stamped = sent.schedule.policy is not None
    return json_response(
        verify(
            sent.schedule,
            terms=sent.terms,
            events=sent.events,
            certificate=sent.certificate,
            policy=firm_policy(store) if stamped else None,
        )
    )
