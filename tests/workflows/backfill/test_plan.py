from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from models.extraction import Extraction
from models.problem import Problem
from store import Store
from workflows.backfill.plan import extract_chunk, plan_files
from workflows.backfill.report import export_report_csv, export_report_html
from workflows.read import read_outcome

AS_OF = date(2026, 1, 31)


def planned(store: Store, folder: Path) -> list[int]:
    items = plan_files(folder)
    store.batches.save("b1", folder=str(folder), as_of="2026-01-31", items=items)
    return [item.position for item in items]


def test_a_plan_is_sorted_and_counts_repeated_content_once(folder: Path) -> None:
    found = [(item.path, item.status) for item in plan_files(folder)]
    assert found == [
        ("broken.pdf", "planned"),
        *((f"sow-{number}.txt", "planned") for number in range(1, 7)),
        ("sub/again.txt", "duplicate"),
    ]


def test_a_chunk_stores_each_file_once_however_often_it_runs(store: Store, folder: Path) -> None:
    positions = planned(store, folder)
    assert extract_chunk(store, "b1", positions=positions, folder=folder, as_of=AS_OF) == 7
    before = (store.batches.items("b1"), store.audit.verify().head)
    assert extract_chunk(store, "b1", positions=positions, folder=folder, as_of=AS_OF) == 0
    assert (store.batches.items("b1"), store.audit.verify().head) == before
    totals = [(item.row or {}).get("schedule_total") for item in before[0]]
    assert totals == [None, *(f"{number}000.00" for number in range(1, 7)), None]
    assert before[0][0].reason == "damaged_document"


def test_a_bug_in_one_file_stops_no_other(store: Store, folder: Path) -> None:
    def read(data: bytes, name: str) -> Extraction | Problem:
        if name == "sow-3.txt":
            raise ZeroDivisionError
        return read_outcome(data, name)

    extract_chunk(store, "b1", positions=planned(store, folder), folder=folder, as_of=AS_OF, read=read)
    reasons = {item.path: item.reason for item in store.batches.items("b1") if item.status == "refused"}
    assert reasons == {"broken.pdf": "damaged_document", "sow-3.txt": "internal_error"}


def test_a_file_changed_or_gone_since_the_plan_is_refused(store: Store, folder: Path) -> None:
    positions = planned(store, folder)
    (folder / "sow-1.txt").write_text("something else")
    (folder / "sow-2.txt").unlink()
    extract_chunk(store, "b1", positions=positions[1:3], folder=folder, as_of=AS_OF)
    items = store.batches.items("b1", positions[1:3])
    assert [item.reason for item in items] == ["file_changed", "file_unreadable"]


def test_a_file_that_kills_its_process_is_refused_and_the_others_are_not(
    url: str, data_folder: Path, store: Store, folder: Path
) -> None:
    positions = planned(store, folder)
    deaths = 0
    while _dies_in_a_child(url, data_folder, positions, folder):
        deaths += 1
        assert deaths < 10
    assert deaths == 3
    items = {item.path: (item.status, item.reason) for item in store.batches.items("b1")}
    assert items["sow-3.txt"] == ("refused", "process_killed")
    assert [path for path, (status, _) in items.items() if status == "refused"] == ["broken.pdf", "sow-3.txt"]


def _dies_in_a_child(url: str, data_folder: Path, positions: list[int], folder: Path) -> bool:
    """Run the chunk in a child that the third contract kills like the out-of-memory killer."""

    def read(data: bytes, name: str) -> Extraction | Problem:
        if name == "sow-3.txt":
            os._exit(137)
        return read_outcome(data, name)

    child = os.fork()
    if child == 0:
        status = 1
        try:
            opened = Store(url, data_folder, migrate=False)
            extract_chunk(opened, "b1", positions=positions, folder=folder, as_of=AS_OF, read=read)
            status = 0
        finally:
            os._exit(status)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, 137}
    return code == 137


def test_the_report_has_a_row_per_file_and_runs_no_formula(
    store: Store, tmp_path: Path, sow: Callable[[int], bytes]
) -> None:
    place = tmp_path / "in"
    place.mkdir()
    (place / "=cmd<b>.txt").write_bytes(sow(4))
    extract_chunk(store, "b1", positions=planned(store, place), folder=place, as_of=AS_OF)
    items = store.batches.items("b1")
    header, row = export_report_csv(items).splitlines()
    assert header == (
        "file,sha256,status,kind,title,customer,provider,contract_value,currency,review_items,findings,"
        "schedule_total,reason"
    )
    assert row.startswith("'=cmd<b>.txt,")
    assert "4000.00" in row
    page = export_report_html(items, as_of="2026-01-31")
    assert "=cmd&lt;b&gt;.txt" in page
    assert "<b>" not in page
