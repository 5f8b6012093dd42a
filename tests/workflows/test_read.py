from __future__ import annotations

from typing import Any

from models.extraction import DocumentInfo, Evidence, Extraction, Finding
from models.terms import Terms
from workflows.read import with_checks

TERMS: dict[str, Any] = {
    "currency": "USD",
    "not_to_exceed": "90.00",
    "lines": [{"id": "1", "billing_method": "milestone", "amount": "100.00", "milestones": [{"id": "M1"}]}],
}


def extraction(quotes: dict[str, str], *findings: Finding) -> Extraction:
    document = DocumentInfo(sha256="0" * 64, filename="a.txt", media_type="text/plain", pages=1, characters=1)
    evidence: dict[str, tuple[Evidence, ...]] = {
        at: (Evidence(page=1, start=0, end=len(quote), quote=quote, confidence=0.9),)
        for at, quote in quotes.items()
    }
    terms = Terms.model_validate(TERMS)
    return Extraction(document=document, terms=terms, evidence=evidence, absent={}, findings=findings)


def test_a_finding_quotes_both_places() -> None:
    quotes = {"/not_to_exceed": "not exceed $90.00", "/lines/0/amount": "a fee of $100.00"}
    limit = next(finding for finding in with_checks(extraction(quotes)).findings if finding.code == "L04")
    assert limit.pointers == ("/not_to_exceed", "/lines/0/amount")
    assert limit.quotes == ("not exceed $90.00", "a fee of $100.00")


def test_a_list_is_quoted_by_what_is_in_it() -> None:
    quotes = {"/lines/0/milestones/0/amount": "$1.00 on signature", "/lines/0/amount": "a fee of $100.00"}
    sums = next(finding for finding in with_checks(extraction(quotes)).findings if finding.code == "L01")
    assert sums.quotes == ("$1.00 on signature", "a fee of $100.00")


def test_what_the_reading_has_found_is_not_told_twice() -> None:
    told = Finding(code="L01", severity="warning", message="the milestones come to 0", pointers=("/lines/0",))
    codes = [finding.code for finding in with_checks(extraction({}, told)).findings]
    assert codes == ["L01", "L04", "L12"]
