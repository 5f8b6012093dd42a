"""Replaying a proof from its leaves."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.replay import contradictions, replay
from models.schedule import Proof
from models.working import Step, fixed, over, rounded, term, times

HOURS, RATE = term("hours", Decimal("13.5"), "/h"), term("rate", Decimal("210.00"), "/r")


def test_a_proof_replays_from_its_leaves_not_from_what_its_steps_state() -> None:
    said = replace(times(HOURS, RATE), value=Decimal(1))
    proof = Proof(rule="R06", formula="13.5 h x 210.00", working=rounded(said, "USD"))
    assert replay(proof) == Decimal("2835.00")
    assert list(contradictions(said)) == ["'product' states 1, its parts come to 2835"]


def test_a_proof_without_a_working_comes_to_nothing_known() -> None:
    assert replay(Proof(rule="R06", formula="no approved time yet")) is None


def test_what_does_not_end_has_no_amount_and_contradicts_nothing() -> None:
    third = over(fixed("one", 1, "C1"), fixed("three", 3, "C1"))
    assert replay(Proof(rule="C1", formula="1/3", working=third)) is None
    assert list(contradictions(third)) == []
    assert list(contradictions(replace(third, value=Decimal("0.33")))) == [
        "'quotient' states 0.33, its parts come to 1/3"
    ]


def test_a_division_by_zero_is_a_contradiction() -> None:
    by_zero = Step(name="half", op="quotient", value=None, parts=(HOURS, fixed("nothing", 0, "C1")))
    outer = replace(rounded(over(HOURS, RATE), "USD"), parts=(by_zero,))
    assert replay(Proof(rule="C1", formula="", working=outer)) is None
    assert list(contradictions(outer)) == ["'half' divides by zero"]
