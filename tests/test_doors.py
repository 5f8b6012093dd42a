"""Whatever one door can do the other can: every command and every route belongs to a journey."""

from __future__ import annotations

import pytest
import typer
from fastapi.routing import APIRoute
from typer.main import get_command

from api.app import ROUTES
from cli.main import app as command_line

JOURNEYS: dict[str, tuple[set[str], set[str]]] = {
    "read": ({"extract", "contracts add"}, {"take_in_contract", "take_in_record"}),
    "look up": (
        {"contracts list", "contracts show"},
        {"list_contracts", "read_contract", "read_terms", "download_document"},
    ),
    "review": (
        {"review list", "review claim", "review accept", "review edit", "review reject"},
        {
            "list_review_items",
            "read_review_item",
            "claim_review_item",
            "accept_review_item",
            "edit_review_item",
            "reject_review_item",
        },
    ),
    "approve": ({"contracts approve"}, {"approve_contract"}),
    "schedule": ({"schedule", "contracts schedule"}, {"read_schedule", "read_schedule_changes"}),
    "export": ({"export"}, {"download_workbook", "download_csv", "read_report"}),
    "prove": ({"schedule", "verify"}, {"explain_line", "read_certificate", "verify_schedule"}),
    "record events": ({"events record", "events list"}, {"record_events", "list_events"}),
    "simulate": ({"simulate"}, {"simulate_contract"}),
    "reconcile": ({"reconcile"}, {"reconcile_invoices"}),
    "tag a dispute": (
        {"classify", "disputes raise", "disputes list", "disputes show"},
        {"tag_disputes", "list_disputes", "read_dispute"},
    ),
    "decide as a firm": (
        {"policy check", "policy test", "policy show", "policy put", "policy export", "policy import"},
        {"put_policy", "download_policy"},
    ),
    "publish shapes": ({"schema"}, {"list_schemas", "read_schema"}),
}
"""By journey the commands and the operations that take it."""
OF_THE_MACHINE = {"demo", "backfill", "serve", "worker", "evaluate", "train", "corrections", "doctor"} | {
    "db upgrade",
    "keys create",
}
OF_THE_SERVICE = {"health", "ready", "problem"}


def commands(group: typer.Typer) -> set[str]:
    found = set()
    for name, command in get_command(group).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found |= {f"{name} {below}" for below in inner} if inner else {name}
    return found


def operations() -> set[str]:
    routes = [route for router in ROUTES for route in router.routes if isinstance(route, APIRoute)]
    return {str(route.operation_id) for route in routes if route.include_in_schema}


@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_journey_has_both_doors(journey: str) -> None:
    by_command, by_route = JOURNEYS[journey]
    assert by_command
    assert by_route
    assert by_command <= commands(command_line)
    assert by_route <= operations()


def test_every_command_is_of_a_journey() -> None:
    taken = set().union(*(by_command for by_command, _ in JOURNEYS.values()))
    assert commands(command_line) == taken | OF_THE_MACHINE


def test_every_route_is_of_a_journey() -> None:
    taken = set().union(*(by_route for _, by_route in JOURNEYS.values()))
    assert operations() == taken | OF_THE_SERVICE
