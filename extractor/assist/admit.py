"""Which of a model's suggestions count, and as what: a value for a person to decide, or a doubt."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.assist.suggestion import ASKED, Suggestion
from extractor.assist.support import read_value, supports
from extractor.assist.visible import locate
from extractor.settle.resolve import Resolution
from models import pointer as pointers
from models.document import Span
from models.extraction import Evidence, Finding

UNMEASURED = 0.0
"""Confidence of a model's value: none was measured, so a person decides."""


def admit(resolution: Resolution, suggestions: Sequence[Suggestion]) -> None:
    """Fill terms that are null with what holds; name the terms where the model reads another value.

    A suggestion without a verbatim quote that reads to its value is dropped and counted; its words are kept
    out of the result.
    """
    dropped = []
    for suggestion in suggestions:
        supported = _supported(resolution, suggestion)
        if supported is None:
            dropped.append(suggestion.pointer if suggestion.pointer in ASKED else "an unknown term")
            continue
        value, span = supported
        stated = pointers.resolve(resolution.values, suggestion.pointer)
        if stated is None and suggestion.pointer not in resolution.absent:
            _fill(resolution, suggestion.pointer, value, span)
        elif str(stated) != str(value):
            resolution.findings.append(_disagreement(resolution, suggestion.pointer, span))
    if dropped:
        resolution.findings.append(
            Finding(
                code="model_dropped",
                severity="info",
                message=f"{len(dropped)} of the model's values are dropped, for their quotes do not stand in the "
                f"document or do not say them: {', '.join(sorted(set(dropped)))}",
            )
        )


def _supported(resolution: Resolution, suggestion: Suggestion) -> tuple[str | int, Span] | None:
    kind, _question = ASKED.get(suggestion.pointer, (None, ""))
    value = read_value(kind, suggestion.value) if kind else None
    span = locate(resolution.document.text, suggestion.quote)
    if kind is None or value is None or span is None:
        return None
    return (value, span) if supports(kind, resolution.document.quote(span), value) else None


def _fill(resolution: Resolution, pointer: str, value: str | int, span: Span) -> None:
    operation = {"op": "add", "path": pointer, "value": value}
    resolution.values = pointers.apply_patch(resolution.values, [operation])
    resolution.evidence[pointer] = (
        Evidence(
            page=resolution.document.page_at(span.start), start=span.start, end=span.end,
            quote=resolution.document.quote(span), confidence=UNMEASURED, source="model",
        ),
    )  # fmt: skip


def _disagreement(resolution: Resolution, pointer: str, span: Span) -> Finding:
    return Finding(
        code="model_disagrees",
        severity="warning",
        message=f"{pointer.strip('/').replace('/', ' ').replace('_', ' ')}: the model reads another value from the "
        "words quoted; check them in review",
        pointers=(pointer,),
        quotes=(resolution.document.quote(span),),
    )
