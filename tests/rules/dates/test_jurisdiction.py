from __future__ import annotations

import pytest

from rules.dates.jurisdiction import country_of


@pytest.mark.parametrize(
    ("law", "place"),
    [
        ("State of New York", ("US", None)),
        ("the laws of England and Wales", ("GB", "ENG")),
        ("English law", ("GB", "ENG")),
        ("New South Wales", ("AU", "NSW")),
        ("Australia, the State of Victoria", ("AU", "VIC")),
        ("Northern Ireland", ("GB", "NIR")),
        ("Ireland", ("IE", None)),
        ("India", ("IN", None)),
        ("Indiana", ("US", None)),
        ("West Virginia", ("US", None)),
        ("the Federal Republic of Germany", ("DE", None)),
        ("Germany, the courts of Hamburg", ("DE", "HH")),
        ("New York, and for the courts Ontario", ("US", None)),
        ("British Columbia, Canada", ("CA", "BC")),
        ("Narnia", None),
        (None, None),
    ],
)
def test_the_place_follows_from_the_governing_law(
    law: str | None, place: tuple[str, str | None] | None
) -> None:
    assert country_of(law) == place
