from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from disputes.learn import read_corpus, read_rows

CORPUS = Path(__file__).parents[2] / "disputes" / "corpus"
ROWS = read_corpus(CORPUS)
HELD_OUT = read_rows(CORPUS.with_name("held_out.jsonl"))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"\d+", "0", text.lower()))
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def test_some_fourteen_hundred_messages_cover_each_of_fifteen_codes() -> None:
    counts = Counter(row["code"] for row in ROWS)
    assert len(ROWS) >= 1_390
    assert len(counts) == 15
    assert min(counts.values()) >= 90


def test_ids_and_texts_are_unique() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({row["text"].casefold() for row in ROWS}) == len(ROWS)


def test_held_out_messages_are_not_in_the_corpus() -> None:
    assert Counter(row["code"] for row in HELD_OUT) == dict.fromkeys({row["code"] for row in ROWS}, 5)
    assert not {row["text"].casefold() for row in HELD_OUT} & {row["text"].casefold() for row in ROWS}


def test_no_two_messages_share_a_sentence_frame() -> None:
    shingled = [shingles for row in ROWS + HELD_OUT if (shingles := _shingles(row["text"]))]
    for at, one in enumerate(shingled):
        for other in shingled[at + 1 :]:
            assert len(one & other) / len(one | other) < 0.3, (one, other)


def test_no_five_words_in_a_row_are_a_formula() -> None:
    counts = Counter(shingle for row in ROWS for shingle in _shingles(row["text"]))
    assert counts.most_common(1)[0][1] <= 4


def test_secondary_codes_are_other_codes() -> None:
    codes = {row["code"] for row in ROWS}
    assert all(set(row["secondary"]) <= codes - {row["code"], "OTHER"} for row in ROWS)
