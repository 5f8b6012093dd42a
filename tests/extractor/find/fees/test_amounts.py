from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.find.fees.lines import find_fees
from extractor.segment import ContractText

Make = Callable[[str], ContractText]


@pytest.mark.parametrize(
    ("clause", "pointer", "value"),
    [
        ("City shall pay Consultant an amount not to exceed $30,000 for all work.", "/not_to_exceed", "30000"),
        (
            "Maximum compensation under this SOW shall not exceed Seventy-Five Thousand Dollars ($75,000).",
            "/not_to_exceed",
            "75000",
        ),
        ("The total contract value is $246,000.", "/contract_value", "246000"),
        ("Supplier is paid a total fixed price of USD 480,000.", "/contract_value", "480000"),
        ("Larch accepts CHF 120,000 as full compensation for the Services.", "/contract_value", "120000"),
        ("Our remuneration for the complete performance of this letter is USD 90,000.", "/contract_value", "90000"),
        ("The fees that Fennel pays will in no case be higher than $27,900.", "/not_to_exceed", "27900"),
        ("In no event shall the aggregate fees payable by Fennel exceed $54,500 without consent.", "/not_to_exceed", "54500"),
        ("If the fees for a month fall short of $700.00, Fennel shall pay the difference.", "/minimum_commitment/amount", "700.00"),
        ("If the fees for a month fall short of $700.00, Fennel shall pay the difference.", "/minimum_commitment/period", "month"),
        ("Larch is guaranteed revenue of $5,400 per month.", "/minimum_commitment/amount", "5400"),
        ("Reimbursable expenses shall not exceed $4,000.", "/expenses/cap", "4000"),
        ("Customer commits to purchase a minimum of $250,000 in each contract year.", "/minimum_commitment/amount", "250000"),
        ("Customer commits to purchase a minimum of $250,000 in each contract year.", "/minimum_commitment/period", "year"),
        ("An advance payment of $20,000 is paid upon signing and recouped from later invoices.", "/advance/amount", "20000"),
        ("The fee is CHF 1'200.00.", "/currency", "CHF"),
        ("All amounts are stated in U.S. dollars.", "/currency", "USD"),
    ],
)  # fmt: skip
def test_an_amount_of_the_whole_contract_is_found(
    clause: str, pointer: str, value: str, contract: Make
) -> None:
    made = contract(clause)
    best = next(c for c in find_fees(made).amounts if c.pointer == pointer)
    assert best.value == value
    assert made.document.quote(best.span).strip()


@pytest.mark.parametrize(
    "clause",
    [
        "In no event shall liability exceed $500,000.",
        "Insurance with limits of not less than $2,000,000 per occurrence.",
        "Audit costs are reimbursed not to exceed $5,000.",
    ],
)
def test_liability_insurance_and_audit_sums_limit_no_fees(clause: str, contract: Make) -> None:
    assert {c.pointer for c in find_fees(contract(clause)).amounts} <= {"/currency"}


def test_a_limit_in_any_month_is_no_limit_of_the_whole(contract: Make) -> None:
    found = find_fees(
        contract("Fennel pays a fee of $10 per order. The fees will not exceed $50,000 in any month.")
    )
    assert "/not_to_exceed" not in {c.pointer for c in found.amounts}
