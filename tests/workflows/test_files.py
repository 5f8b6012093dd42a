"""Cases from files: what is there is read, what is not is told with the place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from models.errors import InvalidEvent, InvalidSchedule, InvalidTerms, NotFound
from models.schedule import Schedule
from workflows.files import CaseFiles, parse_terms, read_shape

TERMS = {"currency": "USD", "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "100.00"}]}
MASTER = {"currency": "USD", "payment": {"net_days": 45}, "lines": []}
DAY = date(2026, 1, 1)


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    place = tmp_path / "terms.json"
    place.write_text(json.dumps(TERMS), encoding="utf-8")
    return place


def test_a_case_is_its_files_and_the_master_fills_what_the_contract_leaves(contract: Path) -> None:
    master = contract.with_name("master.json")
    master.write_text(json.dumps(MASTER), encoding="utf-8")
    case = CaseFiles(contract, master=master).case(DAY)
    assert case.own_terms.payment is None
    assert case.terms.payment
    assert case.terms.payment.net_days == 45
    assert case.as_of == DAY


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"nowhere\.json: no such file"):
        CaseFiles(tmp_path / "nowhere.json").case(DAY)


def test_an_event_that_is_none_is_named_by_its_line_blank_lines_counted(contract: Path) -> None:
    events = contract.with_name("events.jsonl")
    events.write_text('\n\n{"id": "1"}\n', encoding="utf-8")
    with pytest.raises(InvalidEvent, match=r"events\.jsonl line 3"):
        CaseFiles(contract, events=events).case(DAY)


def test_terms_that_are_none_are_told_by_their_pointers_without_the_values() -> None:
    wrong = {"lines": [{"id": "1", "amount": "secret figure"}]}
    with pytest.raises(InvalidTerms, match="/lines/0/amount") as told:
        parse_terms(json.dumps(wrong).encode(), "terms.json")
    assert "secret" not in str(told.value)


def test_a_shape_that_is_another_is_told(contract: Path) -> None:
    with pytest.raises(InvalidSchedule, match=r"terms\.json is not a schedule"):
        read_shape(Schedule, contract)
