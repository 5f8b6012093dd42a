from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from models.shape import Amount, Shape


class Price(Shape):
    amount: Amount


@pytest.mark.parametrize("value", [1, 1.5, True, "x", "NaN", "Infinity", "1" * 29, "1e40", None])
def test_what_is_no_plain_decimal_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        Price.model_validate({"amount": value})


@pytest.mark.parametrize("value", ["50000.00", Decimal("50000.00")])
def test_an_amount_travels_as_a_string(value: Any) -> None:
    price = Price.model_validate({"amount": value})
    assert price.model_dump_json() == '{"amount":"50000.00"}'
    assert Price(amount=Decimal("1E+2")).model_dump(mode="json") == {"amount": "100"}


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Price.model_validate({"amount": "1", "note": "x"})
