"""What tells of the service itself: health, readiness, problem pages, schemas, the OpenAPI document."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse
from markupsafe import escape

from api.error_catalogue import every_error, meaning
from api.refusals import Forbidden, NotReady, Unauthorized, UnknownPath
from api.requests import Id, TheStore, open_problems, problems
from api.security import needs
from models.schema_names import SCHEMA_NAMES
from models.schemas import json_schema

open_routes = APIRouter(tags=["system"])
routes = APIRouter(prefix="/v1", tags=["system"])


@open_routes.get("/health", summary="Is the process alive?", operation_id="health", responses=open_problems())
def health() -> dict[str, str]:
    """Answers as long as the process runs; asks nothing of the database."""
    return {"status": "ok"}


@open_routes.get(
    "/ready", summary="Can it do its work?", operation_id="ready", responses=open_problems(NotReady)
)
def ready(store: TheStore) -> dict[str, str]:
    """Answers once the database does; a 503 problem until then."""
    if not store.is_ready():
        raise NotReady
    return {"status": "ready"}


@open_routes.get(
    "/problems/{code}",
    summary="What a problem means",
    response_class=HTMLResponse,
    operation_id="problem",
    responses=open_problems(UnknownPath),
)
def problem(code: str) -> HTMLResponse:
    """The page that the `type` of a problem leads to."""
    name = code.replace("-", "_")
    if (kind := every_error().get(name)) is None:
        raise UnknownPath("There is no problem with this code.")
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(kind.title)}</title>'
        f"<h1>{escape(kind.title)}</h1><p>{escape(meaning(kind))}</p><p>{escape(kind.advice)}</p>"
        f"<dl><dt>code</dt><dd>{escape(name)}</dd><dt>status</dt><dd>{kind.status}</dd></dl></html>"
    )
    return HTMLResponse(page)


@routes.get(
    "/schemas",
    summary="The published JSON Schemas",
    dependencies=[needs("read")],
    operation_id="list_schemas",
    responses=open_problems(Unauthorized, Forbidden),
)
def list_schemas() -> dict[str, list[str]]:
    """The names under which the schemas can be read."""
    return {"schemas": list(SCHEMA_NAMES)}


@routes.get(
    "/schemas/{name}",
    summary="A published JSON Schema",
    dependencies=[needs("read")],
    operation_id="read_schema",
    responses=problems(UnknownPath),
    response_class=JSONResponse,
)
def read_schema(name: Id) -> JSONResponse:
    """One of the schemas that `/v1/schemas` lists: of terms, schedule, event, dispute and the like."""
    for known in SCHEMA_NAMES:
        if name == known:
            return JSONResponse(json_schema(known), media_type="application/schema+json")
    raise UnknownPath("There is no such schema; there are: " + ", ".join(SCHEMA_NAMES) + ".")


@routes.get("/openapi.json", include_in_schema=False, dependencies=[needs("read")], responses=problems())
def read_openapi(request: Request) -> dict[str, Any]:
    """The OpenAPI document of this API."""
    document: dict[str, Any] = request.app.openapi()
    return document
