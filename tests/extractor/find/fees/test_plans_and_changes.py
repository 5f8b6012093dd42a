from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.find.fees.lines import find_fees
from extractor.segment import ContractText

Make = Callable[[str], ContractText]


def parts(made: ContractText) -> list[tuple[Any, ...]]:
    (line,) = find_fees(made).lines
    return [(m["amount"], m["percent"], m["trigger"]) for m in line.values["milestones"]]


def best(made: ContractText, pointer: str) -> str | None:
    return next((c.value for c in find_fees(made).amounts if c.pointer == pointer), None)


@pytest.mark.parametrize(
    "plan",
    [
        "First payment, on acceptance of the prototype: $24,000;\nSecond payment, upon delivery of the manual: $36,000.",
        "$24,000 on acceptance of the prototype and $36,000 upon delivery of the manual.",
        "- 40 per cent \u2013 $24,000 \u2013 on acceptance of the prototype;\n- 60 per cent \u2013 $36,000 \u2013 upon delivery of the manual.",
        "(i) 40 percent of the total price ($24,000) on acceptance of the prototype;\n"
        "(ii) 60 percent of the total price ($36,000) upon delivery of the manual.",
        "A payment of $24,000 shall be made on acceptance of the prototype;\n"
        "A payment of $36,000 shall be made upon delivery of the manual;",
    ],
)
def test_a_plan_in_words_is_read_alike_whatever_stands_first(plan: str, contract: Make) -> None:
    assert parts(contract(f"The price is payable as follows:\n{plan}\n")) == [
        ("24000", None, "on acceptance of the prototype"),
        ("36000", None, "upon delivery of the manual"),
    ]


def test_the_release_of_a_retention_is_no_plan_for_the_price(contract: Make) -> None:
    made = contract(
        "The retention is released as follows: 50% on final acceptance and 50% upon completion of the warranty."
    )
    assert find_fees(made).lines == []


@pytest.mark.parametrize(
    ("change", "total", "added"),
    [
        ("The total price rises from $67,500 to $81,000 (plus $13,500).", "81000", None),
        ("By this change order the price is increased by $13,500 to $81,000.", "81000", "13500"),
        (
            "Client shall pay an additional $13,500, so that the total price, formerly $67,500, becomes $81,000.",
            "81000",
            "13500",
        ),
    ],
)
def test_a_change_states_the_new_total_and_not_the_old_price(
    change: str, total: str, added: str | None, contract: Make
) -> None:
    made = contract(f"The Statement of Work provides for a fixed price of $67,500. {change}")
    assert best(made, "/contract_value") == total
    amounts = {line.values["amount"] for line in find_fees(made).lines}
    assert "67500" not in amounts
    assert added is None or added in amounts


def test_a_raised_limit_is_the_new_one(contract: Make) -> None:
    made = contract("The not-to-exceed amount is changed from $25,000 to $40,000.")
    assert best(made, "/not_to_exceed") == "40000"


@pytest.mark.parametrize(
    "clause",
    [
        "WHEREAS, Client paid Consultant a fixed fee of $95,000 under the first statement of work; and",
        "Example. If Consultant works 10 hours at $200 per hour, the charge is $2,000.",
        "Client shall pay a termination fee of $12,000 if it terminates for convenience.",
        "Rates of $190 per hour, which are hereby superseded.",
    ],
)
def test_what_is_recalled_illustrated_or_superseded_is_no_fee(clause: str, contract: Make) -> None:
    assert find_fees(contract(clause)).lines == []


@pytest.mark.parametrize(
    ("clause", "pointer", "value"),
    [
        (
            "The fees billed in any month shall be no less than $3,000.",
            "/minimum_commitment/amount",
            "3000",
        ),
        ("Minimum commitment: $7,900 per calendar quarter.", "/minimum_commitment/period", "quarter"),
        ("A minimum annual charge of $62,500 applies.", "/minimum_commitment/period", "year"),
        ("Client shall not be obliged to pay more than $54,000 for the Services.", "/not_to_exceed", "54000"),
        ("The overall budget of $212,000 is a firm upper limit on fees.", "/not_to_exceed", "212000"),
        ("The aggregate fee for this letter shall be $110,000.", "/contract_value", "110000"),
        ("In consideration of the Services, Client shall pay Provider the sum of $18,000.", "/contract_value", "18000"),
        ("A deposit of $15,000 is due on signing and credited against the final invoice.", "/advance/amount", "15000"),
    ],
)  # fmt: skip
def test_limits_minimums_and_totals_in_many_words(
    clause: str, pointer: str, value: str, contract: Make
) -> None:
    assert best(contract(clause), pointer) == value


@pytest.mark.parametrize(
    ("clause", "method", "amount"),
    [
        ("We reserve 70 hours of capacity each month against a retainer of $20,150.", "retainer", "20150"),
        ("Every ticket is charged at CHF 224.", "unit_price", "224"),
        ("On-boarding fee (one-off): $14,000.", "fixed_price", "14000"),
        ("Agent shall be paid thirty percent (3016) of the Net Sales.", "percentage", None),
        ("Client pays Provider's actual cost of providing the Services plus a 10% service fee.", "cost_plus", None),
    ],
)  # fmt: skip
def test_fees_in_many_words(clause: str, method: str, amount: str | None, contract: Make) -> None:
    line = find_fees(contract(clause)).lines[0].values
    assert line["billing_method"] == method
    assert (line.get("unit_amount") or line.get("amount")) == amount


def test_an_amount_that_is_not_its_share_is_a_doubt_not_a_guess(contract: Make) -> None:
    made = contract(
        "The price is payable as follows:\n40 percent ($24,000) on acceptance of the prototype;\n"
        "60 percent ($46,000) upon delivery of the manual."
    )
    (line,) = find_fees(made).lines
    assert [code for code, _ in line.notes] == ["L01", "L01"]


def test_a_list_of_prices_per_thing_has_no_lump_sums_but_those_paid_once(contract: Make) -> None:
    made = contract(
        "PRICE SCHEDULE\nStatement printing $0.12 per statement\nReturned check handling $4.50 per item\n"
        "Account set-up $25.00\nCard replacement $7.50\n"
    )
    found = [
        (v["billing_method"], v.get("unit"), v.get("unit_amount") or v.get("amount"))
        for v in (line.values for line in find_fees(made).lines)
    ]
    assert found == [
        ("unit_price", "statement", "0.12"),
        ("unit_price", "item", "4.50"),
        ("fixed_price", None, "25.00"),
        ("unit_price", "Card replacement", "7.50"),
    ]
