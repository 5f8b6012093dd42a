"""What tells of the service itself: health, readiness, problem pages, schemas, the OpenAPI document."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse
from markupsafe import escape

from api.problems import Refused, every_code
from api.requests import TheDesk, problems
from api.schemas import SHAPES, schema_of
from api.security import needs

NOT_READY: dict[int | str, dict[str, Any]] = {503: problems("not_ready")[503]}
open_routes = APIRouter(tags=["system"])
routes = APIRouter(prefix="/v1", tags=["system"])


@open_routes.get("/health", summary="Is the process alive?", operation_id="health")
def health() -> dict[str, str]:
    """Answers as long as the process runs; asks nothing of the database."""
    return {"status": "ok"}


@open_routes.get("/ready", summary="Can it do its work?", operation_id="ready", responses=NOT_READY)
def ready(desk: TheDesk) -> dict[str, str]:
    """Answers once the database does; a 503 problem until then."""
    if not desk.is_ready():
        raise Refused("not_ready")
    return {"status": "ready"}


@open_routes.get(
    "/problems/{code}",
    summary="What a problem means",
    response_class=HTMLResponse,
    operation_id="problem",
    responses={404: problems("unknown_id")[404]},
)
def problem(code: str) -> HTMLResponse:
    """The page that the `type` of a problem leads to."""
    name = code.replace("-", "_")
    if (known := every_code().get(name)) is None:
        raise Refused("unknown_path", "There is no problem with this code.")
    status, title, advice = known
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<h1>{escape(title)}</h1><p>{escape(advice)}</p>"
        f"<dl><dt>code</dt><dd>{escape(name)}</dd><dt>status</dt><dd>{status}</dd></dl></html>"
    )
    return HTMLResponse(page)


@routes.get(
    "/schemas/{name}",
    summary="A published JSON Schema",
    dependencies=[needs("read")],
    operation_id="read_schema",
    responses=problems("unknown_id"),
    response_class=JSONResponse,
)
def read_schema(name: str) -> JSONResponse:
    """The JSON Schema of terms, extraction, schedule, event, dispute, tagged-dispute or problem."""
    if (schema := schema_of(name)) is None:
        raise Refused("unknown_path", "There is no such schema; there are: " + ", ".join(SHAPES) + ".")
    return JSONResponse(schema, media_type="application/schema+json")


@routes.get("/openapi.json", include_in_schema=False, dependencies=[needs("read")])
def read_openapi(request: Request) -> dict[str, Any]:
    """The OpenAPI document of this API."""
    document: dict[str, Any] = request.app.openapi()
    return document
