from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from models.errors import Conflict
from store import Store
from workflows.backfill.plan import Progress, extract_chunk, plan_files
from workflows.backfill.report import export_report_csv
from workflows.backfill.run import run_backfill

ROOT = Path(__file__).resolve().parents[3]
RUN = """
import sys
from pathlib import Path
from workflows.backfill.run import run_backfill
folder, url, data = sys.argv[1:]
run_backfill(Path(folder), url=url, data_folder=Path(data), processes=2, files_per_chunk=2)
"""


def exported(store: Store, batch_id: str) -> list[object]:
    items = [item.model_dump(exclude={"attempts"}) for item in store.batches.items(batch_id)]
    contracts = store.contracts.page(limit=100).items
    schedules = {
        contract.id: store.schedules.load(contract.id).model_dump()
        for contract in contracts
        if contract.status != "refused"
    }
    return [*items, schedules, {contract.id: contract.version for contract in contracts}]


def start_run(folder: Path, url: str, data_folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", RUN, str(folder), url, str(data_folder)]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=folder)


def kill_after(process: subprocess.Popen[bytes], store: Store, folder: Path, *, done: int) -> None:
    """Kill -9 once so many files are done, of eight with the repeated one."""
    while process.poll() is None:
        batch = store.batches.open(str(folder))
        if batch is not None:
            counts = store.batches.count_items(batch.id)
            if sum(count for (status, _), count in counts.items() if status != "planned") >= done:
                break
        time.sleep(0.02)
    process.kill()
    process.wait()


def test_a_killed_backfill_resumes_to_the_same_result(
    url: str, data_folder: Path, store: Store, folder: Path, tmp_path: Path
) -> None:
    for done in (1, 3):  # planned only (the repeated file is done at once); in the middle
        kill_after(start_run(folder, url, data_folder), store, folder, done=done)
    batch = store.batches.open(str(folder))
    assert batch is not None
    seen: list[Progress] = []
    resumed = run_backfill(
        folder, url=url, data_folder=data_folder, processes=1, on_progress=seen.append, files_per_chunk=2
    )
    assert resumed.batch_id == batch.id
    assert (resumed.files, resumed.duplicates, resumed.reasons) == (8, 1, {"damaged_document": 1})
    assert [step.done for step in seen] == sorted(step.done for step in seen)
    assert store.audit.verify().is_valid

    other = tmp_path / "other"
    beside = Store(f"sqlite:///{other / 'engross.db'}", other)
    items = plan_files(folder)
    beside.batches.save(batch.id, folder=str(folder), as_of=batch.as_of, items=items)
    as_of = date.fromisoformat(batch.as_of)
    extract_chunk(beside, batch.id, positions=range(len(items)), folder=folder, as_of=as_of)
    assert exported(store, batch.id) == exported(beside, batch.id)
    report = export_report_csv(beside.batches.items(batch.id))
    assert Path(resumed.report_csv).read_bytes() == report.encode()
    beside.close()


def test_a_folder_that_is_not_there_is_refused(url: str, data_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="does not exist"):
        run_backfill(tmp_path / "nowhere", url=url, data_folder=data_folder)
