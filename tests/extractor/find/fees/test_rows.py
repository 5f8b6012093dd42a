from __future__ import annotations

from collections.abc import Callable

from extractor.find.fees.lines import find_fees
from extractor.segment import ContractText

Make = Callable[[str], ContractText]


def test_labels_and_amounts_in_turn_are_a_rate_card(contract: Make) -> None:
    made = contract("Classification\nHourly Rates\nEngineer II\n$125\nTechnician I\n$80\nIntern\n$50\n")
    (line,) = find_fees(made).lines
    assert [(r["role"], r["amount"], r["unit"]) for r in line.values["rates"]] == [
        ("Engineer II", "125", "hour"),
        ("Technician I", "80", "hour"),
        ("Intern", "50", "hour"),
    ]


def test_columns_read_apart_pair_by_their_order(contract: Make) -> None:
    made = contract(
        "The fee is paid by milestones:\nDeliverable\nEstimated Delivery Date Fee\n"
        "• First Outline\n• Seminar on Choices,\nPrices and Duties\n• Closing Paper\n"
        "May 15, 2026 $6,500\nJune 15, 2026 $6,000\nJuly 15, 2026 $7,500\n"
    )
    (line,) = find_fees(made).lines
    assert [(m["name"], m["amount"], m["due_date"]) for m in line.values["milestones"]] == [
        ("First Outline", "6500", "2026-05-15"),
        ("Seminar on Choices, Prices and Duties", "6000", "2026-06-15"),
        ("Closing Paper", "7500", "2026-07-15"),
    ]


def test_an_amount_that_is_the_sum_of_those_above_is_the_total(contract: Make) -> None:
    made = contract(
        "PAYMENT SCHEDULE BY TASK\n1 Review $45,000\n2 Testing $67,000\n3 Training $4,000\n$116,000\n"
    )
    (line,) = find_fees(made).lines
    assert [m["amount"] for m in line.values["milestones"]] == ["45000", "67000", "4000"]
    assert next(c.value for c in find_fees(made).amounts if c.pointer == "/contract_value") == "116000"


def test_a_column_heading_governs_the_rows_below_it(contract: Make) -> None:
    made = contract(
        "Service Name Description Monthly Fee (USD)\n\nA1 Scheduling Job scheduling system. $10,109 TBD\n\n"
        "A2 Desktops Virtual desktops. $5,834 TBD\n"
    )
    assert [(line.values["period"], line.values["amount"]) for line in find_fees(made).lines] == [
        ("month", "10109"),
        ("month", "5834"),
    ]
