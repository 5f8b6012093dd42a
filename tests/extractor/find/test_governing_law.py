from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.governing_law import find_governing_law

CASES: list[tuple[str, dict[str, Any]]] = [
    (
        "This Agreement shall be governed by and construed under the laws of the State of New York.",
        {"/governing_law": "New York"},
    ),
    (
        "GOVERNING LAW. The laws of England & Wales apply to this contract.",
        {"/governing_law": "England and Wales"},
    ),
    ("Western Australia law applies; venue is Perth.", {"/governing_law": "Western Australia"}),
    ("This SOW is governed by the laws of the P.R.C. only.", {"/governing_law": "China"}),
    ("Interpreted under the laws of the Province of Ontario.", {"/governing_law": "Ontario"}),
    ("Acme is a corporation organized under the laws of Delaware.", {}),
    ("The agreement is governed by good faith.", {}),
]


@pytest.mark.parametrize(("clause", "expected"), CASES)
def test_names_the_law_that_governs(
    read: Callable[..., dict[str, Any]], clause: str, expected: dict[str, Any]
) -> None:
    assert read(find_governing_law, clause) == expected
