"""What-if: a contract beside variants of its terms, stored nowhere."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Body, Response
from pydantic import Field

from api.cases import UNBUILDABLE
from api.refusals import InvalidRequest, MalformedBody, UnsupportedMediaType
from api.requests import Id, TheStore, json_response, problems, today
from api.security import needs
from api.strict_json import StrictRoute
from models.errors import CurrencyMismatch, InvalidTerms, NotFound
from models.event import Event
from models.pointer import join
from models.problem import FieldProblem
from models.shape import Count, Shape
from models.simulation import Name, Simulation
from models.terms import Terms
from rules import Variant, variant_of
from rules.readings.expected_payments import Conduct
from workflows.simulate import simulate
from workflows.stored import stored_case

MOST_VARIANTS = 20
MOST_OPERATIONS = 200
routes = APIRouter(prefix="/v1/contracts/{contract_id}", tags=["schedule"], route_class=StrictRoute)
EXAMPLE = {
    "variants": [{"name": "net 45", "patch": [{"op": "replace", "path": "/payment/net_days", "value": 45}]}],
    "as_of": "2026-01-31",
    "late_days": 10,
}


class VariantTerms(Shape):
    """Other terms under a name: operations on the base's terms, or all of them.

    Attributes:
        patch: RFC 6902 operations: add, replace, remove.
        terms: Whole terms, such as a draft that is not saved.
    """

    name: Name
    patch: Annotated[tuple[dict[str, Any], ...], Field(max_length=MOST_OPERATIONS)] | None = None
    terms: Terms | None = None


class SimulationRequest(Shape):
    """What to play.

    Attributes:
        base: Draft terms to start from in place of the contract's own.
        variants: Each with a patch or with terms.
        events: What is supposed to happen, beside what is recorded.
        late_days: Days past the due date at which invoices are taken to be paid.
        early: Whether customers take the early discount where there is one.
    """

    base: Terms | None = None
    variants: Annotated[tuple[VariantTerms, ...], Field(max_length=MOST_VARIANTS)] = ()
    events: tuple[Event, ...] = ()
    as_of: dt.date | None = None
    late_days: Count = 0
    early: bool = False


@routes.post(
    "/simulate",
    response_model=Simulation,
    dependencies=[needs("read")],
    operation_id="simulate_contract",
    summary="Play a contract under other terms",
    responses=problems(NotFound, *UNBUILDABLE, CurrencyMismatch, MalformedBody, UnsupportedMediaType),
)
def simulate_contract(
    contract_id: Id, store: TheStore, sent: Annotated[SimulationRequest, Body(examples=[EXAMPLE])]
) -> Response:
    """The contract as it stands beside each variant: lines changed, cash and revenue by month, readings."""
    case = stored_case(store, contract_id, as_of=sent.as_of or today())
    case = case.under(sent.base) if sent.base else case
    variants = [_variant(number, stated, case.terms) for number, stated in enumerate(sent.variants)]
    conduct = Conduct(late_days=sent.late_days, early=sent.early)
    return json_response(simulate(case, variants, conduct=conduct, supposed=sent.events))


def _variant(number: int, stated: VariantTerms, base: Terms) -> Variant:
    place = join("variants", number)
    if (stated.patch is None) == (stated.terms is None):
        raise _refused(place, "Give either a patch or terms.")
    if stated.terms is not None:
        return Variant(stated.name, stated.terms)
    try:
        return variant_of(base, stated.name, stated.patch or ())
    except InvalidTerms as error:
        raise _refused(f"{place}/patch", str(error)) from None


def _refused(pointer: str, detail: str) -> InvalidRequest:
    return InvalidRequest(errors=[FieldProblem(pointer=pointer, detail=detail)])
