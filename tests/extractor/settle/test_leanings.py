from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from extractor.candidates import Candidate
from extractor.settle.leanings import FILE, STRONGEST, WORDS, Leanings, features
from extractor.settle.rank import rank
from models.document import Span

TEXT = "Undisputed invoices are payable within 30 days of receipt; notice of breach takes 10 days to cure."


def candidate(words: str, value: int, score: float = 0.8) -> Candidate:
    at = TEXT.index(words)
    return Candidate("/payment/net_days", value, Span(at, at + len(words)), score, "payment")


def test_plain_words_near_a_value_are_its_features_and_no_others() -> None:
    names = set(features(candidate("10 days", 10), TEXT))
    assert {"/payment/net_days <breach", "/payment/net_days <notice", "/payment/net_days >cure"} <= names
    assert all(name.rsplit(" ", 1)[1][1:] in WORDS for name in names)
    assert not any("undisputed" in name for name in names)


def test_a_weight_turns_a_choice() -> None:
    found = [candidate("30 days", 30), candidate("10 days", 10, score=0.85)]
    assert rank(found, TEXT, leanings=Leanings())[0].best.value == 10
    learned = Leanings({"/payment/net_days <notice": -0.15})
    assert rank(found, TEXT, leanings=learned)[0].best.value == 30


def test_weights_of_another_term_count_nothing() -> None:
    assert Leanings({"/end_date >cure": -0.15}).towards(candidate("10 days", 10), TEXT) == 0


@given(st.dictionaries(st.sampled_from(sorted(WORDS)), st.floats(-5, 5)))
def test_leanings_move_a_score_within_bounds(weights: dict[str, float]) -> None:
    learned = Leanings({f"/payment/net_days <{word}": weight for word, weight in weights.items()})
    assert abs(learned.towards(candidate("10 days", 10), TEXT)) <= STRONGEST


def test_as_shipped_nothing_was_learned() -> None:
    assert Leanings(**json.loads(FILE.read_text(encoding="utf-8"))) == Leanings()
    assert Leanings().as_json() == FILE.read_text(encoding="utf-8")
