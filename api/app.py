"""The application: settings in, FastAPI out."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from api import (
    contracts,
    disputes,
    events,
    policy,
    problems,
    proofs,
    reconcile,
    review,
    schedules,
    simulate,
    system,
)
from api.gate import Gate
from store import Store
from workflows.settings import Settings

DESCRIPTION = """Signed contracts in, dated billing schedules out; every amount opens to its proof.

Every error is `application/problem+json` (RFC 9457). Money is a decimal string. Changes need `If-Match` with
the ETag last read; requests that create take an `Idempotency-Key`, under which they happen once."""
TAGS = [
    {"name": "contracts", "description": "Contract files, their terms and the words behind each term."},
    {"name": "review", "description": "What a person must decide before a contract is billed."},
    {"name": "schedule", "description": "What is billed and earned when, and why."},
    {"name": "events", "description": "What happened in delivery: CloudEvents 1.0."},
    {"name": "disputes", "description": "Billing complaints, tagged and checked against the contract."},
    {"name": "policy", "description": "What the firm decides for itself, as tables."},
    {"name": "system", "description": "The service itself."},
]
ROUTES: tuple[APIRouter, ...] = (
    contracts.routes,
    review.routes,
    schedules.routes,
    simulate.routes,
    proofs.routes,
    proofs.verify_routes,
    reconcile.routes,
    policy.routes,
    events.routes,
    disputes.routes,
    system.routes,
    system.open_routes,
)


def create_app(settings: Settings, store: Store | None = None) -> FastAPI:
    """The API on the database and folder that the settings name.

    Args:
        settings: Checked already; see `read_settings`.
        store: Another store than that of the settings.
    """
    the_store = store or settings.open_store()
    app = FastAPI(
        title="Engross",
        version="1",
        description=DESCRIPTION,
        openapi_tags=TAGS,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        form_limits={"max_files": 1, "max_fields": 4, "max_part_size": settings.max_json_bytes},
        separate_input_output_schemas=False,
    )
    app.state.settings = settings
    app.state.store = the_store
    problems.install(app)
    app.add_middleware(Gate, settings=settings, authenticate=the_store.keys.authenticate)
    for routes in ROUTES:
        app.include_router(routes)
    return app
