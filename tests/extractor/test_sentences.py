from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from extractor.sentences import read_sentences, tokenize

SIZE = 100_000
PLAIN = ("The fee is due within thirty days of receipt of the invoice. " * (SIZE // 60))[:SIZE]
RUNS = ["(", "a.", "1.1.1.", '"', ")", "...", "('\"", "- "]


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end].strip() for span in read_sentences(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme Inc. Northwind pays. Then it stops.", ["Acme Inc. Northwind pays.", "Then it stops."]),
        ("See No. 5 below. It is due.", ["See No. 5 below.", "It is due."]),
        ("Fees are fixed; Expenses are not.", ["Fees are fixed;", "Expenses are not."]),
        ("3.1 Fees. Client pays 1.5% of it.", ["3.1 Fees.", "Client pays 1.5% of it."]),
        ("Governed by the laws of U.S. Virgin Islands.", ["Governed by the laws of U.S. Virgin Islands."]),
        ("Term: 18 months. Fees: All are below.", ["Term: 18 months.", "Fees:", "All are below."]),
        ("One line\nanother line", ["One line", "another line"]),
    ],
)
def test_a_sentence_ends_at_a_stop_that_is_no_abbreviation(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_cue_phrases_are_found_in_any_case_and_beside_marks() -> None:
    text = 'The "EFFECTIVE DATE" is below. Out-of-pocket costs are billed.'
    _, cues = read_sentences(text)
    assert [text[span.start : span.end] for span in cues["/effective_date"]] == ["EFFECTIVE DATE"]
    assert "Out-of-pocket" in [text[span.start : span.end] for span in cues["/expenses"]]


def test_a_text_longer_than_a_piece_keeps_its_offsets() -> None:
    text = "Filler words without an end.\n" * 16_000 + "This Agreement is governed by law."
    spans, cues = read_sentences(text)
    assert [text[span.start : span.end] for span in cues["/governing_law"]] == ["governed by"]
    assert text[spans[-1].start : spans[-1].end] == "This Agreement is governed by law."


@pytest.mark.parametrize("run", RUNS)
def test_a_run_of_marks_gives_no_more_tokens_than_characters_of_plain_text(run: str) -> None:
    text = (run * SIZE)[:SIZE]
    assert len(tokenize(text, Vocab())) <= 6 * len(tokenize(PLAIN, Vocab()))


@pytest.mark.parametrize("run", RUNS)
def test_a_run_of_marks_takes_a_small_multiple_of_plain_text(run: str) -> None:
    """In processor time of the same process; a tokenizer that is quadratic in the run takes hundreds of times that."""
    read_sentences("Loaded.")

    def seconds(text: str) -> float:
        def once() -> float:
            start = process_time()
            read_sentences(text)
            return process_time() - start

        return min(once(), once())

    assert seconds((run * SIZE)[:SIZE]) < 25 * seconds(PLAIN) + 0.5


@given(st.text(alphabet='aB(").;:- \n\t\u00a0é1', max_size=120))
def test_tokens_and_sentences_cover_the_text(text: str) -> None:
    assert tokenize(text, Vocab()).text == text
    spans, _ = read_sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert not "".join(text[one.end : other.start] for one, other in pairwise(spans)).strip()
