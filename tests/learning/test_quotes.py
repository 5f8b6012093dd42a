from __future__ import annotations

from typing import Any

import pytest

from learning.quotes import Kind, ends_on, says, supported
from models.extraction import DocumentInfo, Evidence, Extraction
from models.terms import Terms


@pytest.mark.parametrize(
    ("kind", "value", "words", "said"),
    [
        ("date", "2026-03-01", "this 1st day of March, 2026", True),
        ("date", "2026-03-02", "this 1st day of March, 2026", False),
        ("number", "1.2", "one point two", False),
        ("number", "50000.00", "a fee of $50,000", True),
        ("number", "50000.00", "50,000", True),
        ("number", "50000.00", "a fee of $5,000", False),
        ("number", "1.5", "one and one-half percent (1.5%) per month", True),
        ("number", 30, "thirty (30) days", True),
        ("number", 24, "two years", True),
        ("number", 24, "three years", False),
        ("name", "Acme Corp.", "ACME  Corp", True),
        ("name", "Acme Corp.", "Acme Limited", False),
    ],
)
def test_a_quote_is_read_again(kind: Kind, value: Any, words: str, said: bool) -> None:  # noqa: FBT001
    assert says(kind, value, words) is said


@pytest.mark.parametrize(
    ("end", "said"),
    [("2028-03-01", True), ("2028-02-29", True), ("2027-03-01", False), ("2028-03-02", False)],
)
def test_an_end_may_be_counted_from_the_words(end: str, said: bool) -> None:  # noqa: FBT001
    assert ends_on(end, "March 1, 2026 two (2) years") is said


def test_values_that_can_be_read_again_are_judged_and_no_others() -> None:
    def words(quote: str, source: Any = "document") -> tuple[Evidence, ...]:
        return (Evidence(page=1, start=0, end=len(quote), quote=quote, confidence=0.9, source=source),)

    extraction = Extraction(
        document=DocumentInfo(sha256="0", filename="a", media_type="text/plain", pages=1, characters=1),
        terms=Terms.model_validate(
            {
                "currency": "USD",
                "contract_value": "500.00",
                "end_date": "2027-01-31",
                "parties": [{"name": "Acme Corp.", "role": "customer"}],
                "payment": {"net_days": 30},
            }
        ),
        evidence={
            "/currency": words("$"),
            "/contract_value": words("$400"),
            "/end_date": words("one year from February 1, 2026"),
            "/parties/0/name": words("Acme Corp."),
            "/parties/0/role": words("Client"),
            "/payment/net_days": words("30", "record"),
        },
        absent={},
    )
    assert supported(extraction) == {"/contract_value": False, "/end_date": True, "/parties/0/name": True}
