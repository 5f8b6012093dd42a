from __future__ import annotations

from rules.advance import READINGS as RECOUPMENT
from rules.discount import READINGS as DISCOUNT
from rules.due_date import MONTH_END
from rules.minimum import READINGS as WINDOWS
from rules.recurring import READINGS as PRORATION
from rules.unit_price import READINGS as TIERS
from rules.wording import WORDINGS, wording_of

ASKED = {
    "proration": PRORATION,
    "month_end": MONTH_END.options,
    "tier_mode": TIERS,
    "period": WINDOWS,
    "mode": DISCOUNT,
    "recoup_basis": RECOUPMENT,
}


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
