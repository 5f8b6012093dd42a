from __future__ import annotations

from extractor.settle.confidence import shipped
from models.extraction import DocumentInfo, Evidence, Extraction, Finding
from models.terms import Terms
from workflows.review import doubts_of


def test_unsure_values_conflicts_and_errors_go_to_review_and_nothing_else() -> None:
    def words(confidence: float) -> tuple[Evidence, ...]:
        return (Evidence(page=1, start=0, end=1, quote="x", confidence=confidence),)

    sure = shipped().sure
    extraction = Extraction(
        document=DocumentInfo(sha256="0", filename="a", media_type="text/plain", pages=1, characters=1),
        terms=Terms.model_validate({"title": "T", "currency": "USD", "reference": "R"}),
        evidence={"/title": words(sure), "/currency": words(sure - 0.001), "/reference": words(1)},
        absent={},
        findings=(
            Finding(code="L01", severity="error", message="m", pointers=("/reference",)),
            Finding(code="conflict", severity="warning", message="m", pointers=("/contract_value",)),
            Finding(code="L02", severity="warning", message="m", pointers=("/title",)),
        ),
    )
    found = [(doubt.pointer, doubt.value, doubt.reason) for doubt in doubts_of(extraction)]
    assert found == [
        ("/currency", "USD", "low_confidence"),
        ("/reference", "R", "L01"),
        ("/contract_value", None, "conflict"),
    ]


def test_a_value_of_a_language_model_always_waits_for_a_person() -> None:
    piece = Evidence(page=1, start=0, end=6, quote="45 day", confidence=1, source="model")
    extraction = Extraction(
        document=DocumentInfo(sha256="0", filename="a.txt", media_type="text/plain", pages=1, characters=9),
        terms=Terms.model_validate({"payment": {"net_days": 45}}),
        evidence={"/payment/net_days": (piece,)},
        absent={},
    )
    assert [doubt.pointer for doubt in doubts_of(extraction)] == ["/payment/net_days"]
