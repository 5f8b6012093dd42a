from __future__ import annotations

import pytest

from extractor.settle.named import find_name
from models.document import Document, Page, Span

TEXT = "Design phase (see 2)\n\nDesign\nphase\t$20,000\nBuild phase\t$30,000\n"


def document(text: str) -> Document:
    return Document(text, "text/plain", (Page(1, Span(0, len(text))),))


@pytest.mark.parametrize(
    ("name", "amount", "quote"),
    [
        ("Design phase", "$20,000", "Design\nphase"),  # the nearer of two, over a line end
        ("build phase", "$30,000", "Build phase"),
        ("Design phase (see 2)", "$20,000", "Design phase (see 2"),
        ("phase", "$30,000", "phase"),
        ("Test phase", "$30,000", None),
        ("---", "$30,000", None),
    ],
)
def test_a_name_rests_on_its_own_words(name: str, amount: str, quote: str | None) -> None:
    at = TEXT.index(amount)
    found = find_name(document(TEXT), name, near=Span(at, at + len(amount)))
    assert (found and TEXT[found.start : found.end]) == quote


def test_a_name_far_away_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Design phase" + " " * 2_000 + "$20,000"
    assert find_name(document(text), "Design phase", near=Span(2_012, 2_019)) is None
