from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.fees.lines import find_fees
from extractor.segment import ContractText
from models.pointer import resolve
from models.terms import Line

Make = Callable[[str], ContractText]


def stated(value: Any) -> Any:
    """The value without what is None or empty."""
    if isinstance(value, dict):
        return {k: stated(v) for k, v in value.items() if v is not None and v != []}
    return [stated(v) for v in value] if isinstance(value, list) else value


CLAUSES: list[tuple[str, list[dict[str, Any]]]] = [
    (
        "Client shall pay a one-time set-up fee of $5,000 and, for hosting, $1,200 per month.",
        [
            {"id": "1", "name": "one-time set-up fee", "billing_method": "fixed_price", "amount": "5000"},
            {"id": "2", "billing_method": "recurring", "amount": "1200", "period": "month"},
        ],
    ),
    (
        (
            "Consultant is paid a daily rate of £850 for the Lead Architect and £640 per day for each Developer. "
            "A day is eight (8) hours."
        ),
        [
            {
                "id": "1",
                "billing_method": "time_and_materials",
                "rates": [
                    {"role": "Lead Architect", "amount": "850", "unit": "day"},
                    {"role": "Developer", "amount": "640", "unit": "day"},
                ],
                "hours_per_day": "8",
            }
        ],
    ),
    (
        "The hourly rates are: Partner $450, Manager $300.",
        [
            {
                "id": "1",
                "billing_method": "time_and_materials",
                "rates": [
                    {"role": "Partner", "amount": "450", "unit": "hour"},
                    {"role": "Manager", "amount": "300", "unit": "hour"},
                ],
            }
        ],
    ),
    (
        (
            "Client will pay a fixed fee of $36,000 in twelve equal monthly instalments of $3,000, "
            "the first on April 1, 2026."
        ),
        [
            {
                "id": "1",
                "billing_method": "fixed_price",
                "amount": "36000",
                "instalments": {"count": 12, "period": "month", "first_on": "2026-04-01"},
            }
        ],
    ),
    (
        (
            "Client will pay a monthly retainer of $8,000, which includes 40 hours. Hours beyond that are billed at "
            "$210 per hour. Unused hours roll over for one month."
        ),
        [
            {
                "id": "1",
                "name": "monthly retainer",
                "billing_method": "retainer",
                "amount": "8000",
                "period": "month",
                "included_hours": "40",
                "overage_rate": "210",
                "rollover": {"periods": 1},
            }
        ],
    ),
    (
        "Client shall pay a fee of $0.12 per statement printed.",
        [
            {
                "id": "1",
                "name": "Per statement printed",
                "billing_method": "unit_price",
                "unit": "statement printed",
                "unit_amount": "0.12",
            }
        ],
    ),
    (
        "Agent shall receive a commission of 5% of Net Sales.",
        [{"id": "1", "billing_method": "percentage", "percent": "5", "basis": "Net Sales"}],
    ),
    ("Fees are cost plus 12%.", [{"id": "1", "billing_method": "cost_plus", "percent": "12"}]),
    (
        "The Services are provided on a time and materials basis at the rates of Exhibit C.",
        [{"id": "1", "billing_method": "time_and_materials"}],
    ),
]


@pytest.mark.parametrize(("clause", "lines"), CLAUSES)
def test_a_clause_gives_its_lines(clause: str, lines: list[dict[str, Any]], contract: Make) -> None:
    assert [stated(line.values) for line in find_fees(contract(clause)).lines] == lines


@pytest.mark.parametrize(("clause", "lines"), CLAUSES)
def test_every_line_is_a_line_of_the_terms_and_every_value_has_its_words(
    clause: str, lines: list[dict[str, Any]], contract: Make
) -> None:
    made = contract(clause)
    for line in find_fees(made).lines:
        Line.model_validate(stated(line.values), strict=False)
        for pointer, spans in line.evidence.items():
            assert resolve(line.values, pointer) is not None
            assert all(made.document.quote(span).strip() for span in spans)


@pytest.mark.parametrize(
    "clause",
    [
        "In no event shall either party's liability exceed $500,000.",
        "Provider maintains general liability insurance of $1,000,000 per occurrence.",
        "Provider will credit Client $200 per day of delay.",
        "For example, 4,750 x $0.165 = $783.75 would be paid as a fee.",
        "The exercise price shall be $0.15 per share.",
        "Provider shall not incur any cost above $2,500 without approval.",
        "Late amounts bear interest at 1.5% per month.",
        "10% of each invoice will be withheld until final acceptance.",
        "The fee is $____ per month.",
    ],
)
def test_what_is_not_a_fee_makes_no_line(clause: str, contract: Make) -> None:
    assert find_fees(contract(clause)).lines == []


