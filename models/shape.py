"""Shape: the base of everything that is stored or sent, and the decimals and texts in it."""

from __future__ import annotations

import re
from decimal import Context, Decimal, InvalidOperation, Rounded
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

DECIMAL_PATTERN = r"^-?\d+(\.\d+)?$"
MAX_DIGITS = 28
EVERY_DIGIT = Context(prec=MAX_DIGITS, traps=[Rounded])
"""Refuses to leave a digit out."""


class Shape(BaseModel):
    """A frozen value with no unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def plain(value: Decimal) -> str:
    """The decimal without an exponent: '50000.00'."""
    return format(value, "f")


def _decimal(value: Any) -> Decimal:
    """Read a decimal string; floats, booleans and integers are refused, not rounded.

    Raises:
        ValueError: Not a plain decimal string, or longer than any contract needs.
    """
    if isinstance(value, Decimal):
        number = value
    elif isinstance(value, str):
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise ValueError("not a decimal; write it like '50000.00'") from None
    else:
        raise ValueError("amounts are decimal strings such as '50000.00', never numbers")  # noqa: TRY004 - pydantic reports ValueError
    if not number.is_finite():
        raise ValueError("not a finite decimal")
    try:
        if abs(number.adjusted()) <= MAX_DIGITS:
            EVERY_DIGIT.plus(number)
            return number
    except Rounded:
        pass
    raise ValueError(f"more than {MAX_DIGITS} digits")


DecimalString = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": DECIMAL_PATTERN, "examples": ["50000.00"]}),
]
"""A decimal that travels as a string: money in the major unit, percents, hours, quantities."""

MOST_DIGITS = 400


def _exact(value: Any) -> Decimal:
    """Read a decimal of any length that a working needs.

    Raises:
        ValueError: Not a plain decimal string, or longer than any working.
    """
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or len(value) > MOST_DIGITS or not re.fullmatch(DECIMAL_PATTERN, value):
        raise ValueError("not a decimal string such as '50000.00'")
    return Decimal(value)


ExactString = Annotated[
    Decimal,
    BeforeValidator(_exact),
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": DECIMAL_PATTERN, "examples": ["5000000.0000"]}),
]
"""A decimal in the middle of a working: as long as its exact value is."""

Amount = DecimalString
Percent = Annotated[DecimalString, Field(ge=0)]
Hours = Annotated[DecimalString, Field(ge=0)]
Count = Annotated[int, Field(ge=0, le=10_000, strict=True)]
"""Days, months, periods."""
Text = Annotated[str, Field(max_length=2_000)]
CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["USD"])]
