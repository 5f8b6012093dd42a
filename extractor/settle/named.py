"""Where the words of a name stand: the place nearest to the value that they name.

**Clause:** 'Design phase | $20,000'
**Value:** the name 'Design phase' rests on its own cell, not on the amount's.
"""

from __future__ import annotations

import re

from models.document import Document, Span

REACH = 1_500
"""Characters before and after the value in which its name is looked for."""
_BETWEEN = r"[\W_]{1,6}"


def find_name(document: Document, name: str, *, near: Span) -> Span | None:
    """The place of a name nearest to a span, whatever stands between its words; None where it is not near."""
    words = re.findall(r"\w+", name)
    if not words:
        return None
    pattern = re.compile(rf"(?<!\w){_BETWEEN.join(map(re.escape, words))}(?!\w)", re.IGNORECASE)
    start, end = max(near.start - REACH, 0), min(near.end + REACH, len(document.text))
    places = [Span(*found.span()) for found in pattern.finditer(document.text, start, end)]
    return min(places, key=lambda place: (_distance(place, near), place), default=None)


def _distance(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end, 0)
