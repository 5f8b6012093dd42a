"""Every rule's docstring is its first test: the terms that its Clause means must bill as its Schedule."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Callable
from types import ModuleType

import pytest

import rules
from models.schedule import Schedule

NOT_RULES = {
    "rules.assumptions.limits",  # other readings
    "rules.assumptions.payments",
    "rules.assumptions.prices",
    "rules.assumptions.shape",
    "rules.assumptions.work",
    "rules.billing_lines",  # drafts with due date and status
    "rules.cash",  # when money arrives
    "rules.catalogue",  # the rules' own words
    "rules.conventions",  # what the firm decides
    "rules.certificate",  # what was checked on a schedule
    "rules.document",  # the rules as a page
    "rules.draft",  # what rules hand back
    "rules.engine",  # the order of the rules
    "rules.expected_payments",  # suppositions
    "rules.inbox",  # the events as a set
    "rules.invoiced_ledgers",  # the entries of lines that changed after their invoice
    "rules.postings",  # what invoices post of lines
    "rules.invariants",  # what holds for every schedule
    "rules.readings",  # every rule's doubts
    "rules.simulate",  # the whole engine, for several terms
    "rules.time_entries",  # which rule gets the time
    "rules.wording",  # sentences for the readings
    "rules.work_periods",  # dates shared by the rules for time, units and expenses
}
RULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(rules.__path__, "rules.")
    if not found.ispkg and found.name not in NOT_RULES
]


def block(rule: ModuleType, name: str) -> str:
    found = re.search(rf"^\*\*{name}:\*\*(.*?)(?=^\*\*|\Z)", rule.__doc__ or "", re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_clause_of_a_rule_bills_as_its_schedule(
    rule: ModuleType, build: Callable[..., Schedule], shown: Callable[[Schedule], list[str]]
) -> None:
    events = json.loads(" ".join(block(rule, "Events").split()) or "[]")
    given = [(event["type"].removeprefix("engross."), event["data"], event.get("time")) for event in events]
    as_of = block(rule, "As of") or "2026-05-31"
    schedule = build(json.loads(" ".join(block(rule, "Terms").split())), given, as_of)
    wanted = [line.strip() for line in block(rule, "Schedule").splitlines()]
    assert sorted(shown(schedule)) == sorted(wanted)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_quotes_its_clause_and_names_its_source(rule: ModuleType) -> None:
    assert block(rule, "Clause").endswith(".")
    assert block(rule, "Source")
