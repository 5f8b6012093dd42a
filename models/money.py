"""Money: a decimal amount in one currency, always at the currency's minor unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Literal

from models.errors import CurrencyMismatch

# ISO 4217 minor units; every other currency has two digits.
NO_MINOR_UNIT = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split())
THREE_DIGITS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
FOUR_DIGITS = frozenset({"CLF", "UYW"})
STEPS = (Decimal(1), Decimal("0.1"), Decimal("0.01"), Decimal("0.001"), Decimal("0.0001"))
"""One minor unit, by its digits."""
CARRIED = Context(prec=80)
"""Fewer digits than the rules calculate with."""

Rounding = Literal["half_up", "half_even"]
"""What becomes of half a minor unit: away from zero, or to the even neighbour."""
DECIMAL_MODES: dict[Rounding, str] = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN}
_ROUNDING: ContextVar[Rounding] = ContextVar("rounding", default="half_up")


@contextmanager
def rounding_by(mode: Rounding) -> Iterator[None]:
    """Round money in this way for the while; it is half up otherwise."""
    before = _ROUNDING.set(mode)
    try:
        yield
    finally:
        _ROUNDING.reset(before)


def rounding_mode() -> Rounding:
    """How money is rounded here and now."""
    return _ROUNDING.get()


def minor_digits(currency: str | None) -> int:
    """Digits after the point in a currency; two where it is not known."""
    if currency in NO_MINOR_UNIT:
        return 0
    if currency in FOUR_DIGITS:
        return 4
    return 3 if currency in THREE_DIGITS else 2


def to_minor_unit(amount: Decimal, currency: str | None) -> Decimal:
    """The amount rounded to the currency's minor unit: the one place that rounds money.

    Half up, unless `rounding_by` says otherwise.

    A quotient whose decimals do not end is carried to the context's precision: what it lacks at the far end
    must not turn a tie downwards, so the last digits are rounded off first.
    """
    return CARRIED.plus(amount).quantize(STEPS[minor_digits(currency)], DECIMAL_MODES[rounding_mode()])


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency.

    Attributes:
        amount: In the major unit, rounded half up to the minor unit.
        currency: ISO 4217 code, upper case.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", to_minor_unit(self.amount, self.currency))

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return Money(self.amount + other.amount, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __str__(self) -> str:
        return f"{self.amount:,} {self.currency}"

    @property
    def minor_units(self) -> int:
        """The amount in cents, or whatever the minor unit is."""
        return int(self.amount.scaleb(minor_digits(self.currency)))

    @classmethod
    def from_minor_units(cls, units: int, currency: str) -> Money:
        """The money that a stored number of minor units stands for."""
        return cls(Decimal(units).scaleb(-minor_digits(currency)), currency)

    def allocate(self, weights: Sequence[Decimal]) -> tuple[Money, ...]:
        """Split into shares that sum exactly to this amount.

        Cumulative: share k is round(total x weights to k) - round(total x weights to k-1), so no share is
        more than half a unit from its ideal.

        Args:
            weights: Non-negative shares of any scale, at least one positive.

        Returns:
            One Money per weight, in the order given.

        Raises:
            ValueError: A weight is negative, or none is positive.
        """
        whole = sum(weights, Decimal(0))
        if whole <= 0 or min(weights) < 0:
            raise ValueError(f"cannot allocate {self} over weights {weights!r}")
        shares, given, seen = [], Decimal(0), Decimal(0)
        for weight in weights:
            seen += weight
            upto = to_minor_unit(self.amount * seen / whole, self.currency)
            shares.append(Money(upto - given, self.currency))
            given = upto
        return tuple(shares)
