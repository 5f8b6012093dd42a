from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.dates import find_contract_dates

LONG = "The consultant keeps records of the work. " * 12
CASES: list[tuple[str, dict[str, Any]]] = [
    (
        "This Agreement is made and entered into as of January 5, 2021, by the parties.",
        {"/effective_date": "2021-01-05"},
    ),
    ("Effective Date: 2020-02-29. Acme and Byte agree.", {"/effective_date": "2020-02-29"}),
    (
        "The services run from July 1, 2022 through June 30, 2023.",
        {"/effective_date": "2022-07-01", "/end_date": "2023-06-30"},
    ),
    (
        "Start Date: 3 May 2024. End Date: 9 May 2025.",
        {"/start_date": "2024-05-03", "/end_date": "2025-05-09"},
    ),
    (
        "The original agreement ends on April 30, 2023. This agreement will end on April 30, 2024.",
        {"/end_date": "2024-04-30"},
    ),
    ("The milestone payments end on May 1, 2024.", {"/effective_date": "2024-05-01"}),
    (f"{LONG}The plan is from March 7, 1994.", {}),
    ("Signed this ____ day of ______, 2019.", {}),
]


@pytest.mark.parametrize(("clause", "expected"), CASES)
def test_reads_the_dates_of_the_contract(
    read: Callable[..., dict[str, Any]], clause: str, expected: dict[str, Any]
) -> None:
    assert read(find_contract_dates, clause) == expected
