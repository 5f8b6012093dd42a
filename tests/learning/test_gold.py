from __future__ import annotations

from typing import Any

import pytest

from learning.gold import judge


def outcomes(terms: dict[str, Any], label: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    return [(j.field, j.pointer, j.outcome) for j in judge(terms, label)]


@pytest.mark.parametrize(
    ("terms", "label", "expected"),
    [
        ({"term_months": 12}, {"term_months": 12}, [("term_months", "/term_months", "right")]),
        (
            {"term_months": 12},
            {"term_months": 24},  # the value is wrong, and the right one was missed
            [("term_months", "/term_months", "wrong"), ("term_months", None, "missed")],
        ),
        ({}, {"term_months": 24}, [("term_months", None, "missed")]),
        ({"term_months": 12}, {"term_months": None}, [("term_months", "/term_months", "wrong")]),
        ({"term_months": 12}, {}, []),  # the label does not speak of it
        (
            {"term_months": 12},
            {"term_months": 24, "alternatives": {"/term_months": [12]}},
            [("term_months", "/term_months", "right")],
        ),
        ({}, {"term_months": 24, "alternatives": {"/term_months": [None]}}, []),
        (
            {"contract_value": "5000.00"},
            {"contract_value": "5000"},
            [("contract_value", "/contract_value", "right")],
        ),
        (
            {"governing_law": "New York"},
            {"governing_law": "the State of New York, USA"},
            [("governing_law", "/governing_law", "right")],
        ),
        (
            {"retention": {"percent": "10"}},
            {"retention_percent": "10"},
            [("retention_percent", "/retention/percent", "right")],
        ),
        ({"renewal": {"automatic": False}}, {"renewal": None}, []),  # 'no' and silence are one
        (
            {"expenses": {"reimbursable": False}},
            {"expenses": {"reimbursable": True}},
            [
                ("expenses.reimbursable", "/expenses/reimbursable", "wrong"),
                ("expenses.reimbursable", None, "missed"),
            ],
        ),
        (
            {"payment": {"net_days": 45}},
            {"payment": {"net_days": 30}, "alternatives": {"/payment": [{"net_days": 45}]}},
            [("payment.net_days", "/payment/net_days", "right")],
        ),
    ],
)
def test_a_scalar_is_right_wrong_or_missed(
    terms: dict[str, Any], label: dict[str, Any], expected: list[tuple[str, str | None, str]]
) -> None:
    assert outcomes(terms, label) == expected


def test_parties_match_by_name_without_their_legal_form() -> None:
    terms = {
        "parties": [
            {"name": "ACME CORP.", "role": "customer"},
            {"name": "Byte Works, LLC", "role": "customer"},
            {"name": "Stranger Inc.", "role": None},
        ]
    }
    label = {
        "parties": [
            {"name": "Acme Corporation", "role": "customer"},
            {"name": "Byte Works", "role": "provider"},
            {"name": "Third Party GmbH", "role": "other"},
        ]
    }
    assert outcomes(terms, label) == [
        ("parties", "/parties/0/name", "right"),
        ("party_roles", "/parties/0/role", "right"),
        ("parties", "/parties/1/name", "right"),
        ("party_roles", "/parties/1/role", "wrong"),
        ("parties", "/parties/2/name", "wrong"),
        ("parties", None, "missed"),
    ]


def test_items_match_one_to_one_by_amount_and_unit() -> None:
    terms = {
        "lines": [
            {
                "billing_method": "time_and_materials",
                "rates": [
                    {"role": "Analyst", "amount": "100.00", "unit": "hour"},
                    {"role": "Engineer", "amount": "100.00", "unit": "hour"},
                    {"role": "Lead", "amount": "900.00", "unit": "hour"},
                ],
            },
            {"billing_method": "recurring", "amount": "500.00", "period": "month"},
            {"billing_method": "fixed_price", "amount": "20.00"},
            {
                "billing_method": "fixed_price",
                "amount": "80.00",
                "milestones": [{"amount": "80.00"}, {"percent": "50"}],
            },
            {"billing_method": "unit_price", "unit_amount": "0.12"},
        ]
    }
    label = {
        "rates": [
            {"role": "A", "amount": "100", "unit": "hour"},
            {"role": "L", "amount": "900", "unit": "day"},
        ],
        "recurring_fees": [{"amount": "500", "period": "month"}],
        "fixed_fees": [{"amount": "20"}],
        "milestones": [{"amount": "80"}, {"amount": None, "percent": "50"}],
        "unit_prices": [{"amount": "0.12"}],
    }
    assert sorted(outcomes(terms, label), key=str) == sorted(
        [
            ("milestones", "/lines/3/milestones/0/amount", "right"),
            ("milestones", "/lines/3/milestones/1/percent", "right"),
            ("fixed_fees", "/lines/2/amount", "right"),
            ("rates", "/lines/0/rates/0/amount", "right"),
            ("item_names", "/lines/0/rates/0/role", "wrong"),  # no word of 'Analyst' is 'A'
            ("rates", "/lines/0/rates/1/amount", "wrong"),  # the label has one rate of 100 an hour
            ("rates", "/lines/0/rates/2/amount", "wrong"),  # an hour is no day
            ("rates", None, "missed"),
            ("recurring_fees", "/lines/1/amount", "right"),
            ("unit_prices", "/lines/4/unit_amount", "right"),
        ],
        key=str,
    )


def test_the_methods_of_the_lines_are_judged() -> None:
    terms = {"lines": [{"billing_method": name} for name in ("retainer", "fixed_price", "expenses")]}
    assert outcomes(terms, {"billing_methods": ["recurring", "milestone"]}) == [
        ("billing_methods", "/lines/0/billing_method", "right"),
        ("billing_methods", "/lines/1/billing_method", "wrong"),
        ("billing_methods", None, "missed"),
    ]
