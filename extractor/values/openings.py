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


@lru_cache(maxsize=4)
def lowered(text: str) -> str:
    """The text in small letters, each at the place of its own."""
    return text.lower() if text.isascii() else text.translate(_AS_PATTERNS).lower()


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
        pattern: What is looked for; compiled without case.
        words: In small letters.
    """

    def __init__(self, pattern: str, *words: str) -> None:
        self.pattern = re.compile(pattern, re.IGNORECASE)
        self.words = words

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, not overlapping, in order."""
        end = 0
        for place in places(lowered(text), self.words):
            match = self.pattern.match(text, place) if place >= end else None
            if match:
                end = match.end()
                yield match


class Worded:
    """A pattern whose every match holds one of a few words, in whatever case."""

    def __init__(self, pattern: str, *words: str, flags: int = re.IGNORECASE) -> None:
        self.pattern = re.compile(pattern, flags)
        self.words = words

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        low = lowered(text)
        for word in self.words:
            if word in low:
                return self.pattern.search(text)
        return None
