from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.parties import find_parties

CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        (
            'Made between Northwind Logistics, Inc., a Delaware corporation ("Customer"), and '
            'Brightwater Consulting LLC ("Consultant").'
        ),
        [("Northwind Logistics, Inc.", "customer"), ("Brightwater Consulting LLC", "provider")],
    ),
    (
        'Made between the City of Riverton ("City") and Jane Maria Doe, an individual ("Contractor").',
        [("City of Riverton", "customer"), ("Jane Maria Doe", "provider")],
    ),
    (
        "Park Plan Page 1 of 3 Calder Associates shall invoice the City.",
        [("Calder Associates", None)],
    ),
    ("The weather is fine.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names_those_whom_the_opening_introduces(
    read: Callable[..., dict[str, Any]], text: str, expected: list[tuple[str, str | None]]
) -> None:
    found = read(find_parties, text)
    assert [(party["name"], party["role"]) for _, party in sorted(found.items())] == expected
