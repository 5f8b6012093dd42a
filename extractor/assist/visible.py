"""The text as a person sees it, and the way back from a quote of it to its place."""

from __future__ import annotations

from extractor.read.encoding import INVISIBLE
from models.document import Span

SHORTEST_QUOTE = 3  # characters; anything shorter stands everywhere


def visible_text(text: str) -> str:
    """The text without the characters that nobody sees."""
    return INVISIBLE.sub("", text)


def locate(text: str, quote: str) -> Span | None:
    """Where a quote stands in the text; white space and invisible characters do not count.

    None where it does not stand there, or where it is too short to say anything.
    """
    wanted, _ = _squeezed(quote)
    if len(wanted) < SHORTEST_QUOTE:
        return None
    seen, places = _squeezed(text)
    at = seen.find(wanted)
    if at < 0:
        return None
    return Span(places[at], places[at + len(wanted) - 1] + 1)


def _squeezed(text: str) -> tuple[str, list[int]]:
    places = [i for i, char in enumerate(text) if not char.isspace() and not INVISIBLE.match(char)]
    return "".join(text[i] for i in places), places
