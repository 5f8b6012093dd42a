"""A folder of contracts, file by file: plan, extract in chunks, store. Nothing here knows the engine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from models.errors import EngrossError
from models.extraction import Extraction
from models.problem import Problem
from models.schedule import FEE_KINDS, Schedule
from models.shape import Shape, plain
from models.terms import Terms
from store import Store
from store.audit import Trail
from store.records import BatchItem, ReviewDoubt
from workflows.case import Case
from workflows.intake import keep
from workflows.read import read_outcome
from workflows.review import doubts_of
from workflows.schedule import schedule as make_schedule

SUPPORTED = frozenset({".pdf", ".docx", ".html", ".htm", ".xhtml", ".eml", ".txt", ".text", ".md"})
CHUNK = 20
MOST_ATTEMPTS = 3
TRAIL = Trail("backfill")

Read = Callable[[bytes, str], Extraction | Problem]


class BackfillSummary(Shape):
    """How a backfill ended."""

    batch_id: str
    files: int
    extracted: int
    in_review: int
    refused: int
    duplicates: int
    reasons: dict[str, int]
    report_csv: str
    report_html: str


class Progress(Shape):
    """How far a backfill is.

    Attributes:
        per_minute: Files a minute since this run began.
        seconds_left: None before the first file is done.
        reasons: Refused files by reason code.
    """

    done: int
    total: int
    per_minute: int
    seconds_left: int | None
    reasons: dict[str, int]


def plan_files(folder: Path) -> list[BatchItem]:
    """Every supported file under a folder, sorted by path; repeated content is marked once known."""
    paths = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix.lower() in SUPPORTED and path.is_file()
    )
    seen: set[str] = set()
    return [_planned(folder, position, path, seen) for position, path in enumerate(paths)]


def chunk_positions(items: Sequence[BatchItem], *, size: int = CHUNK) -> Iterator[tuple[int, ...]]:
    """The positions of the files still to do, in chunks."""
    todo = [item.position for item in items if item.status == "planned"]
    for start in range(0, len(todo), size):
        yield tuple(todo[start : start + size])


def extract_chunk(  # the unit that a worker repeats after it died
    store: Store,
    batch_id: str,
    *,
    positions: Sequence[int],
    folder: Path,
    as_of: date,
    read: Read = read_outcome,
) -> int:
    """Extract and store some files; safe to repeat.

    The first time all are stored in one transaction. A chunk whose worker died goes file by file, and a file
    that was begun three times and never ended is refused.

    Returns:
        How many files were done this time.
    """
    items = [item for item in store.batches.items(batch_id, positions) if item.status == "planned"]
    died_before = any(item.attempts for item in items)
    for group in [[item] for item in items] if died_before else [items]:
        tried = [item for item in group if item.attempts < MOST_ATTEMPTS]
        given_up = [_refused(item, "process_killed") for item in group if item.attempts >= MOST_ATTEMPTS]
        store.batches.start_items(batch_id, [item.position for item in tried])
        outcomes = [(item, *_read_item(folder, item, read)) for item in tried]
        with store.transaction():
            results = [
                _save_item(store, item, data=data, outcome=outcome, as_of=as_of)
                for item, data, outcome in outcomes
            ]
            store.batches.save_results(batch_id, [*results, *given_up])
    return len(items)


def describe(
    extraction: Extraction, *, schedule: Schedule | None, doubts: Sequence[ReviewDoubt]
) -> dict[str, Any]:
    """A contract's columns of the report."""
    terms = extraction.terms
    total = None if schedule is None else plain(_fees(schedule))
    return {
        "kind": terms.kind,
        "title": terms.title,
        "customer": _party(terms, "customer"),
        "provider": _party(terms, "provider"),
        "contract_value": None if terms.contract_value is None else plain(terms.contract_value),
        "currency": terms.currency,
        "review_items": len(doubts),
        "findings": " ".join(sorted({finding.code for finding in extraction.findings})),
        "schedule_total": total,
    }


def _planned(folder: Path, position: int, path: str, seen: set[str]) -> BatchItem:
    try:
        with (folder / path).open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return BatchItem(position=position, path=path, sha256="", status="refused", reason="file_unreadable")
    status = "duplicate" if sha256 in seen else "planned"
    seen.add(sha256)
    return BatchItem.model_validate({"position": position, "path": path, "sha256": sha256, "status": status})


def _read_item(folder: Path, item: BatchItem, read: Read) -> tuple[bytes, Extraction | Problem | str]:
    """The bytes with the outcome, or with a reason code where nothing can be stored."""
    try:
        data = (folder / item.path).read_bytes()
    except OSError:
        return b"", "file_unreadable"
    if hashlib.sha256(data).hexdigest() != item.sha256:
        return b"", "file_changed"
    try:
        return data, read(data, Path(item.path).name)
    except Exception:  # noqa: BLE001 - the edge of a batch: one bad file stops nothing
        return b"", "internal_error"


def _save_item(
    store: Store, item: BatchItem, *, data: bytes, outcome: Extraction | Problem | str, as_of: date
) -> BatchItem:
    if isinstance(outcome, str):
        return _refused(item, outcome)
    doubts = doubts_of(outcome)
    stored = keep(store, data, Path(item.path).name, outcome, trail=TRAIL)
    if isinstance(outcome, Problem):
        return _refused(item, outcome.code)
    reason, schedule = None, None
    try:
        schedule = make_schedule(Case(outcome.terms, as_of))
        store.schedules.save(stored.id, schedule, trail=TRAIL)
    except EngrossError as error:
        reason = error.code
    row = describe(outcome, schedule=schedule, doubts=doubts)
    return item.model_copy(update={"status": stored.status, "reason": reason, "row": row})


def _refused(item: BatchItem, reason: str) -> BatchItem:
    return item.model_copy(update={"status": "refused", "reason": reason})


def _party(terms: Terms, role: str) -> str | None:
    return next((party.name for party in terms.parties if party.role == role), None)


def _fees(schedule: Schedule) -> Decimal:
    amounts = (line.amount for line in schedule.billing if line.kind in FEE_KINDS)
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
