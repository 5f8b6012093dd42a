from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.defined_dates import find_defined_dates

CASES: list[tuple[str, dict[str, str]]] = [
    (
        (
            'Work ends on December 31, 2024 (the "Completion Date"). Launch Date: May 1, 2024. '
            "The term commences on the Launch Date and ends on the Completion Date."
        ),
        {"/start_date": "2024-05-01", "/end_date": "2024-12-31"},
    ),
    (
        '"Expiry Date" means the 30th day of June, 2027. This SOW remains in effect until the Expiry Date.',
        {"/end_date": "2027-06-30"},
    ),
    (
        'Dated March 1, 2019 (the "Effective Date"). The term begins on the Effective Date.',
        {},  # the effective date is no start date of its own
    ),
    (
        'Dated March 1, 2019 (the "Effective Date"). This Agreement is signed by both parties.',
        {},  # nothing says when the term starts
    ),
    ("The term ends on the Completion Date stated in Schedule A.", {}),
    ("The Launch Date is May 1, 2024. Interest begins on the Launch Date.", {}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_defined_date_leads_to_its_definition(
    read: Callable[..., dict[str, Any]], text: str, expected: dict[str, str]
) -> None:
    assert read(find_defined_dates, text) == expected
