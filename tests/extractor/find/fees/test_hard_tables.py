from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from extractor.find.fees.lines import find_fees
from extractor.pipeline import extract_document
from extractor.read import read_document
from extractor.segment import ContractText
from models.extraction import Extraction

Tabled = Callable[[str, Sequence[Sequence[str]]], ContractText]


def of_text(text: str) -> Extraction:
    document = read_document(text.encode(), "sow.txt")
    return extract_document(document, filename="sow.txt", sha256="0" * 64)


def milestones(made: ContractText) -> list[tuple[Any, ...]]:
    (line,) = find_fees(made).lines
    return [(m["name"], m["amount"]) for m in line.values["milestones"]]


def test_a_party_called_insurance_company_does_not_make_a_table_one_of_insurance(tabled: Tabled) -> None:
    made = tabled(
        'between Kestrel Mutual Insurance Company ("Client") and Provider. Client shall pay:',
        [["Deliverable", "Payment %", "Amount (USD)"], ["Model", "40%", "48,000.00"], ["Reports", "60%", "72,000.00"], ["TOTAL", "100%", "120,000.00"]],
    )  # fmt: skip
    assert milestones(made) == [("Model", "48000.00"), ("Reports", "72000.00")]


def test_two_tables_in_one_grid_have_each_their_columns(tabled: Tabled) -> None:
    made = tabled(
        "Pricing",
        [
            ["Item", "Qty", "Unit Price", "Extended"],
            ["Sensor", "40", "$310.00", "$12,400.00"],
            ["Gateway", "6", "$1,150.00", "$6,900.00"],
            ["Sales tax (8.25%)", "", "", "$1,592.25"],
            ["Total", "", "", "$20,892.25"],
            ["B. Labor", "", "", ""],
            ["Position", "Hours", "Rate", "Total"],
            ["Engineer", "80", "$145.00", "$11,600.00"],
            ["Analyst", "100", "$95.00", "$9,500.00"],
        ],
    )
    lines = [line.values for line in find_fees(made).lines]
    assert [line["unit_amount"] for line in lines if line["billing_method"] == "unit_price"] == [
        "310.00",
        "1150.00",
    ]
    (time,) = [line for line in lines if line["billing_method"] == "time_and_materials"]
    assert [(r["role"], r["amount"], r["unit"]) for r in time["rates"]] == [
        ("Engineer", "145.00", "hour"),
        ("Analyst", "95.00", "hour"),
    ]


def test_columns_without_telling_headers_are_told_by_their_product(tabled: Tabled) -> None:
    made = tabled(
        "Staffing",
        [["Resource", "Effort", "Price", "Total"], ["Engineer", "80", "145", "11,600"], ["Analyst", "100", "95", "9,500"]],
    )  # fmt: skip
    (line,) = find_fees(made).lines
    assert [(r["role"], r["amount"]) for r in line.values["rates"]] == [
        ("Engineer", "145"),
        ("Analyst", "95"),
    ]


def test_the_price_before_retainage_is_the_milestone(tabled: Tabled) -> None:
    made = tabled(
        "Milestones",
        [["Milestone", "Amount", "Retainage (10%)", "Net payment"], ["Design", "$10,000", "$1,000", "$9,000"], ["Build", "$20,000", "$2,000", "$18,000"]],
    )  # fmt: skip
    assert milestones(made) == [("Design", "10000"), ("Build", "20000")]


def test_of_original_and_revised_amounts_the_revised_hold(tabled: Tabled) -> None:
    made = tabled(
        "Milestones",
        [["Milestone", "Original amount", "Change", "Revised amount"], ["Design", "$10,000", "$2,000", "$12,000"], ["Build", "$20,000", "$0", "$20,000"]],
    )  # fmt: skip
    assert milestones(made) == [("Design", "12000"), ("Build", "20000")]


def test_subtotals_in_any_column_are_no_milestones(tabled: Tabled) -> None:
    made = tabled(
        "Milestones",
        [["Due date", "Milestone", "Fee"], ["4 May 2026", "Plan", "$1,000"], ["5 June 2026", "Model", "$2,000"], ["Subtotal", "", "$3,000"], ["7 July 2026", "Go-live", "$4,000"], ["Total", "", "$7,000"]],
    )  # fmt: skip
    assert milestones(made) == [("Plan", "1000"), ("Model", "2000"), ("Go-live", "4000")]


def test_a_monthly_and_an_annual_column_of_one_price_are_billed_monthly(tabled: Tabled) -> None:
    made = tabled(
        "Fees",
        [["Service", "Monthly fee", "Annual fee"], ["Network", "$3,200", "$38,400"], ["Help desk", "$1,500", "$18,000"]],
    )  # fmt: skip
    found = [(line.values["amount"], line.values["period"]) for line in find_fees(made).lines]
    assert found == [("3200", "month"), ("1500", "month")]


def test_a_column_for_each_year_gives_a_fee_in_its_year() -> None:
    found = of_text(
        "This Agreement is effective as of March 1, 2026.\n\nSCHEDULE B - FEES\n\n"
        "Service                  Year 1      Year 2      Total\n"
        "Subscription             $24,000     $25,200     $49,200\n"
        "Support                  $6,000      $6,000      $12,000\n"
    )
    first, second, support = found.terms.lines
    assert (first.amount, str(first.start_date), str(first.end_date)) == (
        Decimal(24000),
        "2026-03-01",
        "2027-02-28",
    )
    assert (second.amount, str(second.start_date)) == (Decimal(25200), "2027-03-01")
    assert (support.amount, support.period, support.start_date) == (Decimal(6000), "year", None)


def test_units_in_a_column_tell_unit_prices_from_rates(tabled: Tabled) -> None:
    made = tabled(
        "Prices",
        [["Item", "Unit", "Rate"], ["Soil analysis", "sample", "$510"], ["Training", "session", "$77"]],
    )
    assert [(line.values["unit"], line.values["unit_amount"]) for line in find_fees(made).lines] == [
        ("sample", "510"),
        ("session", "77"),
    ]


def test_lists_of_milestones_keep_their_due_events_and_names() -> None:
    found = of_text(
        "STATEMENT OF WORK\n\nThe milestone payments are:\n\n"
        "Milestone 1: Project plan - $15,000 - due upon signing\n"
        "Milestone 2: Requirements accepted by Client - $30,000\n"
        "Milestone 3: Final acceptance - $45,000\n"
    )
    (line,) = found.terms.lines
    assert [(m.name, m.amount) for m in line.milestones] == [
        ("Milestone 1: Project plan", Decimal(15000)),
        ("Milestone 2: Requirements accepted by Client", Decimal(30000)),
        ("Milestone 3: Final acceptance", Decimal(45000)),
    ]
    assert line.milestones[0].trigger == "upon signing"


def test_a_table_over_two_pages_goes_on_under_its_header_with_other_widths() -> None:
    found = of_text(
        "Payment milestones\n\nMilestone           Due date        Amount\n"
        "Design              2026-05-01      $10,000\nBuild               2026-06-01      $20,000\n"
        "\fTest and training     2026-07-01   $30,000\nGo-live               2026-08-01   $40,000\n"
    )
    (line,) = found.terms.lines
    assert [(m.name, m.amount, str(m.due_date)) for m in line.milestones] == [
        ("Design", Decimal(10000), "2026-05-01"),
        ("Build", Decimal(20000), "2026-06-01"),
        ("Test and training", Decimal(30000), "2026-07-01"),
        ("Go-live", Decimal(40000), "2026-08-01"),
    ]
