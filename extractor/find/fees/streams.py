"""Workstreams: the headed parts of a statement of work that are priced each in its own way.

**Clause:** 'Workstream A - Platform build' above a fixed fee, 'Workstream B - Support' above a rate card.
**Value:** the part of the text that each heading governs, up to the next heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.document import Span

_HEADING = re.compile(
    r"^[ \t]*(?:#{1,4} |\d{1,2}(?:\.\d{1,2}){0,2}\.? )?"
    r"(?P<name>(?:Workstream|Work stream|Track|Component|Work package|Project|Lot)\s(?:\d{1,2}|[A-Z]|[IVX]{1,4})\b[^\n.;]{0,80})$",
    re.MULTILINE | re.IGNORECASE,
)
_SERVICE = (
    r"implementation|migration|managed|support|maintenance|advisory|consulting|build|design|discovery|development|"
    r"hosting|training|change requests?|integration|rollout|roll-out|deployment|operations|retainer|subscription|"
    r"staff augmentation|data|analytics|optimi[sz]ation|onboarding|transition"
)
_PART = re.compile(
    r"^[ \t]*(?:#{1,4} )?(?:(?:Part|Section|Schedule|Stream|Element)[ ](?:\d{1,2}|[A-Z]|[IVX]{1,4})[ ]?[-–—:.][ ]|\d{1,2}\.[ ]{1,4})"
    rf"(?P<name>(?:[A-Z][\w&/-]*[ ])?(?:[\w&/-]{{2,16}}[ ]){{0,3}}?(?:{_SERVICE})\b[^\n.;:$]{{0,30}})$",
    re.MULTILINE | re.IGNORECASE,
)
_PHASE = re.compile(
    r"^[ \t]*(?:#{1,4} |\d{1,2}\. )?(?P<name>(?:Phase|Stage)[ ](?:\d{1,2}|[A-Z]|[IVX]{1,4})[ ]?[-–—:.][ ][^\n.;:$%\d]{3,60})$",
    re.MULTILINE | re.IGNORECASE,
)
_NEXT = re.compile(r"^[ \t]*(?:\d{1,2}\.\s+[A-Z]|(?:ARTICLE|SECTION|EXHIBIT|APPENDIX)\b)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stream:
    """A workstream: its name as written, where that stands, and the text it governs."""

    name: str
    name_span: Span
    span: Span


def find_streams(text: str, fees: Sequence[tuple[int, str]] = ()) -> list[Stream]:
    """The workstreams in order; fewer than two headings are none, for then nothing is divided.

    Args:
        text: The document text.
        fees: Where its fees stand, and what they are. 'Part B - Support' and '2. Managed Service' head workstreams only where two
            or more of them hold fees, 'Phase 2: Build' only where the fees are of several kinds.
    """
    streams = _under(text, list(_HEADING.finditer(text)))
    if streams:
        return streams
    priced = _priced(_under(text, list(_PART.finditer(text))), fees)
    if len(priced) > 1:
        return priced
    phases = _priced(_under(text, list(_PHASE.finditer(text))), fees)
    kinds = {kind for at, kind in fees if stream_at(phases, at)}
    return phases if len(phases) > 1 and len(kinds) > 1 else []


def _priced(parts: list[Stream], fees: Sequence[tuple[int, str]]) -> list[Stream]:
    return [part for part in parts if any(part.span.start <= at < part.span.end for at, _ in fees)]


def _under(text: str, headings: list[re.Match[str]]) -> list[Stream]:
    if len({match["name"].lower() for match in headings}) < 2:
        return []
    ends = [match.start() for match in headings[1:]] + [len(text)]
    streams = []
    for match, end in zip(headings, ends, strict=True):
        other = _NEXT.search(text, match.end(), end)
        span = Span(match.start(), other.start() if other else end)
        streams.append(Stream(match["name"].strip(), Span(*match.span("name")), span))
    return streams


def stream_at(streams: list[Stream], offset: int) -> Stream | None:
    """The workstream that governs a place, None outside of them."""
    return next((s for s in streams if s.span.start <= offset < s.span.end), None)
