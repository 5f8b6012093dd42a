from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.extraction import DocumentInfo, Evidence, Extraction
from models.terms import Terms
from store import Store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'engross.db'}"


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    opened = Store(url, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def extraction() -> Callable[[], Extraction]:
    def make() -> Extraction:
        terms = Terms.model_validate(
            {
                "title": "Statement of Work 7",
                "reference": "SOW-7",
                "currency": "USD",
                "parties": [{"name": "Acme Corp.", "role": "customer"}],
                "payment": {"net_days": 30},
            }
        )
        words = Evidence(page=1, start=0, end=7, quote="30 days", confidence=0.5)
        info = DocumentInfo(sha256="0" * 64, filename="a.txt", media_type="text/plain", pages=1, characters=7)
        return Extraction(document=info, terms=terms, evidence={"/payment/net_days": (words,)}, absent={})

    return make
