from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.identity import find_identity

CASES: list[tuple[str, dict[str, Any]]] = [
    (
        "STATEMENT OF WORK No. SOW-2026-014\n\nThis is made under Master Services Agreement MSA-7.\n",
        {
            "/kind": "statement_of_work",
            "/title": "STATEMENT OF WORK No. SOW-2026-014",
            "/reference": "SOW-2026-014",
            "/parent_reference": "MSA-7",
        },
    ),
    (
        "CHANGE ORDER\n\nThe hours rise to 400.\n",
        {"/kind": "change_order", "/title": "CHANGE ORDER"},
    ),
    (
        "Master Services Agreement\n\nThe parties agree.\n",
        {"/kind": "master_agreement", "/title": "Master Services Agreement"},
    ),
    (
        "CONSULTING AGREEMENT\n\nThe parties agree.\n",
        {"/kind": "services_agreement", "/title": "CONSULTING AGREEMENT"},
    ),
    ("SOFTWARE LICENSE AGREEMENT\n\nText.\n", {"/kind": "license", "/title": "SOFTWARE LICENSE AGREEMENT"}),
    ("Contract No. 4711 for cleaning, dated today, as follows.", {"/kind": "other", "/reference": "4711"}),
    ("A letter about the weather.", {}),
]


@pytest.mark.parametrize(("clause", "expected"), CASES)
def test_names_the_document_and_the_one_above_it(
    read: Callable[..., dict[str, Any]], clause: str, expected: dict[str, Any]
) -> None:
    assert read(find_identity, clause) == expected
