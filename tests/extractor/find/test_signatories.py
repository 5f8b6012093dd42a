from __future__ import annotations

import pytest

from extractor.find.signatories import find_signatories
from extractor.segment import segment
from models.document import Document, Page, Span

CASES = [
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
