from __future__ import annotations

import pytest

from extractor.find.signatories import find_signatories
from extractor.segment import segment
from models.document import Document, Page, Span

CASES = [
    (
        (
            "THIS AGREEMENT is made by and between Oak Works LLC, a Delaware limited liability company (Developer ), and "
            "(Client) Pine Deliveries Inc. for software."
        ),
        [("Oak Works LLC", "provider"), ("Pine Deliveries Inc.", "customer")],
    ),
    (
        "Consulting Services Agreement between June 15, 2005 City of Alder Falls and Birch+Elm Engineers Exhibit B Page 2",
        [("City of Alder Falls", "customer"), ("Birch+Elm Engineers", "provider")],
    ),
    (
        (
            'This Agreement is by and between Telfar Pte, Ltd. ("Recipient"), a company under the laws of Singapore and '
            'Cedar Software Industries Ltd ("Supplier").'
        ),
        [("Telfar Pte, Ltd.", "customer"), ("Cedar Software Industries Ltd", "provider")],
    ),
    (
        (
            'This Agreement is made between Larch Specialists LLC ("Client"), a Delaware corporation, and Pat Sorrel, an '
            'individual. Larch 10, LS (the "Marks") and Florida (the "Territory") are defined below.'
        ),
        [("Larch Specialists LLC", "customer"), ("Pat Sorrel", "provider")],
    ),
    (
        (
            'This Agreement is made by and between Acme Corp., a Delaware corporation ("Customer"), '
            'and Byte Works LLC ("Consultant").'
        ),
        [("Acme Corp.", "customer"), ("Byte Works LLC", "provider")],
    ),
    (
        (
            'THIS AGREEMENT is entered into between Harbor Lines, Inc. (the "Company") and Ridge & Vale Ltd. '
            '(the "Contractor"). Company and Contractor are each a "Party".'
        ),
        [("Harbor Lines, Inc.", "customer"), ("Ridge & Vale Ltd.", "provider")],
    ),
    (
        'CONTRACT among Delta Mills, Inc. ("Delta"), Echo Yarns, Inc. ("Echo") and Foxtrot LLC ("Foxtrot").',
        [("Delta Mills, Inc.", None), ("Echo Yarns, Inc.", None), ("Foxtrot LLC", None)],
    ),
]


@pytest.mark.parametrize(("clause", "expected"), CASES)
def test_names_the_parties_of_the_preamble_with_their_roles(
    clause: str, expected: list[tuple[str, str | None]]
) -> None:
    document = Document(clause, "text/plain", (Page(1, Span(0, len(clause))),))
    found = find_signatories(segment(document))
    assert [(c.value["name"], c.value.get("role")) for c in found] == expected
