from __future__ import annotations

from rules.adjust.advance import READINGS as RECOUPMENT
from rules.adjust.deposit import READINGS as DEPOSIT
from rules.adjust.discount import READINGS as DISCOUNT
from rules.adjust.late_interest import READINGS as GRACE
from rules.adjust.minimum import READINGS as WINDOWS
from rules.adjust.step_down import READINGS as STEP_DOWN
from rules.adjust.termination import READINGS as TERMINATION
from rules.dates.due_date import MONTH_END
from rules.methods.recurring import READINGS as PRORATION
from rules.methods.unit_price import READINGS as TIERS
from rules.readings.wording import WORDINGS, wording_of

ASKED = {
    "proration": PRORATION,
    "termination/proration": TERMINATION,
    "month_end": MONTH_END.options,
    "tier_mode": TIERS,
    "period": WINDOWS,
    "mode": DISCOUNT,
    "step_down/mode": STEP_DOWN,
    "recoup_basis": RECOUPMENT,
    "late_interest_from": GRACE,
    "treatment": DEPOSIT,
}


def test_no_term_is_worded_that_nothing_asks_for() -> None:
    assert set(ASKED) == set(WORDINGS)


def test_every_value_that_a_rule_asks_for_has_its_sentence() -> None:
    for term, options in ASKED.items():
        assert set(WORDINGS[term].sentences) == {value for _, value in options}, term


def test_a_wording_says_whom_to_ask_and_which_rule() -> None:
    for wording in WORDINGS.values():
        assert wording.ask
        assert wording.rule
        assert "|" in (wording.settled_by or "")
        assert all(sentence.endswith(".") for sentence in wording.sentences.values())


def test_a_term_without_wording_has_an_empty_one() -> None:
    assert wording_of("/lines/0/proration").rule == "C4"
    assert wording_of("/lines/0/name").settled_by is None


def test_the_mode_of_a_step_down_is_not_that_of_a_discount() -> None:
    assert wording_of("/discounts/0/mode").rule == "R18"
    assert wording_of("/retention/step_down/mode").rule == "R23"
