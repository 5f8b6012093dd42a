from __future__ import annotations

from typing import Any

import pytest

from models.terms import Terms
from rules import check_terms


def milestone(day: str) -> list[dict[str, Any]]:
    stones = [{"id": "M1", "amount": "5.00", "due_date": day}]
    return [{"id": "1", "billing_method": "milestone", "milestones": stones}]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"lines": milestone("2026-07-01")}, ["L03"]),
        ({"lines": milestone("2025-12-31")}, ["L21"]),
        ({"lines": milestone("2026-06-30")}, []),
        ({"lines": milestone("2026-02-27"), "effective_date": "2026-03-01"}, ["L21"]),
        ({"lines": milestone("2026-03-01"), "effective_date": "2026-03-01"}, []),
        ({"end_date": "2025-12-31"}, ["L03"]),
        ({"renewal": {"automatic": True}}, ["L16"]),
        ({"renewal": {"automatic": True, "notice_days": 30}}, []),
        ({"renewal": {"automatic": True, "notice_days": 30}, "end_date": None}, ["L16"]),
        ({"renewal": {"automatic": False}}, []),
    ],
)
def test_dates_that_cannot_be_are_named(terms: dict[str, Any], expected: list[str]) -> None:
    stated = Terms.model_validate(
        {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-06-30", **terms}
    )
    assert [finding.code for finding in check_terms(stated)] == expected
