from __future__ import annotations

from typing import Any

import pytest

from extractor.segment import segment
from extractor.settle.checks import check_words
from models.document import Cell, Document, Page, Span, Table
from models.extraction import Finding
from models.terms import Terms


def document(text: str, rows: list[list[str]] | None = None) -> Document:
    """A text with a table below it."""
    cells, body = [], text + "\n\n"
    start = len(body)
    for number, row in enumerate(rows or []):
        for column, words in enumerate(row):
            cells.append(Cell(number, column, Span(len(body), len(body) + len(words)), header=number == 0))
            body += words + ("\n" if column == len(row) - 1 else "\t")
    tables = (Table(Span(start, len(body)), tuple(cells)),) if cells else ()
    return Document(body, "text/plain", (Page(1, Span(0, len(body))),), tables=tables)


def found(
    text: str, rows: list[list[str]] | None = None, *, known: tuple[Finding, ...] = (), **terms: Any
) -> list[tuple[str, tuple[str, ...]]]:
    contract = segment(document(text, rows))
    return [(f.code, f.quotes) for f in check_words(contract, Terms.model_validate(terms), known=known)]


HEADER = ["Role", "Hours", "Hourly Rate", "Total"]
GOOD = ["Analyst", "20", "$100.00", "$2,000.00"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [HEADER, ["Engineer", "40", "$150.00", "$6,500.00"], GOOD, GOOD],
            [("L07", ("40", "$150.00", "$6,500.00"))],
        ),
        ([HEADER, ["Engineer", "40", "$150.00", "$6,500.00"]], [("L07", ("40", "$150.00", "$6,500.00"))]),
        ([HEADER, ["Engineer", "40", "$150.00", "$6,000.00"], GOOD], []),
        ([HEADER, ["Engineer", "40.5", "$150.33", "$6,088"]], []),  # 6,088.365, in whole dollars
        ([HEADER, ["Total", "60", "$150.00", "$8,000.00"], GOOD], []),  # a total is no product
        ([HEADER, ["Engineer", "40", "", "$6,500.00"], GOOD], []),
        # Every row twelve times its product: the totals are of a year, not of the row.
        ([HEADER, ["Engineer", "1", "$100.00", "$1,200.00"], ["Lead", "1", "$200.00", "$2,400.00"]], []),
        ([["Role", "Hourly Rate", "Total"], ["Engineer", "$150.00", "$6,500.00"]], []),
        ([[*HEADER, "Discount %"], ["Engineer", "40", "$150.00", "$5,400.00", "10%"]], []),
    ],
)
def test_a_row_whose_hours_at_the_rate_are_not_its_subtotal(
    rows: list[list[str]], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert found("FEES", rows) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Design work: 40 hours at $150.00 per hour, for a total of $6,500.00.", ["L07"]),
        ("Design work: 40 hours x $150.00 = $6,000.00.", []),
        ("The customer pays within thirty (60) days of receipt.", ["L08"]),
        ("The customer pays within sixty (60) days of receipt.", []),
        ("A notice of one-hundred-and-eighty (180) days is needed.", []),
        ("The fee is five thousand dollars ($50,000.00).", ["L08"]),
        ("The fee is fifty thousand dollars ($50,000.00).", []),
        ("The limit is three (3) million dollars ($3,000,000).", []),
        ("The estimated fees shall not exceed $90,000.00.", ["L24"]),
        ("The estimated fees are $80,000.00 and shall not exceed $90,000.00.", []),
        ("The fees are estimated at $80,000.00. They shall not exceed $80,000.00.", []),
        ("The estimated hours shall not exceed 400 hours.", []),
    ],
)
def test_words_that_contradict_each_other(text: str, codes: list[str]) -> None:
    assert [code for code, _ in found(text)] == codes


ENGLISH = {"governing_law": "England and Wales", "currency": "GBP"}
AMERICAN = {"governing_law": "State of New York", "currency": "USD", "ship_to_country": "United States"}


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("Prices are exclusive of sales tax.", ENGLISH, [("L25", ("sales tax",))]),
        ("Prices are exclusive of VAT, sales tax and the like.", ENGLISH, []),
        ("Prices are exclusive of sales tax.", {**ENGLISH, "currency": "USD"}, []),
        ("Prices are exclusive of VAT.", ENGLISH, []),
        ("Prices are exclusive of value added tax.", AMERICAN, [("L25", ("value added tax",))]),
        ("Prices are exclusive of value added tax.", {**AMERICAN, "ship_to_country": None}, []),
        ("Prices are exclusive of sales and use taxes.", AMERICAN, []),
    ],
)
def test_taxes_of_another_region(text: str, terms: dict[str, Any], expected: list[Any]) -> None:
    assert found(text, **terms) == expected


def test_a_limit_that_was_read_is_named_beside_its_sentence() -> None:
    contract = segment(document("The estimated fees shall not exceed $90,000.00."))
    (finding,) = check_words(contract, Terms.model_validate({"not_to_exceed": "90000.00"}))
    assert (finding.pointers, finding.quotes) == (
        ("/not_to_exceed",),
        ("The estimated fees shall not exceed $90,000.00.",),
    )


def test_what_a_finder_has_told_is_not_told_again() -> None:
    quote = "thirty (60) days"
    told = Finding(code="L08", severity="warning", message="-", quotes=(quote,))
    assert found(f"The customer pays within {quote} of receipt.", known=(told,)) == []
