"""Run a backfill over worker processes: resumes what was interrupted, tells progress, ends with a report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from models.errors import Conflict
from store import Store
from store.identity import new_id
from store.records import BatchItem, OpenBatch
from workflows.backfill.plan import CHUNK, BackfillSummary, Progress, chunk_positions, plan_files
from workflows.backfill.report import export_report_csv, export_report_html
from workflows.backfill.worker import Supervisor, only_one

POLL_SECONDS = 0.3
MOST_ROUNDS = 3
Counts = Mapping[tuple[str, str | None], int]


def run_backfill(
    folder: Path,
    *,
    url: str,
    data_folder: Path,
    processes: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    files_per_chunk: int = CHUNK,
) -> BackfillSummary:
    """Extract and store every supported file under a folder.

    An unfinished backfill of the same folder goes on where it stopped, whatever stopped it.

    Args:
        folder: Searched with its subfolders.
        url: The database.
        data_folder: Where documents and reports are kept.
        processes: Worker processes; all processors where None.
        on_progress: Called a few times a second.
        files_per_chunk: How many files are stored in one transaction.

    Raises:
        Conflict: The folder does not exist.
    """
    folder, data_folder = folder.resolve(), data_folder.resolve()
    if not folder.is_dir():
        raise Conflict("the backfill's folder does not exist; name one with contract files")
    with only_one(data_folder / "backfill.lock"), _opened(url, data_folder) as store:
        batch = _open_or_plan(store, folder)
        if any(item.status == "planned" for item in store.batches.items(batch.id)):
            run = _BackfillRun(
                store, batch, url=url, data_folder=data_folder, folder=folder, size=files_per_chunk
            )
            run.to_the_end(processes or os.cpu_count() or 1, on_progress)
        store.batches.finish(batch.id)
        return _report(store, batch, data_folder)


class _BackfillRun:
    """One run of a batch, from its start or from where another stopped."""

    def __init__(
        self, store: Store, batch: OpenBatch, *, url: str, data_folder: Path, folder: Path, size: int
    ) -> None:
        self._store, self._batch, self._folder = store, batch, folder
        self._url, self._data, self._size = url, data_folder, size
        self._began = time.monotonic()
        self._done_before = _done(store.batches.count_items(batch.id))

    def to_the_end(self, processes: int, on_progress: Callable[[Progress], None] | None) -> None:
        from workflows.backfill import engine  # noqa: PLC0415 - loads the engine

        planner = engine.executor_id("planner")
        with engine.running(self._url, self._data, executor=planner, queues=()):
            supervisor = Supervisor(self._url, self._data, processes=processes)
            try:
                self._adopt(supervisor, processes)
                for attempt in range(MOST_ROUNDS):
                    self._enqueue(attempt)
                    self._watch(supervisor, on_progress)
            finally:
                supervisor.stop()
        self._give_up()

    def _adopt(self, supervisor: Supervisor, processes: int) -> None:
        """Take over what an earlier run with more processes left behind."""
        from workflows.backfill import engine  # noqa: PLC0415

        ours = {engine.executor_id(str(slot)) for slot in range(processes)}
        for executor in {*engine.unfinished_executors(self._batch.id)} - ours - {None}:
            supervisor.recover(str(executor))

    def _enqueue(self, attempt: int) -> None:
        from workflows.backfill import engine  # noqa: PLC0415

        if engine.unfinished_executors(self._batch.id) and attempt:
            return
        # Chunks are cut from the whole plan, so that a resumed run cuts the same ones under the same ids.
        items = self._store.batches.items(self._batch.id)
        left = {item.position for item in items if item.status == "planned"}
        whole = [item for item in items if item.status != "duplicate" and item.sha256]
        plan = [item.model_copy(update={"status": "planned"}) for item in whole]
        for positions in chunk_positions(plan, size=self._size):
            if left.intersection(positions):
                engine.enqueue_chunk(
                    f"{self._batch.id}:{attempt}:{positions[0]:06d}",
                    self._url,
                    data_folder=self._data,
                    batch_id=self._batch.id,
                    positions=positions,
                    folder=self._folder,
                    as_of=self._batch.as_of,
                )

    def _watch(self, supervisor: Supervisor, on_progress: Callable[[Progress], None] | None) -> None:
        """Until no file is left, or no workflow."""
        from workflows.backfill import engine  # noqa: PLC0415

        while True:
            working = bool(engine.unfinished_executors(self._batch.id))
            counts = self._store.batches.count_items(self._batch.id)
            if on_progress is not None:
                on_progress(self._progress(counts))
            if _done(counts) == sum(counts.values()) or not working:
                return
            supervisor.restart_dead()
            time.sleep(POLL_SECONDS)

    def _progress(self, counts: Counts) -> Progress:
        done, total = _done(counts), sum(counts.values())
        seconds, fresh = time.monotonic() - self._began, done - self._done_before
        return Progress(
            done=done,
            total=total,
            per_minute=int(fresh * 60 / seconds) if seconds else 0,
            seconds_left=int((total - done) * seconds / fresh) if fresh else None,
            reasons=_reasons(counts),
        )

    def _give_up(self) -> None:
        left = [item for item in self._store.batches.items(self._batch.id) if item.status == "planned"]
        refused = [
            item.model_copy(update={"status": "refused", "reason": "workflow_failed"}) for item in left
        ]
        self._store.batches.save_results(self._batch.id, refused)


@contextmanager
def _opened(url: str, data_folder: Path) -> Iterator[Store]:
    store = Store(url, data_folder)
    try:
        yield store
    finally:
        store.close()


def _open_or_plan(store: Store, folder: Path) -> OpenBatch:
    found = store.batches.open(str(folder))
    if found is not None:
        return found
    batch = OpenBatch(id=new_id("bf"), as_of=datetime.now(UTC).date().isoformat())
    store.batches.save(batch.id, folder=str(folder), as_of=batch.as_of, items=plan_files(folder))
    return batch


def _report(store: Store, batch: OpenBatch, data_folder: Path) -> BackfillSummary:
    items = store.batches.items(batch.id)
    counts = store.batches.count_items(batch.id)
    places = {kind: data_folder / "reports" / f"{batch.id}.{kind}" for kind in ("csv", "html")}
    places["csv"].parent.mkdir(parents=True, exist_ok=True)
    places["csv"].write_text(export_report_csv(items), encoding="utf-8", newline="")
    places["html"].write_text(export_report_html(items, as_of=batch.as_of), encoding="utf-8")
    return BackfillSummary(
        batch_id=batch.id,
        files=len(items),
        extracted=_with_status(items, "extracted"),
        in_review=_with_status(items, "in_review"),
        refused=_with_status(items, "refused"),
        duplicates=_with_status(items, "duplicate"),
        reasons=_reasons(counts),
        report_csv=str(places["csv"]),
        report_html=str(places["html"]),
    )


def _with_status(items: list[BatchItem], status: str) -> int:
    return sum(item.status == status for item in items)


def _done(counts: Counts) -> int:
    return sum(count for (status, _), count in counts.items() if status != "planned")


def _reasons(counts: Counts) -> dict[str, int]:
    found: dict[str, int] = {}
    for (status, reason), count in counts.items():
        if status == "refused":
            found[reason or "unknown"] = found.get(reason or "unknown", 0) + count
    return dict(sorted(found.items()))
