from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.payload import TimeEntry
from models.terms import Line, Terms
from rules.agreement.contract import LineVersion
from rules.prices.rate_card import find_rate

RATES = [
    {"amount": "100"},
    {"role": "Lead", "amount": "200"},
    {"role": "Lead", "location": "Tokyo", "amount": "300"},
    {"location": "Tokyo", "amount": "150"},
    {"role": "Old", "amount": "90", "effective_to": "2026-01-31"},
    {"role": "New", "amount": "95", "effective_from": "2026-02-01"},
    {"role": "Twice", "amount": "10"},
    {"role": "Twice", "amount": "11"},
    {"role": "Same", "amount": "10"},
    {"role": "Same", "amount": "10"},
]


@pytest.mark.parametrize(
    ("role", "location", "day", "index"),
    [
        ("Lead", "Tokyo", 1, 2),
        ("lead  ", None, 1, 1),
        (None, "tokyo", 1, 3),
        ("Intern", None, 1, 0),
        ("Old", None, 31, 4),
        ("New", None, 31, 0),
        ("Twice", None, 1, None),
        ("Same", None, 1, 8),
    ],
)
def test_the_most_specific_rate_wins(
    role: str | None, location: str | None, day: int, index: int | None
) -> None:
    line = Line.model_validate({"id": "1", "billing_method": "time_and_materials", "rates": RATES})
    entry = TimeEntry(
        entry_id="t", person="p", role=role, location=location, date=date(2026, 1, day), hours=Decimal(1)
    )
    assert find_rate(LineVersion(date.min, date.max, 0, line, Terms()), entry) == index


def test_a_rate_that_is_over_prices_nothing() -> None:
    rates = [{"role": "Old", "amount": "90", "effective_to": "2026-01-31"}, {"role": "Old"}]
    line = Line.model_validate({"id": "1", "billing_method": "time_and_materials", "rates": rates})
    entry = TimeEntry(entry_id="t", person="p", role="Old", date=date(2026, 2, 1), hours=Decimal(1))
    assert find_rate(LineVersion(date.min, date.max, 0, line, Terms()), entry) is None


def rated(*rates: dict[str, str | bool], day: int = 15, person: str = "p") -> int | None:
    line = Line.model_validate({"id": "1", "billing_method": "time_and_materials", "rates": rates})
    entry = TimeEntry(entry_id="t", person=person, role="Lead", date=date(2026, 2, day), hours=Decimal(1))
    return find_rate(LineVersion(date.min, date.max, 0, line, Terms()), entry)


def test_a_person_s_own_rate_goes_before_the_role_s() -> None:
    rates: list[dict[str, str | bool]] = [
        {"role": "Lead", "amount": "200"},
        {"person": "Ada", "amount": "250"},
    ]
    assert (rated(*rates, person="ada"), rated(*rates, person="bob")) == (1, 0)


def test_a_blended_rate_goes_before_all() -> None:
    assert rated({"role": "Lead", "amount": "200"}, {"role": "any", "blended": True, "amount": "180"}) == 1


def test_a_later_rate_replaces_one_that_states_no_end() -> None:
    old: dict[str, str | bool] = {"role": "Lead", "amount": "200"}
    new: dict[str, str | bool] = {"role": "Lead", "amount": "210", "effective_from": "2026-02-10"}
    assert (rated(old, new, day=9), rated(old, new, day=10)) == (0, 1)


def test_stated_dates_that_overlap_conflict() -> None:
    old: dict[str, str | bool] = {"role": "Lead", "amount": "200", "effective_to": "2026-02-28"}
    assert rated(old, {"role": "Lead", "amount": "210", "effective_from": "2026-02-10"}) is None
