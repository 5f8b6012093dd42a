"""The endpoint is asked with a closed schema; whatever goes wrong with it, the extraction goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extractor import extract
from extractor.assist import Endpoint
from models.errors import AssistFailed, NotAvailable

from .conftest import Stub, completion

if TYPE_CHECKING:
    StubAndEndpoint = tuple[Stub, Endpoint]

TEXT = (
    "This Consulting Agreement is between Harbour Analytics LLC and Quillfeather Foods Inc.\n\n"
    "The customer settles what it owes once 45 days have gone by.\n"
)


def codes(findings: object) -> list[str]:
    return [finding.code for finding in findings]  # type: ignore[attr-defined]


def test_a_value_with_its_quote_fills_a_term_and_waits_for_a_person(stub: StubAndEndpoint) -> None:
    server, endpoint = stub
    quote = "settles what it owes once 45 days have gone by"
    server.answer = lambda _: completion(
        {"suggestions": [{"pointer": "/payment/net_days", "value": "45", "quote": quote}]}
    )
    assert extract(TEXT.encode(), "letter.txt").terms.payment is None
    extraction = extract(TEXT.encode(), "letter.txt", assistant=endpoint)
    assert extraction.terms.payment is not None
    assert extraction.terms.payment.net_days == 45
    (evidence,) = extraction.evidence["/payment/net_days"]
    assert (evidence.source, evidence.quote, evidence.confidence) == ("model", quote, 0.0)


def test_it_is_asked_with_a_closed_schema_and_the_visible_text_as_data(stub: StubAndEndpoint) -> None:
    server, endpoint = stub
    endpoint.suggest("Fees are\u200b due.\U000e0041", ["/contract_value", "/no/such"])
    (asked,) = server.asked
    schema = asked["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert schema["schema"]["properties"]["suggestions"]["items"]["properties"]["pointer"]["enum"] == [
        "/contract_value"
    ]
    assert "<contract>\nFees are due.\n</contract>" in asked["messages"][1]["content"]
    assert "tools" not in asked
    assert server.headers[0]["Authorization"] == "Bearer top-secret"
    assert "top-secret" not in repr(endpoint)


def test_a_long_contract_is_asked_in_parts(stub: StubAndEndpoint) -> None:
    server, endpoint = stub
    endpoint.suggest("A sentence of some length.\n\n" * 2_000, ["/contract_value"])
    assert len(server.asked) == 3


def test_nothing_is_sent_where_nothing_can_be_asked(stub: StubAndEndpoint) -> None:
    server, endpoint = stub
    assert endpoint.suggest("Fees are due.", ["/lines"]) == ()
    assert server.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        (500, b""),
        (302, b""),
        (200, b"not json"),
        (200, b"{}"),
        (200, b'{"choices": []}'),
        completion("no JSON at all"),
        completion({"suggestions": [{"pointer": "/contract_value", "value": "1", "quote": "x", "approve": True}]}),
        completion({"approved": True}),
        (200, b"x" * 300_000),
    ],
)  # fmt: skip
def test_another_answer_than_the_one_asked_for_is_a_finding(
    stub: StubAndEndpoint, answer: tuple[int, bytes]
) -> None:
    server, endpoint = stub
    server.answer = lambda _: answer
    with pytest.raises(AssistFailed):
        endpoint.suggest("Fees are due.", ["/contract_value"])
    extraction = extract(TEXT.encode(), "letter.txt", assistant=endpoint)
    assert "model_unavailable" in codes(extraction.findings)
    assert {party.name for party in extraction.terms.parties} == {
        "Harbour Analytics LLC",
        "Quillfeather Foods Inc.",
    }


def test_an_endpoint_that_is_not_there_is_a_finding() -> None:
    gone = Endpoint("http://127.0.0.1:9/v1", "stub")
    assert "model_unavailable" in codes(extract(TEXT.encode(), "letter.txt", assistant=gone).findings)


@pytest.mark.parametrize(
    ("url", "model"),
    [
        ("", ""),
        ("https://llm.example.com/v1", ""),
        ("http://llm.example.com/v1", "m"),
        ("file:///etc/passwd", "m"),
    ],
)
def test_an_endpoint_that_is_missing_or_unsafe_is_refused(url: str, model: str) -> None:
    with pytest.raises(NotAvailable, match="ENGROSS_LLM_URL"):
        Endpoint.at(url, model)


def test_an_address_names_the_endpoint() -> None:
    made = Endpoint.at("https://llm.example.com/v1/", "m", "k")
    assert made == Endpoint("https://llm.example.com/v1", "m", "k")
