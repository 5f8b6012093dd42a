"""Stretches of a document whose amounts are not agreed here: recitals, worked examples.

**Clause:** 'WHEREAS, Client paid $95,000 under Statement of Work No. 11;', 'Example. Ten hours at $200 make $2,000.'
**Value:** the paragraph, none of whose amounts is a fee of this contract.
"""

from __future__ import annotations

import re

from models.document import Span

_ASIDE = re.compile(
    r"^[ \t]{0,12}(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivx]{1,4})[.)]?[ \t]{1,4})?"
    r"(?:WHEREAS\b|(?:Worked |Illustrative |Numerical |Sample )?(?:Examples?|Illustrations?|Sample calculations?)(?: \d{1,2})?[ ]?[.:–—-]|(?:By way of|For) (?:example|illustration)\b)"
    r"(?:[^\n]|\n(?!\s*\n))*",
    re.MULTILINE | re.IGNORECASE,
)
_LONGEST = 1_500
"""Characters; a longer paragraph is a whole document in one line."""


def find_asides(text: str) -> list[Span]:
    """The paragraphs that only recall or illustrate, in order."""
    return [Span(*m.span()) for m in _ASIDE.finditer(text) if m.end() - m.start() <= _LONGEST]
