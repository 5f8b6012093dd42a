"""A contract's schedule: as JSON, workbook, CSV, and a page where every amount opens to its clause."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.contracts import UNBUILDABLE, attachment
from api.requests import Id, TheDesk, json_response, problems
from api.security import needs
from exports.csv_file import export_csv
from exports.report import export_html, style_hash
from exports.workbook import export_xlsx
from models.errors import NotFound
from models.schedule import Schedule

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AsOf = Annotated[
    dt.date | None,
    Query(description="The day on which the schedule stands; today if left out.", examples=["2026-01-31"]),
]
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
def read_schedule(contract_id: Id, desk: TheDesk, as_of: AsOf = None) -> Response:
    """What is billed and earned when, with the proof of each amount, the open readings and the findings."""
    return json_response(desk.schedule(contract_id, as_of=_day(as_of)))


@routes.get(
    "/schedule.xlsx",
    response_class=Response,
    operation_id="download_workbook",
    summary="Download a contract's schedule as a workbook",
    responses=_file_of(XLSX),
)
def download_workbook(contract_id: Id, desk: TheDesk, as_of: AsOf = None) -> Response:
    """Summary, schedule, milestones, exceptions and evidence in sheets."""
    schedule, result = desk.schedule(contract_id, as_of=_day(as_of)), desk.contract(contract_id)
    headers = {"Content-Disposition": attachment(f"schedule-{contract_id}.xlsx")}
    return Response(export_xlsx(schedule, result.extraction), headers=headers, media_type=XLSX)


@routes.get(
    "/schedule.csv",
    response_class=Response,
    operation_id="download_csv",
    summary="Download a contract's schedule as CSV",
    responses=_file_of("text/csv"),
)
def download_csv(contract_id: Id, desk: TheDesk, as_of: AsOf = None) -> Response:
    """One row per billing line; texts that a spreadsheet would run as formulas are defused."""
    body = export_csv(desk.schedule(contract_id, as_of=_day(as_of)))
    headers = {"Content-Disposition": attachment(f"schedule-{contract_id}.csv")}
    return Response(body, headers=headers, media_type="text/csv")


@routes.get(
    "/schedule.html",
    response_class=Response,
    operation_id="read_report",
    summary="Read a contract's schedule as a page",
    responses=_file_of("text/html"),
)
def read_report(contract_id: Id, desk: TheDesk, as_of: AsOf = None) -> Response:
    """One page without scripts; each amount opens to its rule, formula and quoted clauses."""
    schedule, result = desk.schedule(contract_id, as_of=_day(as_of)), desk.contract(contract_id)
    policy = f"default-src 'none'; style-src {style_hash()}; frame-ancestors 'none'; sandbox"
    page = export_html(schedule, result.extraction)
    return Response(page, headers={"Content-Security-Policy": policy}, media_type="text/html")


def _day(as_of: dt.date | None) -> dt.date:
    return as_of or dt.datetime.now(tz=dt.UTC).date()
