from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.candidates import Candidate
from extractor.segment import ContractText, segment
from models.document import Document, Page, Span

Finder = Callable[[ContractText], list[Candidate]]
Read = Callable[[Finder, str], dict[str, Any]]


@pytest.fixture
def read() -> Read:
    """Run a finder over a text: the best value of each term, each candidate quoting what it rests on."""

    def run(finder: Finder, text: str) -> dict[str, Any]:
        contract = segment(Document(text, "text/plain", (Page(1, Span(0, len(text))),)))
        found = finder(contract)
        for candidate in found:
            assert 0 <= candidate.span.start < candidate.span.end <= len(contract.flat)
            assert 0 < candidate.score <= 1
        ranked = sorted(found, key=lambda candidate: candidate.score)
        return {candidate.pointer: candidate.value for candidate in ranked}

    return run
