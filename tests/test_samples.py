"""Every sample contract: what is read from it, what it bills, and how much of what it states is found.

The goldens show what Engross reads, misreadings included; expected.json is what the document states.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest

from connectors.records import read_record_file
from extractor import extract
from models.event import EVENT
from models.extraction import Extraction, Finding
from models.schedule import BillingLine, Schedule
from models.terms import Terms
from rules import build_schedule
from samples.build import built
from samples.source import read_source
from tests.conftest import Golden

SAMPLES = Path(__file__).parents[1] / "samples"
SOURCES = sorted((SAMPLES / "sources").glob("*.txt"))
FOLDERS = sorted(path for path in (SAMPLES / "contracts").iterdir() if path.is_dir())
AS_OF = date(2026, 3, 31)
RECALL_FLOOR = 0.85
MISREAD_CEILING = 12


def named(path: Path) -> str:
    return path.stem


@cache
def extraction_of(folder: Path) -> Extraction:
    contract = next(folder.glob("contract.*"))
    record = folder / "record.json"
    records = [read_record_file(record)] if record.exists() else []
    return extract(contract.read_bytes(), contract.name, records=records)


def schedule_of(folder: Path) -> Schedule:
    events = folder / "events.jsonl"
    rows = events.read_text(encoding="utf-8").splitlines() if events.exists() else []
    return build_schedule(
        extraction_of(folder).terms, [EVENT.validate_json(row) for row in rows], as_of=AS_OF
    )


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """The stated values with their pointers, as text."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from leaves(inner, f"{at}/{key}")
    if value is not None and not isinstance(value, dict | list):
        yield at, value if isinstance(value, str) else json.dumps(value)


def told_terms(extraction: Extraction) -> str:
    rows = []
    for pointer, value in leaves(extraction.terms.model_dump(mode="json")):
        evidence = extraction.evidence.get(pointer)
        quote = " ".join(evidence[0].quote.split()) if evidence else ""
        source = f"   [{evidence[0].source}]" if evidence and evidence[0].source != "document" else ""
        rows.append(f'{pointer} = {value}   "{quote}"{source}')
    rows += [told_finding(finding) for finding in extraction.findings]
    return "\n".join(rows) + "\n"


def told_finding(finding: Finding) -> str:
    return f"! {finding.code} {finding.message}"


def told_line(line: BillingLine) -> str:
    cells = [
        line.bill_on or "-",
        line.due_on or "-",
        line.amount if line.amount is not None else "-",
        line.kind,
    ]
    day, due, amount, kind = map(str, cells)
    about = f"{line.description}  [{line.status}]  {line.proof.rule}"
    return f"{day:<10}  {due:<10}  {amount:>12}  {kind:<18}  {about}"


def told_schedule(schedule: Schedule) -> str:
    rows = [told_line(line) for line in schedule.billing]
    for reading in schedule.readings:
        options = "; ".join(f"{option.reading}: {option.total}" for option in reading.options)
        rows.append(f"? {reading.pointer} {reading.question} {options}")
    rows += [told_finding(finding) for finding in schedule.findings]
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_a_sample_is_read_as_before(folder: Path, golden: Golden) -> None:
    golden(folder / "terms.txt", told_terms(extraction_of(folder)))


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_a_sample_bills_as_before(folder: Path, golden: Golden) -> None:
    golden(folder / "schedule.txt", told_schedule(schedule_of(folder)))


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_sample_is_what_its_source_builds(path: Path) -> None:
    source = read_source(path)
    contract = SAMPLES / "contracts" / source.slug / f"contract.{source.form}"
    assert parts(contract.read_bytes()) == parts(built(source))


def parts(data: bytes) -> dict[str, bytes]:
    """A package's members, since what zlib makes of them differs from build to build; a PDF as it is."""
    if not is_zipfile(BytesIO(data)):
        return {"": data}
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_what_a_sample_states_uses_the_names_of_the_terms(folder: Path) -> None:
    allowed = json.dumps(Terms.model_json_schema())
    for pointer, _ in leaves(stated_in(folder)):
        assert all(key.isdecimal() or f'"{key}"' in allowed for key in pointer.split("/")[1:]), pointer


def stated_in(folder: Path) -> dict[str, Any]:
    stated: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return stated


def misread(folder: Path) -> list[tuple[str, str, str | None]]:
    """What the document states and the terms do not say: pointer, stated value, value read."""
    found = dict(leaves(extraction_of(folder).terms.model_dump(mode="json")))
    return [
        (f"{folder.name}{pointer}", value, found.get(pointer))
        for pointer, value in leaves(stated_in(folder))
        if not says(found.get(pointer), value, pointer)
    ]


def says(found: str | None, stated: str, pointer: str) -> bool:
    """Whether the value read is the one stated; a trigger only has to name what is waited for."""
    if found is None:
        return False
    return plain(stated) in plain(found) if pointer.endswith("/trigger") else plain(found) == plain(stated)


def plain(value: str) -> str:
    """The value for comparison: '1.0' is '1', and case does not count."""
    whole, point, rest = value.partition(".")
    return f"{whole}.{rest}".rstrip("0").rstrip(".") if point and rest.isdecimal() else value.casefold()


def test_most_of_what_the_samples_state_is_found_and_little_of_it_misread() -> None:
    stated = sum(len(list(leaves(stated_in(folder)))) for folder in FOLDERS)
    missed = [row for folder in FOLDERS for row in misread(folder)]
    wrong = [row for row in missed if row[2] is not None]
    recall = 1 - len(missed) / stated
    told = "\n".join(f"{at}: stated {value!r}, read {found!r}" for at, value, found in missed)
    assert recall >= RECALL_FLOOR, f"{recall:.3f} of {stated} values\n{told}"
    assert len(wrong) <= MISREAD_CEILING, f"{len(wrong)} misread\n{told}"


def test_milestones_that_miss_the_total_are_found_and_billed_by_nobody() -> None:
    schedule = schedule_of(SAMPLES / "contracts" / "milestones-do-not-add-up")
    assert "L01" in [finding.code for finding in schedule.findings]
    assert {line.amount for line in schedule.billing} == {None}


def test_a_price_that_tracked_changes_replaced_is_not_billed() -> None:
    schedule = schedule_of(SAMPLES / "contracts" / "change-order")
    # 25 %, 50 %, 25 % of the inserted 72500.00, not of the deleted 64000.00
    assert [str(line.amount) for line in schedule.billing] == ["18125.00", "36250.00", "18125.00"]


def test_approved_hours_bill_at_the_rate_of_their_role() -> None:
    schedule = schedule_of(SAMPLES / "contracts" / "time-and-materials")
    billed = [str(line.amount) for line in schedule.billing if line.kind == "time" and line.amount]
    # February: 14.5 x 245 + 23.5 x 195 + 4 x 120; March: 7.25 x 245 + 14 x 195 + 5.5 x 120
    assert billed == ["8615.00", "5166.25"]


def test_a_record_that_contradicts_the_contract_is_a_finding() -> None:
    findings = extraction_of(SAMPLES / "contracts" / "time-and-materials").findings
    assert [
        pointer for finding in findings if finding.code == "record_conflict" for pointer in finding.pointers
    ] == ["/payment/billing_frequency"]
