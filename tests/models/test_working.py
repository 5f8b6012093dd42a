"""Workings: exact arithmetic, each figure with its place."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import TypeAdapter, ValidationError

from models.shape import MOST_DIGITS
from models.working import (
    Mode,
    Parameter,
    Step,
    Working,
    at_least_nothing,
    ending,
    exact,
    fixed,
    from_line,
    least,
    less,
    most,
    negative,
    over,
    percent_of,
    reported,
    round_fraction,
    rounded,
    rounded_to,
    so_far,
    term,
    times,
    total_of,
)

SEVEN, THREE = fixed("seven", 7, "C1"), fixed("three", 3, "C1")
THIRD = over(fixed("one", 1, "C1"), THREE)


def test_a_percent_of_a_total_keeps_its_places() -> None:
    share = rounded(
        percent_of(term("percent", Decimal(25), "/p"), term("total", Decimal("200000.00"), "/t")), "USD"
    )
    assert share.value == Decimal("50000.00")
    assert TypeAdapter(Step).dump_python(share, mode="json", exclude={"parts"}) == {
        "name": "to the minor unit",
        "op": "round",
        "value": "50000.00",
        "digits": 2,
        "mode": "half_up",
    }


def test_each_figure_says_where_it_comes_from() -> None:
    figures = [
        term("a", 1, "/a"),
        reported("b", 1, "e1"),
        from_line("c", 1, "1-1"),
        so_far("d", 1, "cap"),
        fixed("e", 1, "C1"),
    ]
    assert [(one.source, one.ref) for one in figures] == [
        ("term", "/a"),
        ("event", "e1"),
        ("line", "1-1"),
        ("schedule", "cap"),
        ("rule", "C1"),
    ]


def test_what_does_not_end_is_kept_exactly_until_it_is_rounded() -> None:
    assert THIRD.value is None
    assert total_of([THIRD, THIRD, THIRD]).value == 1
    assert times(THIRD, THREE).value == 1
    assert less(SEVEN, THIRD, THIRD, THIRD).value == 6
    assert rounded(THIRD, "USD").value == Decimal("0.33")


def test_one_part_is_its_own_sum() -> None:
    assert total_of([SEVEN]) is SEVEN
    assert total_of([SEVEN, THREE]).value == 10


def test_least_and_most() -> None:
    assert least(SEVEN, THREE).value == 3
    assert most(SEVEN, THREE).value == 7
    assert at_least_nothing(negative(SEVEN)).value == 0


# Ties go away from zero half up, to the even neighbour half even; up and down go to the next higher and lower number.
@pytest.mark.parametrize(
    ("value", "mode", "expected"),
    [
        ("2.665", "half_up", "2.67"),
        ("-2.665", "half_up", "-2.67"),
        ("2.664", "half_up", "2.66"),
        ("-2.666", "half_up", "-2.67"),
        ("2.665", "half_even", "2.66"),
        ("2.675", "half_even", "2.68"),
        ("-2.665", "half_even", "-2.66"),
        ("2.661", "up", "2.67"),
        ("2.66", "up", "2.66"),
        ("-2.661", "up", "-2.66"),
        ("2.669", "down", "2.66"),
    ],
)
def test_roundings(value: str, mode: Mode, expected: str) -> None:
    assert round_fraction(Fraction(value), 2, mode) == Decimal(expected)
    assert rounded_to(fixed("it", Decimal(value), "C1"), 2, mode).value == Decimal(expected)


def test_yen_have_no_digits() -> None:
    assert rounded(fixed("it", Decimal("2.5"), "C1"), "JPY").value == 3


def test_a_decimal_ends_where_its_divisor_is_made_of_twos_and_fives() -> None:
    assert ending(Fraction(1, 80)) == Decimal("0.0125")
    assert ending(Fraction(1, 3)) is None


def test_a_working_travels_as_json() -> None:
    adapter: TypeAdapter[Parameter | Step] = TypeAdapter(Working)
    tree = rounded(total_of([THIRD, SEVEN]), "USD")
    assert adapter.validate_json(adapter.dump_json(tree)) == tree
    assert exact(tree) == Fraction(733, 100)


@pytest.mark.parametrize("value", [1.5, "1e5", "1" * (MOST_DIGITS + 1), "nan"])
def test_a_figure_is_a_plain_decimal_string(value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Parameter).validate_python({"name": "a", "value": value, "source": "rule", "ref": "C1"})


def test_a_figure_may_be_a_decimal_already() -> None:
    stated = {"name": "a", "value": Decimal("1.50"), "source": "rule", "ref": "C1"}
    assert TypeAdapter(Parameter).validate_python(stated) == fixed("a", Decimal("1.50"), "C1")
