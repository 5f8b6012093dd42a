"""Lengths by what stands nearest to each; whole clauses are read in test_term.py."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.find.term_cues import read_renewal_cues, read_term_cues


@pytest.mark.parametrize(
    ("clause", "months"),
    [
        ("The mandate of the Surveyor under this Contract lasts fourteen months.", [14]),
        ("Eight months is the term of this Order.", [8]),
        ("The warranty of this Contract lasts twelve months.", []),
        ("Cover stays in force during the term of this Order and for four years thereafter.", []),
    ],
)
def test_the_length_of_the_term_is_the_one_that_its_cue_stands_nearest_to(
    clause: str, months: list[int]
) -> None:
    assert [found.value for found in read_term_cues(0, clause)] == months


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "On expiry the Contract rolls over for another 9 months, save where a party objects in writing 45 days ahead of its last day.",
            {"/renewal/automatic": True, "/renewal/term_months": 9, "/renewal/notice_days": 45},
        ),
        ("No prolongation of the term takes place.", {"/renewal/automatic": False}),
        ("Up to 6 unused hours of this Contract roll over to the next term unless they lapse.", {}),
    ],
)
def test_renewal_is_read_by_its_cues(clause: str, expected: dict[str, Any]) -> None:
    assert {found.pointer: found.value for found in read_renewal_cues(0, clause)} == expected


def test_places_are_counted_from_the_offset() -> None:
    (found,) = read_term_cues(100, "Eight months is the term of this Order.")
    assert (found.span.start, found.span.end) == (100, 112)
