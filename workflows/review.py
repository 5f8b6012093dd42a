"""Review: what a person must decide before a contract is billed, and what becomes of a decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from extractor.settle.confidence import shipped
from models.extraction import Extraction
from models.pointer import resolve
from models.problem import Problem
from store import Store
from store.audit import Trail
from store.records import ReviewDoubt, ReviewItem, Verdict

Decision = Literal["claim", "accept", "edit", "reject"]
VERDICTS: dict[Decision, Verdict] = {"accept": "accepted", "edit": "edited", "reject": "rejected"}


def decide(
    store: Store, item_id: str, decision: Decision, *, value: Any = None, version: int, trail: Trail
) -> ReviewItem:
    """A review item after a claim, an acceptance, an edit or a rejection; the contract's terms follow.

    Raises:
        NotFound: No such item.
        StaleVersion: Somebody changed it first.
        Conflict: It is decided, somebody else has it, or its contract is approved.
        InvalidTerms: The value does not fit the terms.
    """
    if decision == "claim":
        return store.review.claim(item_id, version=version, trail=trail)
    return store.review.decide(item_id, verdict=VERDICTS[decision], value=value, version=version, trail=trail)


def doubts_of(outcome: Extraction | Problem) -> tuple[ReviewDoubt, ...]:
    """What a person should decide: values read with little confidence, conflicts, failed checks."""
    if isinstance(outcome, Problem):
        return ()
    return (*_unsure_values(outcome), *_doubtful_findings(outcome))


def _unsure_values(extraction: Extraction) -> Iterator[ReviewDoubt]:
    terms = extraction.terms.model_dump(mode="json")
    for pointer, evidence in sorted(extraction.evidence.items()):
        confidence = max((piece.confidence for piece in evidence), default=0.0)
        sure = confidence >= shipped().sure and all(piece.source != "model" for piece in evidence)
        if not sure and not pointer.endswith("/id"):  # an id is a name of ours
            yield ReviewDoubt(
                pointer=pointer,
                value=resolve(terms, pointer),
                evidence=tuple(piece.model_dump(mode="json") for piece in evidence),
                confidence_per_mille=int(confidence * 1000),
                reason="low_confidence",
            )


def _doubtful_findings(extraction: Extraction) -> Iterator[ReviewDoubt]:
    terms = extraction.terms.model_dump(mode="json")
    for finding in extraction.findings:
        if finding.severity != "error" and finding.code != "conflict":
            continue
        for pointer in finding.pointers or ("",):
            evidence = extraction.evidence.get(pointer, ())
            yield ReviewDoubt(
                pointer=pointer,
                value=resolve(terms, pointer) if pointer else None,
                evidence=tuple(piece.model_dump(mode="json") for piece in evidence),
                reason=finding.code,
            )
