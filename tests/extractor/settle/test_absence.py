from __future__ import annotations

from collections.abc import Mapping

import pytest

from extractor.segment import segment
from extractor.settle.absence import MAIN_TERMS, absences
from models.document import Document, Page, Span
from models.extraction import Absence
from models.terms import Terms


def reasons(
    text: str, terms: Terms | None = None, known: Mapping[str, Absence] | None = None
) -> dict[str, Absence]:
    contract = segment(Document(text, "text/plain", (Page(1, Span(0, len(text))),)))
    return absences(contract, terms or Terms(), known=known or {})


def test_a_contract_that_says_nothing_is_silent_on_every_main_term() -> None:
    assert reasons("Good morning.") == dict.fromkeys(sorted(MAIN_TERMS), "silent")


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("The governing law is to be agreed.", "/governing_law"),
        ("Overdue amounts bear a charge.", "/payment/late_interest_percent"),
        ("The retainage is set out elsewhere.", "/retention"),
    ],
)
def test_a_term_spoken_of_without_a_value_is_not_found(text: str, pointer: str) -> None:
    assert reasons(text)[pointer] == "not_found"


def test_a_stated_term_has_no_reason_to_be_absent() -> None:
    assert "/governing_law" not in reasons("Governed by law.", Terms(governing_law="Ohio"))


def test_what_conflicts_stays_conflicting_until_a_value_stands() -> None:
    known: dict[str, Absence] = {"/governing_law": "conflicting"}
    assert reasons("Governed by law.", known=known)["/governing_law"] == "conflicting"
    assert "/governing_law" not in reasons("Governed by law.", Terms(governing_law="Ohio"), known)


def test_a_master_agreement_has_no_agreement_above_it() -> None:
    assert reasons("Text.", Terms(kind="master_agreement"))["/parent_reference"] == "not_applicable"
    assert "/parent_reference" not in reasons("Text.", Terms(kind="statement_of_work"))


def test_what_a_statement_of_work_leaves_to_its_master_agreement_is_inherited() -> None:
    text = "This Statement of Work is issued under, and forms part of, the Master Services Agreement."
    under = reasons(text, Terms(kind="statement_of_work"))
    assert (under["/governing_law"], under["/end_date"]) == ("inherited", "silent")
    assert reasons(text, Terms(kind="services_agreement"))["/governing_law"] == "silent"
    assert reasons("A day.", Terms(kind="statement_of_work"))["/governing_law"] == "silent"
