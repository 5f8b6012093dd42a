"""Every rule's clause is run from its words: read, billed, and held to the terms and schedule beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor.pipeline import extract_document
from models.document import Document, Page, Span
from models.errors import EngrossError
from models.schedule import Schedule
from models.terms import Terms
from rules.catalogue import RuleText, catalogue

UNREAD = Path(__file__).with_name("unread_clauses.txt")
"""A rule in a line, and the places of its terms that are not read back; it may only shrink."""
UNBILLED = set(Path(__file__).with_name("unbilled_clauses.txt").read_text(encoding="utf-8").split())
"""Rules whose clause, read and billed, gives another schedule yet; it may only shrink."""
CLAUSES = {text.module: text for text in catalogue()}
BILLED_OTHERWISE = 54
"""How many rules that list named when it was last counted."""
READ_BACK = 259
"""How many stated terms the clauses gave when they were last counted; it may only grow."""


def leaves(value: Any, at: str = "") -> dict[str, Any]:
    """Every stated value by its place; ids only name and are no terms."""
    if isinstance(value, dict):
        pairs = [(f"{at}/{name}", inner) for name, inner in value.items() if name != "id"]
    elif isinstance(value, list):
        pairs = [(f"{at}/{number}", inner) for number, inner in enumerate(value)]
    else:
        return {} if value is None else {at: value}
    return {place: leaf for name, inner in pairs for place, leaf in leaves(inner, name).items()}


def stated(text: RuleText) -> dict[str, Any]:
    """The terms that a docstring states, as the model writes them; what it leaves unsaid is not asked."""
    given = json.loads(" ".join(text.blocks["Terms"].split()))
    whole = leaves(Terms.model_validate(given).model_dump(mode="json"))
    return {at: whole[at] for at in leaves(given)}


@cache
def read(module: str) -> Terms:
    """The terms of a clause, by the whole way from a plain text."""
    words = " ".join(CLAUSES[module].blocks["Clause"].split())
    document = Document(words, "text/plain", (Page(1, Span(0, len(words))),))
    return extract_document(document, filename="clause.txt", sha256="0" * 64).terms


def unread(module: str) -> set[str]:
    """The places of the stated terms that the clause does not give back."""
    found = leaves(read(module).model_dump(mode="json"))
    return {at for at, value in stated(CLAUSES[module]).items() if found.get(at) != value}


def listed() -> dict[str, set[str]]:
    """The list: which places of which rules are not read back yet."""
    rows = (line.split() for line in UNREAD.read_text(encoding="utf-8").splitlines())
    return {module: set(places) for module, *places in rows}


@pytest.mark.parametrize("module", CLAUSES)
def test_what_a_clause_states_is_read_back_but_for_what_is_listed(module: str) -> None:
    missing, known = unread(module), listed().get(module, set())
    assert missing - known == set(), f"{module}: no longer read"
    assert known - missing == set(), f"{module}: take it off the list"


def test_the_list_names_rules_that_there_are_and_a_place_for_each() -> None:
    assert set(listed()) <= set(CLAUSES)
    assert all(listed().values())


def test_the_list_of_what_bills_otherwise_only_shrinks() -> None:
    assert set(CLAUSES) >= UNBILLED
    assert len(UNBILLED) <= BILLED_OTHERWISE


def test_the_terms_read_back_only_grow() -> None:
    assert sum(len(stated(text)) - len(unread(name)) for name, text in CLAUSES.items()) >= READ_BACK


@pytest.mark.parametrize("module", CLAUSES)
def test_a_clause_bills_as_its_schedule_but_for_what_is_listed(
    module: str, build: Callable[..., Schedule], shown: Callable[[Schedule], list[str]]
) -> None:
    blocks = CLAUSES[module].blocks
    events = json.loads(" ".join(blocks.get("Events", "[]").split()))
    given = [(event["type"].removeprefix("engross."), event["data"], event.get("time")) for event in events]
    terms = read(module).model_dump(mode="json", exclude_none=True)
    wanted = sorted(line.strip() for line in blocks["Schedule"].splitlines())
    try:
        made = sorted(shown(build(terms, given, blocks.get("As of", "2026-05-31"))))
    except EngrossError:
        made = []
    assert (made == wanted) == (module not in UNBILLED), f"{module}: {made}"
