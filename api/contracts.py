"""Contracts: take them in, list them, read their terms with evidence, download their file, approve them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile

from api.problems import respond
from api.refusals import MalformedBody, PreconditionRequired, TooLarge
from api.requests import (
    Id,
    OnceKey,
    TheDesk,
    TheWindow,
    Version,
    answer_once,
    caller_in,
    fingerprint_of,
    json_response,
    problems,
)
from api.security import needs
from api.shapes import Approval, ContractResult, TermsWithEvidence
from api.strict_json import StrictRoute, read_json
from connectors.records import read_record
from models.errors import (
    Conflict,
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    EncryptedDocument,
    IdempotencyMismatch,
    InvalidEvent,
    InvalidRecord,
    InvalidTerms,
    NoTextLayer,
    NotFound,
    ReadingLimitExceeded,
    StaleVersion,
    StoreError,
    UnsupportedDocument,
)
from models.record import RecordTerms
from store.records import ContractStatus, ListPage, StoredContract

LONGEST_FILENAME = 200
UNREADABLE = (
    UnsupportedDocument,
    EncryptedDocument,
    DamagedDocument,
    EmptyDocument,
    NoTextLayer,
    DocumentTooLarge,
    ReadingLimitExceeded,
)
UNBUILDABLE = (Conflict, InvalidTerms, InvalidEvent)
"""Why a contract has no schedule: its file was refused, its terms or an amendment cannot be used."""
routes = APIRouter(prefix="/v1/contracts", tags=["contracts"], route_class=StrictRoute)


@routes.post(
    "",
    status_code=201,
    response_model=ContractResult,
    dependencies=[needs("write")],
    operation_id="take_in_contract",
    summary="Take in a contract",
    responses=problems(*UNREADABLE, InvalidRecord, IdempotencyMismatch, MalformedBody)
    | {200: {"model": ContractResult, "description": "These bytes were taken in before"}},
)
def take_in_contract(
    request: Request,
    desk: TheDesk,
    key: OnceKey,
    file: Annotated[UploadFile, File(description="PDF, Word, HTML, email or text.")],
    record: Annotated[
        str | None,
        Form(description="The CLM or CRM record of this contract, as its system gives it (JSON)."),
    ] = None,
) -> Response:
    """Answers with the terms, evidence and findings of the file; the same bytes are the same contract."""
    data, name = _read_upload(request, file), safe_filename(file.filename)
    stated = _read_record(record)

    result, is_new = desk.take_in(data, name, record=stated, caller=caller_in(request))
    contract = result.contract
    if contract.problem is not None:
        return respond(contract.problem, request_id=request.state.request_id)

    def give() -> Response:
        return json_response(result, status=201 if is_new else 200)

    # Reading takes seconds and is repeatable by itself, so it stays outside of the key's transaction.
    answer = answer_once(request, key, fingerprint=fingerprint_of(data, (record or "").encode()), give=give)
    answer.headers["ETag"] = f'"{contract.version}"'
    answer.headers["Location"] = f"/v1/contracts/{contract.id}"
    return answer


@routes.get(
    "",
    response_model=ListPage[StoredContract],
    dependencies=[needs("read")],
    operation_id="list_contracts",
    summary="List contracts",
    responses=problems(),
)
def list_contracts(
    desk: TheDesk, window: TheWindow, status: Annotated[ContractStatus | None, Query()] = None
) -> Response:
    """The contracts, oldest first, by cursor."""
    return json_response(desk.contracts(window, status=status))


@routes.get(
    "/{contract_id}",
    response_model=ContractResult,
    dependencies=[needs("read")],
    operation_id="read_contract",
    summary="Read a contract",
    responses=problems(NotFound),
)
def read_contract(contract_id: Id, desk: TheDesk) -> Response:
    """The contract with its extraction result."""
    result = desk.contract(contract_id)
    return json_response(result, etag=result.contract.version)


@routes.get(
    "/{contract_id}/terms",
    response_model=TermsWithEvidence,
    dependencies=[needs("read")],
    operation_id="read_terms",
    summary="Read a contract's terms with their evidence",
    responses=problems(NotFound, Conflict),
)
def read_terms(contract_id: Id, desk: TheDesk) -> Response:
    """The terms as they stand, and for each pointer the quoted words, page and confidence."""
    result = desk.contract(contract_id)
    terms = TermsWithEvidence.model_validate(desk.extraction(contract_id).model_dump())
    return json_response(terms, etag=result.contract.version)


@routes.get(
    "/{contract_id}/document",
    response_class=Response,
    dependencies=[needs("read")],
    operation_id="download_document",
    summary="Download a contract's file",
    responses=problems(NotFound, StoreError)
    | {200: {"description": "The file as it came in", "content": {"application/octet-stream": {}}}},
)
def download_document(contract_id: Id, desk: TheDesk) -> Response:
    """The file as it came in, as an attachment that no browser opens in place."""
    contract, data = desk.document(contract_id)
    headers = {"Content-Disposition": attachment(contract.filename), "Content-Security-Policy": "sandbox"}
    return Response(data, headers=headers, media_type="application/octet-stream")


@routes.post(
    "/{contract_id}/approve",
    response_model=Approval,
    dependencies=[needs("approve")],
    operation_id="approve_contract",
    summary="Approve a contract",
    responses=problems(NotFound, *UNBUILDABLE, StaleVersion, PreconditionRequired),
)
def approve_contract(request: Request, contract_id: Id, desk: TheDesk, version: Version) -> Response:
    """Approves the terms for billing; refused while blocking review items are open."""
    today = dt.datetime.now(tz=dt.UTC).date()
    approval = desk.approve(contract_id, version=version, as_of=today, caller=caller_in(request))
    return json_response(approval, etag=approval.contract.version)


def safe_filename(name: str | None) -> str:
    """The last part of a file name, without anything a path, a header or a terminal could trip over."""
    last = (name or "").replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*').strip(" .")
    if len(kept) > LONGEST_FILENAME:
        stem, dot, ending = kept.rpartition(".")
        kept = stem[: LONGEST_FILENAME - 20] + dot + ending[:19]
    return kept or "contract"


def attachment(name: str) -> str:
    """A Content-Disposition (RFC 6266) that saves under this name."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in " ._-()") else "_" for char in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _read_record(record: str | None) -> RecordTerms | None:
    """The record as its system gives it, read by the mapping of that system."""
    return read_record(read_json(record.encode())) if record else None


def _read_upload(request: Request, file: UploadFile) -> bytes:
    limit: Any = request.app.state.settings.max_upload_bytes
    data = file.file.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"The file is larger than {limit} bytes.")
    return data
