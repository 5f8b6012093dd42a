"""The only module that knows the execution engine: its settings, its queues and the durable backfill."""

from __future__ import annotations

import os
import socket
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID
from sqlalchemy import make_url

from store import Store
from workflows.backfill.plan import extract_chunk
from workflows.backfill.sqlite_clock import teach_subseconds

ENGINE_VERSION = "1"
"""Pinned: counted up only when the steps of a workflow change, or older rows would never run."""
QUEUE = "backfill"
UNFINISHED = ["ENQUEUED", "PENDING", "DELAYED"]
RECOVER_SECONDS = 300

_stores: dict[tuple[str, str], Store] = {}


def executor_id(slot: str) -> str:
    """Stable over restarts and unique per process: the engine gives a dead process's work to its namesake."""
    return f"{os.environ.get('ENGROSS_NODE', socket.gethostname())}:{slot}"


def engine_url(url: str, data_folder: Path) -> str:
    """Where the engine keeps its rows: beside the SQLite file, or in the same PostgreSQL."""
    if make_url(url).get_backend_name() != "sqlite":
        return url
    return f"sqlite:///{data_folder.resolve() / 'engine.db'}"


@contextmanager
def running(
    url: str, data_folder: Path, *, executor: str, queues: Sequence[str], concurrency: int = 1
) -> Iterator[None]:
    """The engine within this process, under an executor's id, working on these queues only."""
    address = engine_url(url, data_folder)
    data_folder.mkdir(parents=True, exist_ok=True)
    if address.startswith("sqlite"):
        _prepare_sqlite(address)
    config: DBOSConfig = {
        "name": "engross",
        "system_database_url": address,
        "application_version": ENGINE_VERSION,
        "executor_id": executor,
        "serializer": DBOSPortableJSONSerializer(),  # the default is pickle, which runs what it loads
        "log_level": os.environ.get("ENGROSS_LOG", "ERROR"),
        "max_executor_threads": 8,
    }
    DBOS(config=config)
    try:
        DBOS.listen_queues(list(queues))
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=concurrency, polling_interval_sec=0.2)
        yield
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=0)
        while _stores:
            _stores.popitem()[1].close()


@DBOS.step()
def extract_files(
    url: str, data_folder: str, batch_id: str, positions: list[int], folder: str, as_of: str
) -> int:
    """Extract and store a chunk; repeated after a crash it changes nothing that is done."""
    if (url, data_folder) not in _stores:
        _stores[url, data_folder] = Store(url, Path(data_folder), migrate=False)
    store = _stores[url, data_folder]
    return extract_chunk(
        store, batch_id, positions=positions, folder=Path(folder), as_of=date.fromisoformat(as_of)
    )


@DBOS.workflow(max_recovery_attempts=1000)
def backfill_chunk(
    url: str, data_folder: str, batch_id: str, positions: list[int], folder: str, as_of: str
) -> int:
    """The durable unit of a backfill. The attempts of single files are counted in the store."""
    return extract_files(url, data_folder, batch_id, positions, folder, as_of)


def enqueue_chunk(  # noqa: PLR0913 - what the chunk needs to know
    workflow_id: str,
    url: str,
    *,
    data_folder: Path,
    batch_id: str,
    positions: Sequence[int],
    folder: Path,
    as_of: str,
) -> None:
    """Queue a chunk; under an id that is known already nothing is added."""
    with SetWorkflowID(workflow_id):
        DBOS.enqueue_workflow(
            QUEUE, backfill_chunk, url, str(data_folder), batch_id, list(positions), str(folder), as_of
        )


def unfinished_executors(prefix: str) -> list[str | None]:
    """Who has the unfinished workflows under an id prefix; None for those still in the queue."""
    found = DBOS.list_workflows(
        workflow_id_prefix=prefix, status=UNFINISHED, load_input=False, load_output=False
    )
    return [flow.executor_id if flow.status == "PENDING" else None for flow in found]


def recover_executor(url: str, data_folder: Path, *, executor: str) -> int:
    """Give a dead executor's unfinished work back to the queues.

    Starting under its id does it: the engine's own recovery queues what its namesake left, and counts it.

    Returns:
        How many workflows are still its own after five minutes.
    """
    with running(url, data_folder, executor=executor, queues=()):
        end = time.monotonic() + RECOVER_SECONDS
        while (left := _pending_of(executor)) and time.monotonic() < end:
            time.sleep(0.2)
        return left


def _pending_of(executor: str) -> int:
    found = DBOS.list_workflows(status="PENDING", executor_id=executor, load_input=False, load_output=False)
    return len(found)


def _prepare_sqlite(address: str) -> None:
    """WAL stands in the file itself, so the engine's own connections have it too; the clock is of each."""
    teach_subseconds()
    connection = sqlite3.connect(str(make_url(address).database))
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
