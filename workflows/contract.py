"""One contract's journey: file, extraction, review, approval, schedule; and its events and disputes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from extractor import extract
from extractor.settle.confidence import shipped
from models.dispute import DisputeMessage
from models.errors import DocumentError
from models.event import Event, without_invoices
from models.extraction import Extraction
from models.pointer import resolve
from models.problem import Problem, problem_of
from models.record import RecordTerms
from models.schedule import Schedule
from rules import build_schedule
from store import Store
from store.records import ReviewDoubt, StoredContract, StoredDispute, StoredSchedule
from workflows.checked import with_checks


def intake(
    store: Store,
    data: bytes,
    filename: str,
    *,
    records: Sequence[RecordTerms] = (),
    actor: str,
    request_id: str | None = None,
) -> StoredContract:
    """Extract a file and store it; one that cannot be read is stored as refused, with the problem."""
    outcome = read_outcome(data, filename, records=records)
    return store.save_contract(
        data, filename, outcome=outcome, doubts=doubts_of(outcome), actor=actor, request_id=request_id
    )


def read_outcome(data: bytes, filename: str, *, records: Sequence[RecordTerms] = ()) -> Extraction | Problem:
    """The extraction, or the problem of a file that cannot be read."""
    try:
        return with_checks(extract(data, filename, records=records))
    except DocumentError as error:
        return problem_of(error)


def doubts_of(outcome: Extraction | Problem) -> tuple[ReviewDoubt, ...]:
    """What a person should decide: values read with little confidence, conflicts, failed checks."""
    if isinstance(outcome, Problem):
        return ()
    return (*_unsure_values(outcome), *_doubtful_findings(outcome))


def schedule_contract(
    store: Store, contract_id: str, *, as_of: date, actor: str = "engross"
) -> StoredSchedule:
    """Build the schedule from the terms as reviewed and the events so far, and store it.

    Raises:
        NotFound: No such contract.
        Conflict: The file was refused.
    """
    schedule = preview_schedule(store, contract_id, as_of=as_of)
    return store.save_schedule(contract_id, schedule, actor=actor)


def preview_schedule(store: Store, contract_id: str, *, as_of: date, invoiced: bool = True) -> Schedule:
    """The schedule as of a day, without storing it; without invoices, what they should have posted."""
    terms = store.load_extraction(contract_id).terms
    events = events_of(store, contract_id)
    return build_schedule(terms, events if invoiced else without_invoices(events), as_of=as_of)


def events_of(store: Store, contract_id: str) -> list[Event]:
    """The events whose subject names the contract: by its id, its file's hash or its own reference.

    Raises:
        NotFound: No such contract.
    """
    stored = store.load_contract(contract_id)
    reference = None if stored.status == "refused" else store.load_extraction(contract_id).terms.reference
    return store.list_events({stored.id, stored.sha256, *filter(None, [reference])})


def approve(
    store: Store, contract_id: str, *, version: int, actor: str, request_id: str | None = None
) -> StoredContract:
    """Release a contract for billing; raises NotFound, StaleVersion, Conflict."""
    return store.approve_contract(contract_id, version=version, actor=actor, request_id=request_id)


def record_event(store: Store, event: Event, *, actor: str, request_id: str | None = None) -> bool:
    """Store an event of delivery; whether it is new. Raises Conflict where its id says something else."""
    return store.save_event(event, actor=actor, request_id=request_id)


def raise_dispute(
    store: Store,
    message: DisputeMessage,
    *,
    contract_id: str | None = None,
    as_of: date,
    actor: str,
    request_id: str | None = None,
) -> StoredDispute:
    """Tag a dispute against its contract, where that is known, and queue it.

    Raises:
        NotFound: No such contract.
        Conflict: Another dispute has this id.
    """
    from disputes import tag_dispute  # noqa: PLC0415 - loads the classifier

    terms = schedule = None
    if contract_id is not None:
        terms = store.load_extraction(contract_id).terms
        schedule = preview_schedule(store, contract_id, as_of=as_of, invoiced=False)
    tagged = tag_dispute(message, terms=terms, schedule=schedule)
    return store.save_dispute(message, tagged, contract_id=contract_id, actor=actor, request_id=request_id)


def _unsure_values(extraction: Extraction) -> Iterator[ReviewDoubt]:
    terms = extraction.terms.model_dump(mode="json")
    for pointer, evidence in sorted(extraction.evidence.items()):
        confidence = max((piece.confidence for piece in evidence), default=0.0)
        sure = confidence >= shipped().sure and all(piece.source != "model" for piece in evidence)
        if not sure and not pointer.endswith("/id"):  # an id is a name of ours
            yield ReviewDoubt(
                pointer=pointer,
                value=resolve(terms, pointer),
                evidence=tuple(piece.model_dump(mode="json") for piece in evidence),
                confidence_per_mille=int(confidence * 1000),
                reason="low_confidence",
            )


def _doubtful_findings(extraction: Extraction) -> Iterator[ReviewDoubt]:
    terms = extraction.terms.model_dump(mode="json")
    for finding in extraction.findings:
        if finding.severity != "error" and finding.code != "conflict":
            continue
        for pointer in finding.pointers or ("",):
            evidence = extraction.evidence.get(pointer, ())
            yield ReviewDoubt(
                pointer=pointer,
                value=resolve(terms, pointer) if pointer else None,
                evidence=tuple(piece.model_dump(mode="json") for piece in evidence),
                reason=finding.code,
            )
