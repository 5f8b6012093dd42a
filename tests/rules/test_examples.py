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
from rules.catalogue import catalogue

ROOMS = ("methods", "adjust", "prices", "dates", "revenue", "lints")
"""Every module of these rooms is a rule."""
FOUND = [found.name for found in pkgutil.walk_packages(rules.__path__, "rules.") if not found.ispkg]
QUOTING = {text.module for text in catalogue()}
RULES = [importlib.import_module(name) for name in FOUND if name in QUOTING or name.split(".")[1] in ROOMS]


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