def test_shares_of_a_fee_are_milestones_of_one_line_with_the_fee_as_its_amount(contract: Make) -> None:
    made = contract(
        "The fixed fee is $120,000, payable as follows:\n(a) 30% upon signing of this SOW;\n"
        "(b) 40% upon acceptance of the Beta Release; and\n(c) 30% upon Final Acceptance."
    )
    (line,) = find_fees(made).lines
    assert (line.values["billing_method"], line.values["amount"]) == ("milestone", "120000")
    assert [(m["id"], m["percent"], m["trigger"]) for m in line.values["milestones"]] == [
        ("M1", "30", "upon signing of this SOW"),
        ("M2", "40", "upon acceptance of the Beta Release"),
        ("M3", "30", "upon Final Acceptance"),
    ]
    assert line.notes == ()


def test_shares_short_of_the_whole_are_noted_not_mended(contract: Make) -> None:
    made = contract("The fee is payable 30% upon signing, 40% upon delivery and 20% upon acceptance.")
    (line,) = find_fees(made).lines
    assert [m["percent"] for m in line.values["milestones"]] == ["30", "40", "20"]
    assert line.notes == (("L02", "the milestones' percents come to 90, not 100"),)


def test_each_workstream_has_its_own_lines_and_a_limit_inside_caps_only_it(contract: Make) -> None:
    made = contract(
        "Workstream A - Build\nClient shall pay a fixed fee of $40,000 for the build.\n\n"
        "Workstream B - Support\nSenior Consultant: $175 per hour\nAnalyst: $95 per hour\n\n"
        "Fees for this workstream shall not exceed $60,000.\n"
    )
    build, support = find_fees(made).lines
    assert (build.values["name"], build.values["amount"]) == ("Workstream A - Build", "40000")
    assert support.values["name"] == "Workstream B - Support"
    assert [(r["role"], r["amount"]) for r in support.values["rates"]] == [
        ("Senior Consultant", "175"),
        ("Analyst", "95"),
    ]
    assert [(c["amount"], c["scope"]) for c in support.values["caps"]] == [("60000", "line")]
    assert "/not_to_exceed" not in {c.pointer for c in find_fees(made).amounts}


def test_a_price_payable_upon_each_milestone_is_the_fee_that_they_split(contract: Make) -> None:
    made = contract(
        "Provider builds the platform for a fixed price of $300,000.00, payable upon acceptance of each milestone:\n"
        "- Architecture approved: $60,000.00\n- Pilot accepted: $135,000.00\n- Roll-out accepted: $105,000.00\n"
    )
    (line,) = find_fees(made).lines
    assert [m["amount"] for m in line.values["milestones"]] == ["60000.00", "135000.00", "105000.00"]


def test_equal_instalments_on_listed_days_are_payments_of_the_total_that_they_come_to(
    contract: Callable[[str], ContractText],
) -> None:
    found = find_fees(
        contract(
            "Larch is entitled to compensation in the amount of $90,000, to be paid in equal installments of $30,000 (Thirty Thousand Dollars)"
            " on January 10, 2031, May 10, 2031 and September 10, 2031."
        )
    )
    (line,) = found.lines
    parts = [(part["amount"], part["due_date"]) for part in line.values["milestones"]]
    assert parts == [("30000", "2031-01-10"), ("30000", "2031-05-10"), ("30000", "2031-09-10")]
    assert [c.value for c in found.amounts if c.pointer == "/contract_value"] == ["90000"]


def test_a_list_of_prices_per_product_is_of_unit_prices(contract: Callable[[str], ContractText]) -> None:
    found = find_fees(contract("Schedule 2 Prices\n\nOak Frame $610\n\nElm Frame $450\n\nAsh Hinge $70\n"))
    assert [line.values["billing_method"] for line in found.lines] == ["unit_price"] * 3


@pytest.mark.parametrize(
    ("clause", "method"),
    [
        ("A management fee in the amount of CAD 23,000 shall be payable each and every month.", "recurring"),
        ("In addition, Larch will charge $2,500 once for initial configuration.", "fixed_price"),
    ],
)
def test_words_behind_an_amount_tell_how_often_it_is_due(
    clause: str, method: str, contract: Callable[[str], ContractText]
) -> None:
    assert [line.values["billing_method"] for line in find_fees(contract(clause)).lines] == [method]
