from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest

from models.errors import InvalidPolicy
from policy.cell import Value, read_condition

Kind = Literal["text", "number", "boolean"]


@pytest.mark.parametrize(
    ("cell", "kind", "value", "met"),
    [
        ("", "text", None, True),
        ("-", "text", "anything", True),
        ("USD", "text", "USD", True),
        ("USD", "text", "usd", False),
        ("USD, EUR", "text", "EUR", True),
        ('"Acme, Inc."', "text", "Acme, Inc.", True),
        ("USD", "text", None, False),
        ("null", "text", None, True),
        ("null", "text", "USD", False),
        ("not(USD, EUR)", "text", "GBP", True),
        ("not(USD, EUR)", "text", "EUR", False),
        ("not(USD)", "text", None, False),
        ("not(null)", "text", "USD", True),
        ("not(null)", "text", None, False),
        ("= USD", "text", "USD", True),
        ("!= USD", "text", "EUR", True),
        ("!= USD", "text", None, False),
        ("10", "number", Decimal("10.00"), True),
        ("< 10", "number", Decimal(10), False),
        ("<= 10", "number", Decimal(10), True),
        ("> 10", "number", Decimal(10), False),
        (">= 1_000", "number", Decimal(1000), True),
        (">= 10", "number", None, False),
        ("[5..10)", "number", Decimal(5), True),
        ("[5..10)", "number", Decimal(10), False),
        ("(5..10]", "number", Decimal(5), False),
        ("(5..10]", "number", Decimal(10), True),
        ("[1..2], > 9", "number", Decimal(10), True),
        ("true", "boolean", "true", True),
        ("true", "boolean", "false", False),
    ],
)
def test_a_cell_is_met(cell: str, kind: Kind, value: Value, *, met: bool) -> None:
    assert read_condition(cell, kind).matches(value) is met


@pytest.mark.parametrize(
    ("cell", "kind", "why"),
    [
        ("ten", "number", "ten is not a number"),
        ("NaN", "number", "not a number"),
        ("[a..b]", "number", "a is not a number"),
        ("> USD", "text", "needs a column of type number"),
        ("maybe", "boolean", "neither true nor false"),
        ("USD,, EUR", "text", "a value is missing"),
    ],
)
def test_a_cell_that_states_nothing_says_why(cell: str, kind: Kind, why: str) -> None:
    with pytest.raises(InvalidPolicy, match=why):
        read_condition(cell, kind)
