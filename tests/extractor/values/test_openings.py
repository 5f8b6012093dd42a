"""What is found near words and digits is what the patterns alone find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from extractor.values import dates, durations, money
from extractor.values.openings import Opened, Worded, lowered, places, stretches

PIECES = (
    "USD", "US$", "$", "€", "Rs.", "1,234.56", "12", "5", ".50", "1 234 567,89", "2'500'000", "EUR", "dollars", "million", "k", "S",
    "per", "thirty", "(30)", "days", "year", "each", "months", "one-half", "percent", "per cent", "%", "½", "January", "5th", "of",
    "2019", "2019-01-05", "1/5/19", "25.12.2019", "the", " ", " ", " ", "\n", ",", ".", "-", "(", ")", "[", "\u017f", "\u0130", "u.s.", "Canadian",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@given(TEXTS)
def test_amounts_are_those_of_the_patterns(text: str) -> None:
    runs = [match.span() for match in re.finditer(r"\d+", text)]
    spans = [match.span() for match in money._prefixed(text, runs)]
    assert spans == [match.span() for match in money._PREFIXED.finditer(text)]
    spans = [match.span() for match in money._suffixed(text, runs)]
    assert spans == [match.span() for match in money._SUFFIXED.finditer(text)]


@given(TEXTS, st.integers(0, 9))
def test_durations_and_percents_are_those_of_the_patterns(text: str, start: int) -> None:
    spans = [match.span() for match in durations._near_units(text, start, len(text))]
    assert spans == [match.span() for match in durations._DURATION.finditer(text, start)]
    found = [durations._percent(match) for match in durations._PERCENT.finditer(text, start)]
    assert [mention.value for mention in durations.find_percents(text, start)] == [
        value for value in found if value is not None
    ]


@given(TEXTS)
def test_dates_are_those_of_the_patterns(text: str) -> None:
    alone = [match.span() for pattern in (*dates._NAMED, dates._ISO) for match in pattern.finditer(text)]
    assert [match.span() for match in dates._written(text)] == alone
    alone = [match.span() for match in dates._SLASHED.finditer(text)]
    assert [match.span() for match in dates._parted(text)] == alone


@given(TEXTS)
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(lowered(text)) == len(text)


def test_places_are_in_order_and_may_overlap() -> None:
    assert places("aaa b a", ["b", "aa"]) == [0, 1, 4]


def test_stretches_that_touch_are_one() -> None:
    assert list(stretches([5, 8, 40, 99], 3, 4, (0, 100))) == [(2, 12), (37, 44), (96, 100)]


@given(TEXTS)
def test_opened_and_worded_find_what_the_pattern_finds(text: str) -> None:
    pattern = r"\b(?:days?|per\scent|u\.s\.)\b"
    alone = [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
    opened = Opened(pattern, "day", "per", "u.s")
    assert [match.span() for match in opened.finditer(text)] == alone
    first = alone[0] if alone else None
    assert (match.span() if (match := opened.search(text)) else None) == first
    worded = Worded(pattern, "day", "cent", "u.s")
    assert (match.span() if (match := worded.search(text)) else None) == first
