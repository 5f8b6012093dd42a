from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iso4217 import Currency

from models.errors import CurrencyMismatch
from models.money import (
    FOUR_DIGITS,
    NO_MINOR_UNIT,
    THREE_DIGITS,
    Money,
    minor_digits,
    rounding_by,
    rounding_mode,
    to_minor_unit,
)


@pytest.mark.parametrize(("currency", "digits"), [("USD", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), (None, 2)])
def test_a_currency_has_its_minor_digits(currency: str | None, digits: int) -> None:
    assert minor_digits(currency) == digits


def test_every_currency_has_the_digits_that_iso_4217_publishes() -> None:
    digits = {currency.code: currency.exponent for currency in Currency if currency.exponent is not None}
    assert len(digits) > 150
    assert {code: minor_digits(code) for code in digits} == digits
    assert digits.keys() >= NO_MINOR_UNIT | THREE_DIGITS | FOUR_DIGITS


def test_amounts_round_half_up() -> None:
    assert to_minor_unit(Decimal("2.665"), "USD") == Decimal("2.67")
    assert to_minor_unit(Decimal("-2.665"), "USD") == Decimal("-2.67")
    assert Money(Decimal("1428571.5"), "JPY").amount == 1428572


def test_money_adds_in_one_currency_only() -> None:
    assert Money(Decimal(1), "USD") + Money(Decimal(2), "USD") == Money(Decimal(3), "USD")
    with pytest.raises(CurrencyMismatch, match="cannot add JPY to USD"):
        Money(Decimal(1), "USD") + Money(Decimal(1), "JPY")


def test_money_reads_as_people_write_it() -> None:
    assert str(-Money(Decimal("1234.5"), "USD")) == "-1,234.50 USD"


@pytest.mark.parametrize(
    ("amount", "currency", "units"), [("12.34", "USD", 1234), ("12", "JPY", 12), ("1", "KWD", 1000)]
)
def test_minor_units_go_both_ways(amount: str, currency: str, units: int) -> None:
    money = Money(Decimal(amount), currency)
    assert money.minor_units == units
    assert Money.from_minor_units(units, currency) == money


def test_sevenths_are_never_more_than_half_a_cent_off() -> None:
    shares = Money(Decimal(100_000), "USD").allocate([Decimal(1)] * 7)
    assert [str(share.amount)[-2:] for share in shares] == ["71", "72", "71", "72", "71", "72", "71"]


@pytest.mark.parametrize("weights", [[Decimal(0)], [Decimal(2), Decimal(-1)]])
def test_weights_that_share_nothing_are_a_bug(weights: list[Decimal]) -> None:
    with pytest.raises(ValueError, match="cannot allocate"):
        Money(Decimal(1), "USD").allocate(weights)


@given(
    units=st.integers(-(10**12), 10**12),
    weights=st.lists(st.integers(0, 1000), min_size=1, max_size=30).filter(any),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
)
def test_shares_sum_exactly(units: int, weights: list[int], currency: str) -> None:
    money = Money.from_minor_units(units, currency)
    shares = money.allocate([Decimal(weight) for weight in weights])
    assert sum(share.minor_units for share in shares) == units


def test_half_a_unit_may_go_to_the_even_neighbour_for_a_while() -> None:
    # 2.665 is 2.67 half up and 2.66 half even; 2.675 is 2.68 both ways
    with rounding_by("half_even"):
        assert rounding_mode() == "half_even"
        assert to_minor_unit(Decimal("2.665"), "USD") == Decimal("2.66")
        assert to_minor_unit(Decimal("2.675"), "USD") == Decimal("2.68")
    assert rounding_mode() == "half_up"
    assert to_minor_unit(Decimal("2.665"), "USD") == Decimal("2.67")
