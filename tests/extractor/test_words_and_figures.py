from __future__ import annotations

from extractor.pipeline import extract_document
from models.document import Document, Page, Span


def test_words_against_figures_take_the_figures_and_raise_l08() -> None:
    text = "CONSULTING AGREEMENT\n\nThe initial term of this Agreement is for a period of two (3) years.\n"
    document = Document(text, "text/plain", (Page(1, Span(0, len(text))),))
    extraction = extract_document(document, filename="a.txt", sha256="0" * 64)
    assert extraction.terms.term_months == 36
    assert [(f.code, f.pointers, f.quotes) for f in extraction.findings] == [
        ("L08", ("/term_months",), ("two (3) years",))
    ]
