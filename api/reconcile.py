"""Reconcile: invoices that another system issued against what the contract makes due."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Response

from api.cases import UNBUILDABLE, TheCase
from api.refusals import MalformedBody, UnsupportedMediaType
from api.requests import TheSettings, check_batch, json_response, problems
from api.security import needs
from api.strict_json import StrictRoute
from models.errors import NotFound
from models.event import InvoicePosted
from workflows.reconcile import Reconciliation, reconcile

routes = APIRouter(prefix="/v1/contracts/{contract_id}", tags=["schedule"], route_class=StrictRoute)


@routes.post(
    "/reconcile",
    response_model=Reconciliation,
    dependencies=[needs("read")],
    operation_id="reconcile_invoices",
    summary="Reconcile issued invoices",
    responses=problems(NotFound, *UNBUILDABLE, MalformedBody, UnsupportedMediaType),
)
def reconcile_invoices(
    case: TheCase, settings: TheSettings, invoices: Annotated[list[InvoicePosted], Body()]
) -> Response:
    """Wrong amounts, early, double, unknown and missed lines, each with the money; nothing is stored."""
    check_batch(len(invoices), most=settings.max_batch)
    return json_response(reconcile(case, invoices))
