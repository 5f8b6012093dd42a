"""Patterns looked for only where one of their words stands, and stretches of text around such places.

A pattern that ignores case is tried at every character of a text; to find a plain word in the lowercased text
costs next to nothing. What is found is what the pattern alone finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

# The characters that a pattern without case takes for i and s, though `lower` does not.
_AS_PATTERNS = str.maketrans("\u0130\u0131\u017f", "iis")


_LONG = 2_000
"""Characters of a text that is lowered once for all that look into it."""


def lowered(text: str) -> str:
    """The text in small letters, each at the place of its own."""
    return _kept(text) if len(text) > _LONG else _lowered(text)


def _lowered(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_AS_PATTERNS).lower()


_kept = lru_cache(maxsize=4)(_lowered)


def places(text: str, words: Iterable[str]) -> list[int]:
    """Where the words stand in a text, in order; the case counts."""
    found = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.add(at)
            at = text.find(word, at + 1)
    return sorted(found)


def stretches(
    at: Iterable[int], before: int, after: int, within: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """The stretches from so far before to so far after the places, which are in order; none overlap."""
    first, last = within
    start, end = first, first
    for place in at:
        if place - before > end:
            if end > start:
                yield start, end
            start = max(place - before, first)
        end = min(place + after, last)
    if end > start:
        yield start, end


class Opened:
    """A pattern whose every match begins with one of a few words, in whatever case.

    Args:
        pattern: What is looked for.
        words: In small letters.
        flags: Those of the pattern; it is without case unless they say otherwise.
    """

    def __init__(self, pattern: str, *words: str, flags: int = re.IGNORECASE) -> None:
        self.pattern = re.compile(pattern, flags)
        self.words = words

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return next(self.finditer(text), None)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """All matches between two places, not overlapping, in order."""
        last = len(text) if end is None else end
        for place in places(lowered(text), self.words):
            match = self.pattern.match(text, place, last) if start <= place < last else None
            if match:
                start = match.end()
                yield match


class Worded:
    """A pattern whose every match holds one of a few words, in whatever case."""

    def __init__(self, pattern: str, *words: str) -> None:
        self.pattern = re.compile(pattern, re.IGNORECASE)
        self.words = words

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        low = lowered(text)
        for word in self.words:
            if word in low:
                return self.pattern.search(text)
        return None
