"""A case under other terms: what it plays is beside the case, which stays as it is."""

from __future__ import annotations

from datetime import date

from models.terms import Terms
from rules import Variant
from rules.readings.expected_payments import Conduct
from workflows.case import Case
from workflows.simulate import simulate

TERMS = Terms.model_validate(
    {
        "currency": "USD",
        "effective_date": "2026-01-10",
        "payment": {"net_days": 30},
        "start_date": "2026-01-10",
        "end_date": "2026-12-31",
        "lines": [{"id": "1", "billing_method": "recurring", "amount": "100.00", "period": "month"}],
    }
)


def test_variants_are_played_beside_the_case() -> None:
    other = Terms.model_validate({**TERMS.model_dump(mode="json"), "payment": {"net_days": 45}})
    made = simulate(Case(TERMS, date(2026, 2, 1)), [Variant("45 days", other)], conduct=Conduct())
    assert [variant.name for variant in made.variants] == ["45 days"]
    assert made.base.days_to_cash != made.variants[0].days_to_cash
