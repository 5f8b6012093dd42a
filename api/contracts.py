"""Contracts: take them in, list them, read their terms with evidence, download their file, approve them."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Body, File, Form, Query, Response, UploadFile

from api.cases import UNBUILDABLE
from api.paging import TheWindow, sealed
from api.problems import respond
from api.refusals import MalformedBody, PreconditionRequired, TooLarge, UnsupportedMediaType
from api.requests import (
    Id,
    Once,
    TheOnce,
    TheSettings,
    TheStore,
    Version,
    json_response,
    problems,
    today,
)
from api.security import Caller, TheCaller, needs
from api.shapes import Approval, ContractResult, TermsWithEvidence
from api.strict_json import StrictRoute, read_json
from connectors.records import read_record
from models.canonical import canonical_json
from models.errors import (
    Conflict,
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    EncryptedDocument,
    IdempotencyMismatch,
    InvalidRecord,
    NoTextLayer,
    NotFound,
    ReadingLimitExceeded,
    StaleVersion,
    StoreError,
    UnsupportedDocument,
)
from store import Store
from store.records import ContractStatus, ListPage, StoredContract
from workflows.approve import approve
from workflows.intake import take_in, take_in_records

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
    store: TheStore,
    caller: TheCaller,
    settings: TheSettings,
    once: TheOnce,
    file: Annotated[UploadFile, File(description="PDF, Word, HTML, email or text.")],
    record: Annotated[
        str | None,
        Form(description="The CLM or CRM record of this contract, as its system gives it (JSON)."),
    ] = None,
) -> Response:
    """Answers with the terms, evidence and findings of the file; the same bytes are the same contract."""
    data = _read_upload(file, most=settings.max_upload_bytes)
    records = [read_record(read_json(record.encode()))] if record else []
    # Reading takes seconds and is repeatable by itself, so it stays outside of the key's transaction.
    taken = take_in(store, data, safe_filename(file.filename), records=records, trail=caller.trail)
    return _taken_in(store, taken, caller, once, data, (record or "").encode())


@routes.post(
    "/records",
    status_code=201,
    response_model=ContractResult,
    dependencies=[needs("write")],
    operation_id="take_in_record",
    summary="Take in a contract by its record alone",
    responses=problems(InvalidRecord, IdempotencyMismatch, MalformedBody, UnsupportedMediaType)
    | {200: {"model": ContractResult, "description": "This record was taken in before"}},
)
def take_in_record(
    store: TheStore,
    caller: TheCaller,
    once: TheOnce,
    record: Annotated[dict[str, Any], Body(description="A CLM or CRM record, as its system gives it.")],
) -> Response:
    """Answers with the terms that a CLM or CRM record states; its document may follow."""
    data = canonical_json(record).encode()
    taken = take_in_records(store, data, "record.json", records=[read_record(record)], trail=caller.trail)
    return _taken_in(store, taken, caller, once, data)


@routes.get(
    "",
    response_model=ListPage[StoredContract],
    dependencies=[needs("read")],
    operation_id="list_contracts",
    summary="List contracts",
    responses=problems(),
)
def list_contracts(
    store: TheStore, window: TheWindow, status: Annotated[ContractStatus | None, Query()] = None
) -> Response:
    """The contracts, oldest first, by cursor."""
    return json_response(sealed(store.contracts.page(status=status, after=window.after, limit=window.limit)))


@routes.get(
    "/{contract_id}",
    response_model=ContractResult,
    dependencies=[needs("read")],
    operation_id="read_contract",
    summary="Read a contract",
    responses=problems(NotFound),
)
def read_contract(contract_id: Id, store: TheStore) -> Response:
    """The contract with its extraction result."""
    contract = store.contracts.load(contract_id)
    return json_response(_result(store, contract), etag=contract.version)


@routes.get(
    "/{contract_id}/terms",
    response_model=TermsWithEvidence,
    dependencies=[needs("read")],
    operation_id="read_terms",
    summary="Read a contract's terms with their evidence",
    responses=problems(NotFound, Conflict),
)
def read_terms(contract_id: Id, store: TheStore) -> Response:
    """The terms as they stand, and for each pointer the quoted words, page and confidence."""
    contract = store.contracts.load(contract_id)
    terms = TermsWithEvidence.model_validate(store.contracts.load_extraction(contract_id).model_dump())
    return json_response(terms, etag=contract.version)


@routes.get(
    "/{contract_id}/document",
    response_class=Response,
    dependencies=[needs("read")],
    operation_id="download_document",
    summary="Download a contract's file",
    responses=problems(NotFound, StoreError)
    | {200: {"description": "The file as it came in", "content": {"application/octet-stream": {}}}},
)
def download_document(contract_id: Id, store: TheStore) -> Response:
    """The file as it came in, as an attachment that no browser opens in place."""
    contract, data = store.contracts.load(contract_id), store.contracts.load_document(contract_id)
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
def approve_contract(contract_id: Id, store: TheStore, caller: TheCaller, version: Version) -> Response:
    """Approves the terms for billing; refused while blocking review items are open."""
    release = approve(store, contract_id, version=version, as_of=today(), trail=caller.trail)
    held = tuple(line.id for line in release.schedule.billing if line.status == "held")
    approval = Approval(contract=release.contract, readings=release.schedule.readings, held_lines=held)
    return json_response(approval, etag=release.contract.version)


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


def _taken_in(
    store: Store, taken: tuple[StoredContract, bool], caller: Caller, once: Once, *sent: bytes
) -> Response:
    """The answer to an intake: the contract, new or known, or the problem of its file."""
    contract, is_new = taken
    if contract.problem is not None:
        return respond(contract.problem, request_id=caller.request_id)

    def give() -> Response:
        return json_response(_result(store, contract), status=201 if is_new else 200)

    answer = once.answer(*sent, give=give)
    answer.headers["ETag"] = f'"{contract.version}"'
    answer.headers["Location"] = f"/v1/contracts/{contract.id}"
    return answer


def _result(store: Store, contract: StoredContract) -> ContractResult:
    refused = contract.status == "refused"
    extraction = None if refused else store.contracts.load_extraction(contract.id)
    return ContractResult(contract=contract, extraction=extraction)


def _read_upload(file: UploadFile, *, most: int) -> bytes:
    data = file.file.read(most + 1)
    if len(data) > most:
        raise TooLarge(f"The file is larger than {most} bytes.")
    return data
