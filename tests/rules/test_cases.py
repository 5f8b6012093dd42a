"""Worked cases in tests/rules/cases: terms, events and every line that they come to, figured by hand."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.event import EVENT, Event
from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule
from rules.proof.invariants import check_invariants

Case = dict[str, Any]
PATHS = sorted(Path(__file__).with_name("cases").glob("*.json"))


def schedule_of(case: Case, events: list[Any]) -> Schedule:
    made: list[Event] = [EVENT.validate_python(event) for event in events]
    return build_schedule(Terms.model_validate(case["terms"]), made, as_of=date.fromisoformat(case["as_of"]))


def amount_of(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def agrees(wanted: Case, line: Case) -> bool:
    """Whether a billing line has everything that the case states of it."""
    found = {**line, "amount": amount_of(line["amount"]), "trigger": (line["trigger"] or {}).get("event")}
    return {**wanted, "amount": amount_of(wanted["amount"])}.items() <= found.items()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_schedule_is_the_one_figured_by_hand(path: Path) -> None:
    case: Case = json.loads(path.read_text(encoding="utf-8"))
    made = schedule_of(case, case["events"])
    schedule = made.model_dump(mode="json")

    left = list(schedule["billing"])
    for wanted in case["expect"]:
        line = next((line for line in left if agrees(wanted, line)), None)
        assert line, f"no line {wanted} among {left}"
        left.remove(line)
    assert not left, f"more than figured: {left}"
    days = [line["bill_on"] or "9999" for line in schedule["billing"]]
    assert days == sorted(days)
    if "expect_total" in case:
        lines = [line for line in schedule["billing"] if line["kind"] != "write_down" and line["amount"]]
        assert sum(Decimal(line["amount"]) for line in lines) == Decimal(case["expect_total"])
    assert sorted({finding["code"] for finding in schedule["findings"]}) == case["expect_findings"]
    assert sorted({reading["pointer"] for reading in schedule["readings"]}) == case["expect_readings"]

    assert [check for check in check_invariants(made) if check.breaches] == []
    repeated = [*reversed(case["events"]), *case["events"]]
    assert schedule_of(case, repeated).model_dump_json() == made.model_dump_json()
