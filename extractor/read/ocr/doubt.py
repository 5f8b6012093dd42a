"""Tells a text layer that says what the page shows from one that does not: garbled fonts, mojibake, poor recognition."""

from __future__ import annotations

import re
from collections.abc import Callable

_WORD = re.compile(r"[^\W\d_]{2,}")
_STRANGE = re.compile(
    r"[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\u00c2\u00c3][\u0080-\u00bf]|\u00e2[\u0080\u20ac]."
)
"""Private and replaced characters, controls, and UTF-8 read as something else."""
_MIXED = re.compile(r"[A-Za-z][0-9~^|\\<>{}#*=+]+[A-Za-z]|[a-z][A-Z][a-z]|[^\W\d_][~^|\\<>{}=]")
_LEAST_WORDS = 40
_SAMPLE = 1_500
"""Characters of a page that are looked at."""
_FEW_STRANGE = 8
_STRANGE_SHARE = 0.03
_USUAL_SHARE = 0.3
"""Of the words of English prose, at least, are among the most usual ones; a page of names has fewer."""
_GARBLED_SHARE = 0.1
_MIXED_SHARE = 0.08
_BETTER = 0.12
_USUAL = frozenset(
    """
    a about above after agreed agreement all also an and any applicable are as at be been before below between both
    business but by can client company contract contractor customer date day days do does due each effective either
    end fee fees first following for from fully has have her herein hereof hereunder hereto his hours if in including
    information into invoice is it its law least less made may means month monthly more must no nor not notice of on
    one only or order other otherwise our out own party parties paid party pay payable payment per period person
    project provide provided provider purchase rate receipt section services shall should so software statement
    subject such supplier than that the their them then there thereof these they third this those through time to
    total under until up upon vendor was were when where which while who will with within without work written year
    years you your
    """.split()
)


def is_doubtful(text: str, shows_scan: Callable[[], bool]) -> bool:
    """Whether a text layer hardly says what its page shows.

    Args:
        text: Of the page.
        shows_scan: Whether an image covers the page, so that the layer was recognised by some machine.
    """
    sample = text[:_SAMPLE]
    if _is_unreadable(sample):
        return True
    usual = _usual_share(sample)
    if usual is None:
        return False
    if usual < _GARBLED_SHARE:
        return True
    return (usual < _USUAL_SHARE or _mixed_share(sample) > _MIXED_SHARE) and shows_scan()


def is_better(read: str, layer: str) -> bool:
    """Whether what was read from the image makes more sense than the text layer."""
    return _sense(read) > _sense(layer) + _BETTER


def _sense(text: str) -> float:
    """How much of it are usual words, less what no one writes."""
    usual = _usual_share(text)
    return (0.0 if usual is None else usual) - 2 * _mixed_share(text) - _is_unreadable(text)


def _is_unreadable(text: str) -> bool:
    """Whether private, replaced or wrongly decoded characters make up much of it."""
    strange = len(_STRANGE.findall(text))
    return strange > _FEW_STRANGE and strange > _STRANGE_SHARE * len(text)


def _usual_share(text: str) -> float | None:
    """Share of usual words among its words; None where there are too few to say."""
    words = _WORD.findall(text.lower())
    if len(words) < _LEAST_WORDS:
        return None
    return sum(word in _USUAL for word in words) / len(words)


def _mixed_share(text: str) -> float:
    tokens = text.split()
    return sum(_MIXED.search(token) is not None for token in tokens) / len(tokens) if tokens else 0.0
