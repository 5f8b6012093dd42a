from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from extractor.find.fees.lines import find_fees
from extractor.segment import ContractText

Tabled = Callable[[str, Sequence[Sequence[str]]], ContractText]


def test_a_milestone_table_gives_amounts_dates_and_triggers_and_its_total(tabled: Tabled) -> None:
    made = tabled(
        "Payment schedule",
        [
            ["Milestone", "Acceptance criteria", "Due date", "Amount (EUR)"],
            ["Design", "Approved design", "15 May 2026", "20.000,00"],
            ["Build", "Tests passed", "30 June 2026", "45.000,00"],
            ["Total", "", "", "65.000,00"],
        ],
    )
    (line,) = find_fees(made).lines
    assert [(m["name"], m["amount"], m["due_date"], m["trigger"]) for m in line.values["milestones"]] == [
        ("Design", "20000.00", "2026-05-15", "Approved design"),
        ("Build", "45000.00", "2026-06-30", "Tests passed"),
    ]
    assert ("/contract_value", "65000.00") in [(c.pointer, c.value) for c in find_fees(made).amounts]


def rates(contract: ContractText) -> list[tuple[Any, ...]]:
    (line,) = find_fees(contract).lines
    return [(r["role"], r["location"], r["amount"], r["unit"]) for r in line.values["rates"]]


def test_hours_and_amounts_beside_a_rate_are_not_rates(tabled: Tabled) -> None:
    made = tabled(
        "Staffing estimate",
        [
            ["Resource", "Estimated hours", "Hourly rate", "Amount"],
            ["Project Manager", "100", "$150", "$15,000"],
            ["Engineer", "200", "$125", "$25,000"],
            ["Total", "300", "", "$40,000"],
        ],
    )
    assert rates(made) == [("Project Manager", None, "150", "hour"), ("Engineer", None, "125", "hour")]
    assert ("/contract_value", "40000") in [(c.pointer, c.value) for c in find_fees(made).amounts]


def test_a_matrix_of_roles_and_places_gives_a_rate_for_each(tabled: Tabled) -> None:
    made = tabled(
        "Daily rate card",
        [["Role", "Onshore", "Offshore"], ["Architect", "€980", "€450"], ["Tester", "€640", "€300"]],
    )
    assert rates(made) == [
        ("Architect", "Onshore", "980", "day"),
        ("Architect", "Offshore", "450", "day"),
        ("Tester", "Onshore", "640", "day"),
        ("Tester", "Offshore", "300", "day"),
    ]


def test_percents_of_a_milestone_table_are_shares(tabled: Tabled) -> None:
    made = tabled("Payments", [["Milestone", "Payment %"], ["Signing", "30%"], ["Go-live", "70%"]])
    (line,) = find_fees(made).lines
    assert [(m["name"], m["percent"]) for m in line.values["milestones"]] == [
        ("Signing", "30"),
        ("Go-live", "70"),
    ]


def test_a_frequency_column_tells_recurring_fees_from_fixed_ones(tabled: Tabled) -> None:
    made = tabled(
        "Fee summary",
        [
            ["Description", "Frequency", "Fee"],
            ["Platform set-up", "One-time", "$10,000"],
            ["Managed service", "Monthly", "$4,500"],
            ["Licence", "Annual", "$12,000"],
        ],
    )
    assert [(line.values["billing_method"], line.values.get("period"), line.values["amount"]) for line in find_fees(made).lines] == [
        ("fixed_price", None, "10000"),
        ("recurring", "month", "4500"),
        ("recurring", "year", "12000"),
    ]  # fmt: skip


def test_bands_that_follow_one_another_are_tiers_of_one_price(tabled: Tabled) -> None:
    made = tabled(
        "Usage",
        [["Transactions", "Price per transaction"], ["0 - 10,000", "$0.50"], ["10,001 - 50,000", "$0.40"], ["Over 50,000", "$0.30"]],
    )  # fmt: skip
    (line,) = find_fees(made).lines
    assert line.values["unit"] == "transaction"
    assert line.values["tiers"] == [
        {"up_to": "10000", "unit_amount": "0.50"},
        {"up_to": "50000", "unit_amount": "0.40"},
        {"up_to": None, "unit_amount": "0.30"},
    ]


def test_a_table_of_insurance_limits_has_no_fees(tabled: Tabled) -> None:
    made = tabled(
        "Insurance", [["Coverage", "Limit"], ["General liability", "$1,000,000"], ["Auto", "$500,000"]]
    )
    assert find_fees(made).lines == []
