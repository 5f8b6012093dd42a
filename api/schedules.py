"""A contract's schedule: as JSON, workbook, CSV, and a page where every amount opens to its clause."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from api.cases import UNBUILDABLE, Since, TheCase
from api.contracts import attachment
from api.requests import Id, json_response, problems
from api.security import needs
from exports.report import style_hash
from models.comparison import ScheduleDelta
from models.errors import NotFound
from models.schedule import Schedule
from workflows.case import Case
from workflows.export import ExportForm, export
from workflows.schedule import changes, schedule

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
routes = APIRouter(prefix="/v1/contracts/{contract_id}", tags=["schedule"], dependencies=[needs("read")])


def _file_of(media_type: str) -> dict[int | str, dict[str, Any]]:
    found = {"description": "The schedule as a file", "content": {media_type: {}}}
    return problems(NotFound, *UNBUILDABLE) | {200: found}


@routes.get(
    "/schedule",
    response_model=Schedule,
    operation_id="read_schedule",
    summary="Read a contract's schedule",
    responses=problems(NotFound, *UNBUILDABLE),
)
def read_schedule(case: TheCase) -> Response:
    """What is billed and earned when, with the proof of each amount, the open readings and the findings."""
    return json_response(schedule(case))


@routes.get(
    "/schedule/changes",
    response_model=ScheduleDelta,
    operation_id="read_schedule_changes",
    summary="Read what changed in a contract's schedule",
    responses=problems(NotFound, *UNBUILDABLE),
)
def read_schedule_changes(case: TheCase, since: Since) -> Response:
    """What the schedule says that it could not say on an earlier day, in lines and money."""
    return json_response(changes(case, since=since))


@routes.get(
    "/schedule.xlsx",
    response_class=Response,
    operation_id="download_workbook",
    summary="Download a contract's schedule as a workbook",
    responses=_file_of(XLSX),
)
def download_workbook(contract_id: Id, case: TheCase) -> Response:
    """Summary, schedule, milestones, exceptions and evidence in sheets."""
    return _file(contract_id, case, "xlsx", XLSX)


@routes.get(
    "/schedule.csv",
    response_class=Response,
    operation_id="download_csv",
    summary="Download a contract's schedule as CSV",
    responses=_file_of("text/csv"),
)
def download_csv(contract_id: Id, case: TheCase) -> Response:
    """One row per billing line; texts that a spreadsheet would run as formulas are defused."""
    return _file(contract_id, case, "csv", "text/csv")


@routes.get(
    "/schedule.html",
    response_class=Response,
    operation_id="read_report",
    summary="Read a contract's schedule as a page",
    responses=_file_of("text/html"),
)
def read_report(case: TheCase) -> Response:
    """One page without scripts; each amount opens to its rule, formula and quoted clauses."""
    policy = f"default-src 'none'; style-src {style_hash()}; frame-ancestors 'none'; sandbox"
    page = export(schedule(case), case.extraction, "html")
    return Response(page, headers={"Content-Security-Policy": policy}, media_type="text/html")


def _file(contract_id: str, case: Case, form: ExportForm, media_type: str) -> Response:
    headers = {"Content-Disposition": attachment(f"schedule-{contract_id}.{form}")}
    return Response(export(schedule(case), case.extraction, form), headers=headers, media_type=media_type)
