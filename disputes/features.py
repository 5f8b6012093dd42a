"""Words, pairs of words and pieces of words of a message, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?|%", re.UNICODE)
LONGEST_WORD = 40  # a longer run of letters is an identifier or an attack: its pieces say nothing
Feature = tuple[str, int, int]


def find_words(text: str) -> list[tuple[int, int]]:
    """Start and end of each word; text[start:end] is the word."""
    return [match.span() for match in WORD.finditer(text)]


def find_word_features(text: str) -> Iterator[Feature]:
    """Single words and pairs of neighbours, lower case; digits become 0: the amount is not the reason."""
    before: tuple[str, int] | None = None
    for start, end in find_words(text):
        word = _fold(text[start:end])
        yield word, start, end
        if before is not None:
            yield f"{before[0]} {word}", before[1], end
        before = (word, start)


def find_piece_features(text: str) -> Iterator[Feature]:
    """Three to five letters in a row within a word and its edges, so that a typing error costs little."""
    for start, end in find_words(text):
        padded = f" {_fold(text[start:end])} "
        for size in (3, 4, 5):
            for at in range(len(padded) - size + 1):
                yield padded[at : at + size], start, end


def words_of(text: str) -> list[str]:
    """The word features alone."""
    return [name for name, _, _ in find_word_features(text)]


def pieces_of(text: str) -> list[str]:
    """The piece features alone."""
    return [name for name, _, _ in find_piece_features(text)]


def _fold(word: str) -> str:
    return re.sub(r"\d+", "0", word.lower().replace("\u2019", "'"))[:LONGEST_WORD]
