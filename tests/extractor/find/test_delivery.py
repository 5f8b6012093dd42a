from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from extractor.find.delivery import find_acceptance, find_escalation, find_retention

CASES: list[tuple[Callable[..., Any], str, dict[str, Any]]] = [
    (
        find_acceptance,
        "Client has ten (10) business days to accept or reject each deliverable.",
        {"/acceptance/review_days": 10, "/acceptance/business_days": True},
    ),
    (
        find_acceptance,
        "Services not rejected are deemed accepted.",
        {"/acceptance/deemed": True},
    ),
    (
        find_acceptance,
        "Contractor shall correct a rejected deliverable within five (5) days.",
        {"/acceptance/cure_days": 5},
    ),
    (find_acceptance, "Silence is not acceptance of a deliverable.", {"/acceptance/deemed": False}),
    (find_acceptance, "The deliverables are accepted upon notice of thirty (30) days.", {}),
    (
        find_retention,
        "Client retains ten percent (10%) of each invoice.",
        {"/retention/percent": Decimal(10)},
    ),
    (
        find_retention,
        "City shall pay the last 5% of the total sum due after completion of the services.",
        {"/retention/percent": Decimal(5)},
    ),
    (find_retention, "Seller retains 20% ownership of the total.", {}),
    (find_retention, "Half, or 50%, of the fee is due upon completion.", {}),
    (find_escalation, "Fees increase by 3% each year.", {"/escalation/percent": Decimal(3)}),
    (
        find_escalation,
        "Rates are adjusted annually by the Consumer Price Index, up to 4%.",
        {"/escalation/index": "CPI", "/escalation/cap_percent": Decimal(4)},
    ),
    (find_escalation, "Late fees increase by 2% interest each year.", {}),
    (
        find_escalation,
        "Fees are indexed annually to the RPI, never by less than 1% or more than 3%.",
        {
            "/escalation/index": "RPI",
            "/escalation/floor_percent": Decimal(1),
            "/escalation/cap_percent": Decimal(3),
        },
    ),
    (find_acceptance, "A report not rejected is regarded as accepted.", {"/acceptance/deemed": True}),
    (find_escalation, "Prices do not change.", {}),
]


@pytest.mark.parametrize(("finder", "clause", "expected"), CASES)
def test_reads_acceptance_retention_and_escalation(
    read: Callable[..., dict[str, Any]],
    finder: Callable[..., Any],
    clause: str,
    expected: dict[str, Any],
) -> None:
    assert read(finder, clause) == expected
